"""One stage alone, on files: search, screen, fetch, extract, analyze, risk of bias, diagrams and passages."""

import csv
import io
import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from arakis.cli import doors
from arakis.cli.defaulted import Defaulted
from arakis.errors import InputError

if TYPE_CHECKING:
    from arakis.domain.document import TextLayer
    from arakis.domain.record import Record

Files = Annotated[list[Path], typer.Argument(help="Files, or folders of them.")]
ProtocolOption = Annotated[Path, typer.Option("--protocol", help="The protocol.")]
Target = Annotated[Path | None, typer.Option("--output", "-o", help="Write to this file instead of the terminal.")]
extract = typer.Typer(cls=Defaulted, no_args_is_help=True, help="Read results from reports; see and correct them.")


def add(app: typer.Typer) -> None:
    """Put the commands on `app`."""
    for command in (search, screen, fetch, analyze):
        app.command()(command)
    app.add_typer(extract, name="extract")
    app.command("risk-of-bias")(risk_of_bias)
    app.command("prisma-diagram")(prisma_diagram)
    for name in ("intro", "results", "discussion", "abstract"):
        app.command(f"write-{name}")(_passage(name))


def search(
    query: Annotated[str, typer.Argument(help="The query, in the database's own language.")],
    databases: Annotated[str, typer.Option(help="pubmed, openalex; separated by commas.")] = "pubmed",
    max_results: Annotated[int, typer.Option(min=1, max=5000, help="Records to take from each.")] = 100,
    output: Target = None,
    as_json: doors.JsonOption = False,
) -> None:
    """Ask databases and write the records as CSV (or JSON)."""
    from arakis.runtime.http import Http
    from arakis.search.databases import database
    from arakis.settings import read_settings

    settings = read_settings()
    clients = [database(name, settings.keys()) for name in databases.split(",") if name.strip()]
    if not clients:
        raise InputError("no database is named", "give --databases pubmed")
    http = Http(endpoints=dict(settings.endpoints))
    found: list[Record] = []
    for client in clients:
        announced, obtained = None, 0
        for page in client.pages(query, max_results, http.fetch):
            announced = page.announced if page.announced is not None else announced
            found += page.records
            obtained += len(page.records)
            print(f"{client.title}: {obtained} of {announced}", file=sys.stderr)
    _write(output, _records(found, as_json))


def screen(
    paths: Files,
    protocol: Annotated[Path | None, typer.Option(help="The protocol.")] = None,
    include: Annotated[str, typer.Option(help="Inclusion criteria, separated by commas.")] = "",
    exclude: Annotated[str, typer.Option(help="Exclusion criteria, separated by commas.")] = "",
    output: Target = None,
    as_json: doors.JsonOption = False,
) -> None:
    """Screen reference files on title and abstract; says for each record which words speak against it."""
    from arakis.deduplication.groups import groups, pairs
    from arakis.deduplication.merge import merge
    from arakis.protocol.question import protocol_from
    from arakis.screening.assess import assess
    from arakis.screening.criteria import parse
    from arakis.screening.decision import decide

    if protocol is None and not (include or exclude):
        raise InputError("there are no criteria", "give --protocol, or --include and --exclude")
    asked = "Which records are eligible?"
    plan = doors.protocol(protocol) if protocol else protocol_from(asked, parse(include, exclude))
    records = [record for name, data in doors.files(paths, "reference files") for record in _read(data, name)]
    by_id = {record.id: record for record in records}
    answers = {(pair.a, pair.b): pair.answer for pair in pairs(records)}
    rows: list[dict[str, Any]] = []
    for group in groups(records, answers):
        report = merge([by_id[identity] for identity in group])
        given = assess(report, plan, "title_abstract")
        decision = decide(given, plan, "title_abstract")
        rows.append(
            {
                "decision": decision.answer,
                "criterion": decision.criterion,
                "reason": decision.reason,
                "year": report.year,
                "title": report.title,
                "doi": report.doi,
                "pmid": report.pmid,
                "records": len(group),
            }
        )
    _write(output, _rows(rows, as_json))


def fetch(
    paths: Files,
    output: Annotated[Path, typer.Option("--output", "-o", help="Folder for the full texts.")] = Path("fulltext"),
    sources: Annotated[str, typer.Option(help="Sources to ask, separated by commas; all by default.")] = "",
) -> None:
    """Look online for the full texts of the references in files."""
    from arakis.deduplication.merge import merge
    from arakis.errors import SourceError
    from arakis.retrieval.sources import SOURCES, Found
    from arakis.runtime.http import Http
    from arakis.settings import read_settings

    chosen = [name.strip() for name in sources.split(",") if name.strip()] or list(SOURCES)
    for name in chosen:
        if name not in SOURCES:
            raise InputError(f"no source is called {name!r}", f"sources are {', '.join(SOURCES)}")
    records = [record for name, data in doors.files(paths, "reference files") for record in _read(data, name)]
    folder = doors.output_folder(output)
    settings = read_settings()
    http = Http(endpoints=dict(settings.endpoints))
    missing = 0
    for record in records:
        report = merge([record])
        for name in chosen:
            try:
                found = SOURCES[name].find(report, http.fetch, settings.keys())
                if isinstance(found, Found):
                    data = found.data or http.fetch("GET", found.url).content
                    kind = "pdf" if data.startswith(b"%PDF") else "xml"
                    (folder / f"{(record.doi or record.id).replace('/', '_')}.{kind}").write_bytes(data)
                    print(f"{name}: {record.title[:70]}")
                    break
            except SourceError as error:
                print(f"{name}: {error.message}", file=sys.stderr)
        else:
            missing += 1
            print(f"not retrieved: {record.title[:70]}", file=sys.stderr)
    print(f"{len(records) - missing} of {len(records)} full texts are in {folder}")


@extract.command("files")
def extract_files(
    paths: Files, protocol: ProtocolOption, output: Target = None, as_json: doors.JsonOption = False
) -> None:
    """Read results from reports (PDF, JATS): every value with its quote and page; what is unsure stays open."""
    from arakis.extraction.extract import extract as read_results

    plan = doors.protocol(protocol)
    rows: list[dict[str, Any]] = []
    for name, layer in _layers(paths):
        for result in read_results(layer, plan).results:
            for side in ("intervention", "comparator", "effect"):
                for field, found in getattr(result, side).items():
                    spans = found.value.evidence if found.value else ()
                    rows.append(
                        {
                            "file": name,
                            "trial": result.trial,
                            "comparison": result.comparison,
                            "outcome": result.outcome,
                            "time": result.time,
                            "population": result.population,
                            "field": f"{side}.{field}",
                            "value": found.value.value if found.value else None,
                            "origin": found.value.origin if found.value else "",
                            "page": spans[0].page if spans else None,
                            "quote": spans[0].quote if spans else "",
                            "open": found.reason if found.value is None else "",
                        }
                    )
    _write(output, _rows(rows, as_json))


@extract.command("show")
def extract_show(
    identity: Annotated[str, typer.Argument(help="The review's id, or 'last'.")],
    result: Annotated[str, typer.Argument(help="A study's label or a result's id; all by default.")] = "",
    workspace: doors.WorkspaceOption = None,
) -> None:
    """Show the values of a review with the words they rest on, and the candidates of open ones."""
    from arakis.cli.values import show_values
    from arakis.review import life
    from arakis.review.build import read

    space = doors.workspace(workspace)
    print(show_values(read(space, life.find(space, identity)), result))


@extract.command("set")
def extract_set(
    identity: Annotated[str, typer.Argument(help="The review's id, or 'last'.")],
    assignments: Annotated[list[str] | None, typer.Argument(help="FIELD=VALUE, e.g. intervention.events=4.")] = None,
    source: Annotated[Path | None, typer.Option("--from", help="A file of answers instead.")] = None,
    report: Annotated[str, typer.Option(help="The report: DOI, PMID or label.")] = "",
    outcome: Annotated[str, typer.Option(help="The outcome's id.")] = "",
    comparison: Annotated[str, typer.Option(help="The comparison's id, where there are several.")] = "",
    time: Annotated[str, typer.Option(help="The time point, where there are several.")] = "",
    quote: Annotated[str, typer.Option(help="The words of the report that state the value.")] = "",
    where: Annotated[str, typer.Option("--source", help="Where the value comes from.")] = "the report",
    reason: Annotated[str, typer.Option(help="Why it is set.")] = "",
    settles: Annotated[
        bool, typer.Option("--settles", help="This result of the study stands, whatever else was found.")
    ] = False,
    not_reported: Annotated[
        bool, typer.Option("--not-reported", help="The report has no such result, whatever was read from it.")
    ] = False,
    reviewer: Annotated[str, typer.Option(help="Who sets it.")] = "",
    workspace: doors.WorkspaceOption = None,
    as_json: doors.JsonOption = False,
) -> None:
    """Set or correct values of a review; what depends on them is computed again."""
    from arakis.cli.finish import run_and_show
    from arakis.cli.values import answers_file, enter_now
    from arakis.review import life

    space = doors.workspace(workspace)
    found = life.find(space, identity)
    if source:
        name, text = doors.text(source, "a file of answers")
    else:
        name = "what was typed"
        answer = {
            "report": report,
            "outcome": outcome,
            "comparison": comparison,
            "time": time,
            "source": where,
            "reason": reason,
            "settles": settles,
            "not_reported": not_reported,
        }
        text = answers_file(assignments or [], quote, answer, reviewer)
    enter_now(space, found, name, text)
    run_and_show(space, found, as_json, again=True)


def analyze(
    data: Annotated[Path, typer.Argument(help="A CSV of results, or a review.json.")],
    measure: Annotated[str, typer.Option(help="RR, OR, RD, MD, SMD or GEN.")] = "RR",
    model: Annotated[str, typer.Option(help="random or fixed.")] = "random",
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Folder for the forest plot and R script.")] = (
        None
    ),
    as_json: doors.JsonOption = False,
) -> None:
    """Pool the results in a table: columns study and events/total or mean/sd/total of both sides, or estimate, se."""
    from arakis.cli.analysis import analyse

    name, content = doors.file(data, "a table")
    analyse(name, content, measure.upper(), model, output, as_json)


def risk_of_bias(
    paths: Files, protocol: ProtocolOption, output: Target = None, as_json: doors.JsonOption = False
) -> None:
    """Answer the signalling questions of RoB 2 for reports from their own words."""
    from arakis.bias.allocation import allocation
    from arakis.bias.answer import answer
    from arakis.domain.result import Result

    plan = doors.protocol(protocol)
    rows: list[dict[str, Any]] = []
    for name, layer in _layers(paths):
        design = allocation(layer)
        for outcome in plan.outcomes:
            comparison = plan.comparisons[0].id if plan.comparisons else ""
            result = Result(id="result", study=name, comparison=comparison, outcome=outcome.id)
            for one in answer(layer, result, design, plan):
                rows.append(
                    {
                        "file": name,
                        "outcome": outcome.id,
                        "question": one.question,
                        "answer": one.answer,
                        "reason": one.reason,
                        "page": one.evidence[0].page if one.evidence else None,
                        "quote": one.evidence[0].quote if one.evidence else "",
                    }
                )
    _write(output, _rows(rows, as_json))


def prisma_diagram(
    review: Annotated[Path, typer.Argument(help="A review.json.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="An .svg, .png or .pdf file.")] = Path("prisma.svg"),
) -> None:
    """Draw the PRISMA 2020 flow diagram of a review."""
    from arakis.figures.prisma import prisma
    from arakis.figures.render import pdf, png
    from arakis.review.output import reasons_in_words

    found = doors.review(review)
    svg = prisma(found.flow, None, reasons_in_words(found.protocol), found.provisional)
    kinds = {".svg": lambda: svg.encode(), ".png": lambda: png(svg), ".pdf": lambda: pdf(svg)}
    if output.suffix not in kinds:
        raise InputError(f"{output} is not an .svg, .png or .pdf file", "choose another name")
    output.write_bytes(kinds[output.suffix]())
    print(output)


def _passage(name: str) -> Any:
    def write(review: Annotated[Path, typer.Argument(help="A review.json.")], output: Target = None) -> None:
        from arakis.reporting.manuscript import manuscript
        from arakis.reporting.markdown import part

        wanted = {"intro": "introduction"}.get(name, name)
        _write(output, part(manuscript(doors.review(review)), wanted))

    write.__doc__ = f"Write the {'introduction' if name == 'intro' else name} of a review's manuscript as Markdown."
    return write


def _layers(paths: list[Path]) -> list[tuple[str, "TextLayer"]]:
    """The text layers of reports by name. What cannot be read is named; raises InputError when nothing can."""
    from arakis.retrieval.layer import read

    found: list[tuple[str, TextLayer]] = []
    faults: list[InputError] = []
    for name, data in doors.files(paths, "reports"):
        try:
            layer = read(data, name)
            if not layer.text.strip():
                raise InputError(f"{name}: {'; '.join(layer.problems) or 'no text in it'}", "give a file with text")
            found.append((name, layer))
            for problem in layer.problems:
                print(f"{name}: {problem}", file=sys.stderr)
        except InputError as error:
            faults.append(error)
    if not found:
        raise faults[0]
    for error in faults:
        print(error.message, file=sys.stderr)
    return found


def _read(data: bytes, name: str) -> Sequence["Record"]:
    from arakis.search.files import read

    reading = read(data, name)
    for problem in reading.problems:
        print(f"{name}{f', line {problem.line}' if problem.line else ''}: {problem.message}", file=sys.stderr)
    return reading.records


def _records(records: Iterable["Record"], as_json: bool) -> str:
    if as_json:
        return json.dumps([record.model_dump(mode="json") for record in records], indent=1, ensure_ascii=False)
    return _rows(
        [
            {
                "Title": record.title,
                "Authors": "; ".join(name.text for name in record.authors),
                "Year": record.year,
                "Journal": record.journal,
                "Volume": record.volume,
                "Issue": record.issue,
                "Pages": record.pages,
                "DOI": record.doi,
                "PMID": record.pmid,
                "Abstract": record.abstract,
                "Keywords": "; ".join(record.keywords),
                "Publication Type": "; ".join(record.types),
                "Language": record.language,
            }
            for record in records
        ],
        False,
    )


def _rows(rows: Sequence[dict[str, Any]], as_json: bool) -> str:
    if as_json:
        return json.dumps(list(rows), indent=1, ensure_ascii=False)
    if not rows:
        return ""
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({name: _harmless(value) for name, value in row.items()})
    return text.getvalue()


def _harmless(value: Any) -> Any:
    """A cell that a spreadsheet would take for a formula is marked as text."""
    return f"'{value}" if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t") else value


def _write(path: Path | None, text: str) -> None:
    if path is None:
        print(text.rstrip("\n"))
    else:
        path.write_text(text if text.endswith("\n") else text + "\n", "utf-8")
        print(path, file=sys.stderr)
