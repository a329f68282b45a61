"""Following numbers: every fact that a manuscript shows, back to its place in review.json.

`check` looks at a manuscript that has just been made; `follow` looks at exported files and needs nothing else.
"""

import difflib
import json
from typing import Any

from pydantic import ValidationError

from arakis.domain.record import Citation as Work
from arakis.domain.review import Review
from arakis.errors import InputError
from arakis.reporting.citations.style import entry
from arakis.reporting.document import Bibliography, Figure, Manuscript, Reference, Runs, plain, runs_of, walk
from arakis.reporting.formats import render
from arakis.reporting.manuscript import manuscript as make
from arakis.reporting.markdown import Placed, markdown, placed
from arakis.reporting.path import Resolver
from arakis.reporting.words import leaves, stray_numbers

MOST = 50  # problems told; more are counted


def written(path: str, form: str, resolve: Resolver) -> str:
    """What the reference (path, format) reads in this review. Raises ValueError where it leads nowhere.

    Raises InputError for a reference style that does not exist.
    """
    value = resolve(path)
    if not form.startswith("citation:"):
        return render(value, form)
    _, style, *letter = form.split(":")
    if not isinstance(value, dict):
        raise ValueError(f"no work stands at {path}")
    fields = {key: value[key] for key in Work.model_fields if key in value}
    return plain(entry(Work.model_validate(fields), style, letter[0] if letter else ""))


def check(manuscript: Manuscript, review: Review) -> list[str]:
    """What is wrong with the numbers of a manuscript; [] when every one of them can be followed.

    Each reference is written again from the review and compared; a digit or a number word in the words of the
    template, that is neither a reference nor a citation nor a declared constant, is refused.
    """
    resolve = Resolver(review.model_dump(mode="json"))
    wrong: list[str] = []
    for where, runs in _passages(manuscript):
        wrong.extend(f"{where}: a number without a reference: {word!r} in {plain(runs)[:120]!r}"
                     for word in stray_numbers(runs))  # fmt: skip
        for run in leaves(runs):
            if isinstance(run, Reference):
                wrong.extend(_compare(where, run.path, run.format, run.text, resolve))
    for _, section in walk(manuscript.sections):
        for block in section.blocks:
            if isinstance(block, Bibliography):
                for item in block.entries:
                    if item.path:
                        wrong.extend(_compare(section.id, item.path, item.format, plain(item.runs), resolve))
    return _bounded(wrong)


def _passages(manuscript: Manuscript) -> list[tuple[str, Runs]]:
    found = [("title", runs) for runs in (manuscript.title, manuscript.banner, manuscript.authors, manuscript.colophon)]
    for _, section in walk(manuscript.sections):
        found.append((section.id, section.words))
        for block in section.blocks:
            if not isinstance(block, Bibliography):
                found.extend((section.id, runs) for runs in runs_of(block))
    return found


def _compare(where: str, path: str, form: str, text: str, resolve: Resolver) -> list[str]:
    try:
        right = written(path, form, resolve)
    except (ValueError, InputError) as error:
        return [f"{where}: {text!r} refers to {path}, which cannot be followed: {error}"]
    return [] if right == text else [f"{where}: the text says {text!r}, but {path} is {right!r}"]


def follow(text: str, references: str, review: str) -> list[str]:
    """What is wrong with an exported manuscript.md, by manuscript.references.json and review.json alone.

    The text is made again from review.json and compared byte for byte, and every reference is followed to its value:
    a changed byte, two true numbers exchanged, or a right number under a wrong reference is found and named.
    """
    try:
        facts = Review.model_validate_json(review)
    except ValidationError as error:
        return [f"review.json cannot be read: {error.errors()[0]['msg']}"]
    try:
        data = json.loads(references)
        listed = [_placed(item) for item in data["references"]]
        figures = {
            str(name): Figure("", caption=str(words["caption"]), alt=str(words["alt"]))
            for name, words in data["figures"].items()
        }
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError) as error:
        return [f"manuscript.references.json cannot be read: {error}"]
    again = make(facts, figures)
    right, expected = markdown(again), placed(again)
    resolve = Resolver(facts.model_dump(mode="json"))
    wrong = _references(listed, expected, resolve)
    if text != right:
        wrong.extend(_differences(text, right, expected, resolve))
    wrong.extend(check(again, facts))
    return _bounded(list(dict.fromkeys(wrong)))


def _placed(item: dict[str, Any]) -> Placed:
    start, end = item["position"]
    return Placed(str(item["path"]), str(item["format"]), str(item["text"]), str(item["section"]), int(start), int(end))


def _references(listed: list[Placed], expected: list[Placed], resolve: Resolver) -> list[str]:
    """The exported list against what the review gives: each path followed, each compared with the one expected."""
    wrong: list[str] = []
    for item in listed:
        wrong.extend(_compare(f"{item.section}, reference list", item.path, item.format, item.text, resolve))
    if len(listed) != len(expected):
        wrong.append(f"the reference list holds {len(listed)} references, the review gives {len(expected)}")
    for number, (item, right) in enumerate(zip(listed, expected, strict=False), 1):
        if (item.path, item.format) != (right.path, right.format):
            wrong.append(
                f"{right.section}, reference {number} ({item.text!r}): it points to {item.path}|{item.format}, "
                f"the text comes from {right.path}|{right.format}"
            )
        elif item != right:
            wrong.append(
                f"{right.section}, reference {number}: the list says {item.text!r} at {item.start}:{item.end}, "
                f"the review gives {right.text!r} at {right.start}:{right.end}"
            )
        if len(wrong) > MOST:
            break
    return wrong


def _differences(text: str, right: str, expected: list[Placed], resolve: Resolver) -> list[str]:
    """Where the manuscript differs from the one made again, line by line, with the references that were hit."""
    wrong: list[str] = []
    mine, theirs = text.splitlines(keepends=True), right.splitlines(keepends=True)
    starts = [0]
    for line in theirs:
        starts.append(starts[-1] + len(line))
    matcher = difflib.SequenceMatcher(None, theirs, mine, autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            continue
        for offset in range(max(b - a, d - c)):
            own = mine[c + offset] if c + offset < d else ""
            due = theirs[a + offset] if a + offset < b else ""
            number = c + offset + 1
            hit = _hit(own, due, starts[a + offset], expected) if due and own else []
            for item in hit:
                wrong.append(
                    f"{item.section}, line {number}: {_shown(own, due, item, starts[a + offset])} stands where "
                    f"{item.path} gives {item.text!r}"
                )
            if not hit:
                wrong.append(
                    f"line {number}: {_around(own, due)!r} stands where the review gives {_around(due, own)!r}"
                )
            if len(wrong) > MOST:
                return wrong
    return wrong


def _edits(own: str, due: str) -> list[tuple[str, int, int, int, int]]:
    return [
        code for code in difflib.SequenceMatcher(None, due, own, autojunk=False).get_opcodes() if code[0] != "equal"
    ]


def _hit(own: str, due: str, start: int, expected: list[Placed]) -> list[Placed]:
    """The references of a line whose characters were touched."""
    inside = [item for item in expected if start <= item.start < start + len(due)]
    edits = _edits(own, due)
    return [
        item
        for item in inside
        if any(
            a < item.end - start and (b > item.start - start or a == b >= item.start - start) for _, a, b, _, _ in edits
        )
    ]


def _shown(own: str, due: str, item: Placed, start: int) -> str:
    """What stands in the line in the place of a reference, as well as it can be told."""
    shift = 0
    low, high = item.start - start, item.end - start
    first, last = low, high
    for _, a, b, c, d in _edits(own, due):
        if b <= low:
            shift = d - b
        elif a < high:
            last = max(last, d - b + high) if b >= high else last
            first = min(first, low)
        del c
    return repr(own[first + shift : max(last, high) + shift].strip() or own[max(0, low - 10) : high + 10])


def _around(own: str, other: str) -> str:
    at = next((i for i, (a, b) in enumerate(zip(own, other, strict=False)) if a != b), min(len(own), len(other)))
    return own[max(0, at - 30) : at + 30].rstrip("\n")


def _bounded(wrong: list[str]) -> list[str]:
    if len(wrong) <= MOST:
        return wrong
    return [*wrong[:MOST], f"and {len(wrong) - MOST} more"]


__all__ = ["check", "follow", "written"]
