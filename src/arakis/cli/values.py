"""Values of a review as a person sees and sets them."""

from collections.abc import Iterator, Mapping, Sequence

import yaml

from arakis import ledger
from arakis.cli import doors
from arakis.domain.document import TextLayer
from arakis.domain.evidence import Evidence
from arakis.domain.judgement import Reviewer
from arakis.domain.result import Datum, Result, Value
from arakis.domain.review import Review
from arakis.errors import InputError
from arakis.extraction.answers import enter, read_answers
from arakis.review.build import read
from arakis.workspace import Workspace


def show_values(review: Review, wanted: str) -> str:
    """The values of the results that `wanted` names (a study's label or a result's id; "" for all) as text."""
    labels = {study.id: study.label for study in review.studies}
    chosen = [
        result
        for result in review.results
        if not wanted or wanted == result.id or wanted.casefold() == labels[result.study].casefold()
    ]
    if not chosen:
        raise InputError(
            f"no result is named {wanted!r}" if wanted else "there are no results", "see tables/results.csv"
        )
    lines: list[str] = []
    for result in chosen:
        parts = (result.outcome, result.instrument, result.time, result.population)
        lines += ["", f"{labels[result.study]}: {', '.join(part for part in parts if part)}  ({result.id})"]
        lines += [f"  told of in: “{' '.join(span.quote.split())}”{_page(span)}" for span in _told(review, result)]
        for place, datum in _places(result):
            lines += _shown(place, datum)
        lines += [f"    ! {check}" for check in result.checks]
    return "\n".join(lines)


def _told(review: Review, result: Result) -> list[Evidence]:
    """The words by which reports give the result's time, or name it without numbers that could be read."""
    wanted = {name: getattr(result, name) for name in ("comparison", "outcome", "instrument", "time", "population")}
    return [
        span
        for one in review.judgements
        if one.subject in result.reports and one.question.startswith("result:") and isinstance(one.answer, dict)
        if {name: one.answer.get(name) for name in wanted} == wanted
        for span in one.evidence
    ]


def _page(span: Evidence) -> str:
    return f" p. {span.page}" if span.page else ""


def _places(result: Result) -> Iterator[tuple[str, Datum]]:
    for side in ("intervention", "comparator"):
        for name, datum in getattr(result, side).values.items():
            yield f"{side}.{name}", datum
    for name, datum in result.effect.items():
        yield f"effect.{name}", datum


def _shown(place: str, datum: Datum) -> list[str]:
    if datum.value is not None:
        return [f"  {place:<24}{datum.value.value:>12g}  {datum.value.origin}{_words(datum.value)}"]
    lines = [f"  {place:<24}{'open':>12}  {datum.waits}"]
    return lines + [f"  {'':<24}{one.value:>12g}  candidate{_words(one)}" for one in datum.candidates[:6]]


def _words(value: Value) -> str:
    if value.origin == "computed":
        return f": {value.formula}"
    if value.origin == "supplied":
        return f" by {value.by}: {value.source}"
    words = [f"“{span.quote}”{_page(span)}" for span in value.evidence[:3]]
    return f": {' / '.join(words)}" if words else ""


def answers_file(assignments: Sequence[str], quote: str, answer: Mapping[str, str | bool], reviewer: str) -> str:
    """A file of answers from what was typed: FIELD=VALUE each, and the other keys of the `answer` by options."""
    says = assignments or answer["settles"] or answer["not_reported"]
    if not says or not answer["report"] or not answer["outcome"]:
        raise InputError(
            "a value needs its report and outcome",
            "e.g. arakis extract set last --report 'Smith 2001' --outcome pain intervention.events=4",
        )
    values: dict[str, object] = {}
    for one in assignments:
        place, equals, number = one.partition("=")
        try:
            value = float(number)
        except ValueError:
            equals = ""
            value = 0.0
        if not equals:
            raise InputError(f"{one!r} is not FIELD=VALUE", "e.g. intervention.events=4")
        values[place] = {"value": value, "quote": quote} if quote else value
    given = {**answer, "values": values}
    return yaml.safe_dump({"by": reviewer or doors.user(), "answers": [given]}, allow_unicode=True)


def enter_now(workspace: Workspace, review: str, name: str, text: str) -> None:
    """Write a person's answers as judgements, all or none."""
    found = read(workspace, review)
    answers = read_answers(text, name)
    layers = {
        report.id: TextLayer.model_validate_json(workspace.blobs.get(report.layer))
        for report in found.reports
        if report.layer and report.state == "included"
    }
    person = Reviewer(kind="person", name=answers.by)
    made = enter(answers, found, layers, person, ledger.now())
    with workspace.db.begin() as connection:
        ledger.append(connection, review, person, "judgement", [(one.id, ledger.body(one)) for one in made])
