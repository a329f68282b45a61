"""Write the files of docs/ that are made from the code: cli.md and review.schema.json.

`make docs` runs it; tests/house checks that what is committed is what it writes.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer

from arakis.cli.app import app
from arakis.domain.review import Review

FOLDER = Path(__file__).resolve().parent
BEGINNING = """# Commands

Made from the program by `make docs`; `arakis COMMAND --help` says the same.

Exit status: 0 when all went well, 1 when something failed while running, 2 when what was given cannot be used, 130 when
stopped with Ctrl-C. Errors are one line on the error stream that says what to do. Stages are named `search`, `screen`,
`pdf_fetch`, `extract`, `rob`, `analysis`, `prisma`, `tables`, `introduction`, `methods`, `results`, `discussion`.

| command | what it does |
| --- | --- |
"""


def schema() -> str:
    """The JSON schema of review.json. Fields that two runs may fill differently are marked `"volatile": true`."""
    dialect = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    return json.dumps(dialect | Review.model_json_schema(mode="serialization"), indent=1, sort_keys=True) + "\n"


def cli() -> str:
    """Every command in one table, then the options of each."""
    commands = list(_commands(typer.main.get_command(app), "arakis"))
    table = [f"| [`{name}`](#{name.replace(' ', '-')}) | {_cell(_first(command.help))} |" for name, command in commands]
    return BEGINNING + "\n".join(table) + "\n" + "".join(_section(name, command) for name, command in commands)


def _commands(command: Any, name: str) -> Iterator[tuple[str, Any]]:
    inside = getattr(command, "commands", {})
    if not inside:
        yield name, command
    for word, one in inside.items():
        if not one.hidden:
            yield from _commands(one, f"{name} {word}")


def _section(name: str, command: Any) -> str:
    with command.make_context(name, [], resilient_parsing=True) as context:
        usage = command.get_usage(context).removeprefix("Usage: ")
        rows = [found for one in command.get_params(context) if (found := one.get_help_record(context))]
    said = "\n\n".join(" ".join(paragraph.split()) for paragraph in (command.help or "").split("\n\n"))
    lines = [f"\n## {name}\n", f"{said}\n", f"```\n{' '.join(usage.split())}\n```\n"]
    rows = [row for row in rows if row[0] != "--help"]
    if rows:
        lines += ["| option | |", "| --- | --- |"]
        lines += [f"| `{_cell(option)}` | {_cell(text)} |" for option, text in rows]
        lines.append("")
    return "\n".join(lines)


def _first(text: str | None) -> str:
    return " ".join((text or "").split("\n\n")[0].split())


def _cell(text: str) -> str:
    text = re.sub(r"<list\[(\w+)\]>", lambda kind: f"<{kind[1].lower()}> ...", text)
    return re.sub(r"\s+", " ", text).strip().replace("|", "\\|")


def main() -> None:
    """Write both files."""
    (FOLDER / "cli.md").write_text(cli(), encoding="utf-8")
    (FOLDER / "review.schema.json").write_text(schema(), encoding="utf-8")


if __name__ == "__main__":
    main()
