"""Full texts that cannot be read: refused by name when given alone, named in the report when among others."""

import json
import random
import shutil
from pathlib import Path

import pytest
from tests import small
from tests.bad_input import paper
from tests.bad_input.conftest import Desk

LINES = (
    "Randomised trial of zinc lozenges in adults with a common cold",
    "In all, 60 persons received zinc and 58 received placebo.",
    "A cold persisting after 7 days was seen in 12 of 60 with zinc and in 24 of 58 with placebo.",
)
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
NESTED = "<article><body>" + "<sec>" * 100 + "<p>zinc</p>" + "</sec>" * 100 + "</body></article>"


def bad_files(secret: Path) -> dict[str, tuple[bytes, str]]:
    """Name -> (content, what is said of it)."""
    external = f'<!DOCTYPE article [<!ENTITY s SYSTEM "file://{secret}">]>'
    laughs = f'<!DOCTYPE article [<!ENTITY l0 "ha">{LAUGHS}]>'
    return {
        "encrypted.pdf": (paper.encrypted([LINES]), "the PDF is encrypted"),
        "truncated.pdf": (paper.pdf([LINES] * 9)[:900], "damaged or cut off"),
        "login.pdf": (b"<!DOCTYPE html><html><body>Log in</body></html>", "a web page, not a PDF"),
        "noise.pdf": (random.Random(3).randbytes(4000), "not a PDF"),
        "empty.pdf": (b"", "the file is empty"),
        "entity.xml": (f"{external}<article><body><p>zinc &s;</p></body></article>".encode(), "entities"),
        "laughs.xml": (f"{laughs}<article><body><p>&l9;</p></body></article>".encode(), "entities"),
        "deep.xml": (NESTED.encode(), "nested"),
        "cut.xml": (small.jats("Alder", 1991, "Zinc", 0, 1, 2, 3, 4)[:900].encode(), "not well-formed"),
        "letter.docx": (b"PK\x03\x04" + random.Random(4).randbytes(900), "office or archive file"),
    }


@pytest.mark.parametrize("name", bad_files(Path("/")))
def test_one_bad_file_alone_is_refused(desk: Desk, name: str) -> None:
    secret = desk.file("secret.txt", "the secret words")
    content, words = bad_files(secret)[name]
    for command in ("extract", "risk-of-bias"):
        done = desk.run(command, desk.file(name, content), "--protocol", desk.good / "protocol.yaml")
        done.refused(name, words)
        assert "secret words" not in done.err


def test_bad_files_in_a_folder_do_not_stop_the_review_and_are_named(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret = desk.file("secret.txt", "the secret words")
    folder = desk.folder / "texts, ö and more"
    shutil.copytree(desk.good / "fulltext", folder)
    bad = bad_files(secret)
    for name, (content, _) in bad.items():
        (folder / name).write_bytes(content)
    (folder / "scanned.pdf").write_bytes(paper.scanned(LINES))
    monkeypatch.setenv("PATH", str(desk.folder))  # no tesseract here
    done = desk.workflow("--fulltext", folder)
    assert done.status == 0, done.err
    for name, (_, words) in bad.items():
        line = next(line for line in done.out.splitlines() if line.startswith(f"  ! {name}: "))
        assert words in line
        assert line.count(name) == 1
    assert "! scanned.pdf: no text on page 1 (scanned?); install tesseract" in done.out
    written = (desk.output / "review.json").read_text("utf-8")
    review = json.loads(written)
    assert review["flow"]["included_reports"] == len(small.TRIALS)
    assert "secret words" not in written
    unread = {one["name"] for one in review["documents"] if one["layer"] is None}
    assert unread == set(bad)


def test_a_scan_without_tesseract_says_what_to_install(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(desk.folder))
    scan = desk.file("scan.pdf", paper.scanned(LINES))
    done = desk.run("extract", scan, "--protocol", desk.good / "protocol.yaml")
    done.refused("scan.pdf: no text on page 1 (scanned?)", "apt install tesseract-ocr")


def test_of_several_files_the_good_ones_are_read_and_the_bad_ones_named(desk: Desk) -> None:
    good, bad = desk.good / "fulltext" / "alder.xml", desk.file("bad.pdf", paper.encrypted([LINES]))
    done = desk.run("extract", good, bad, "--protocol", desk.good / "protocol.yaml", "--json")
    assert done.status == 0
    assert done.err.splitlines() == ["bad.pdf: the PDF is encrypted"]
    assert {row["file"] for row in json.loads(done.out)} == {"alder.xml"}


def test_500_pages_are_read_to_the_last(desk: Desk) -> None:
    pages = [(f"Page {number} of a long report.",) for number in range(1, 500)] + [LINES]
    book = desk.file("book.pdf", paper.pdf(pages))
    done = desk.run("extract", book, "--protocol", desk.good / "protocol.yaml", "--json")
    assert done.status == 0, done.err
    found = {row["field"]: row for row in json.loads(done.out)}
    assert found["intervention.events"]["value"] == 12
    assert found["intervention.events"]["page"] == 500


@pytest.mark.parametrize(
    "encode",
    [
        lambda text: b"\xef\xbb\xbf" + text.encode(),
        lambda text: text.replace("UTF-8", "UTF-16").encode("utf-16"),
        lambda text: text.replace("UTF-8", "ISO-8859-1").encode("latin-1"),
        lambda text: text.encode("cp1252"),
        lambda text: text.replace("\n", "\r\n").encode(),
        lambda text: text.replace(
            "<article>", '<!DOCTYPE article PUBLIC "-//NLM//DTD JATS//EN" "x.dtd"><article>'
        ).encode(),
    ],
    ids=["byte order mark", "UTF-16", "Latin-1", "Windows-1252 under a wrong name", "CRLF", "DOCTYPE"],
)
def test_encodings_of_xml_do_not_matter(desk: Desk, encode) -> None:
    text = small.jats("Ålder", 1991, "Zinc lozenges – a trial".replace("–", "-"), 0, 12, 60, 24, 58)
    done = desk.run("extract", desk.file("a.xml", encode(text)), "--protocol", desk.good / "protocol.yaml", "--json")
    assert done.status == 0, done.err
    found = {row["field"]: row["value"] for row in json.loads(done.out)}
    assert found["comparator.events"] == 24


def test_missing_and_empty_folders(desk: Desk) -> None:
    (desk.folder / "texts").mkdir()
    desk.workflow("--fulltext", desk.folder / "texts").refused("holds no full texts")
    desk.workflow("--fulltext", desk.folder / "none").refused("none does not exist")
    desk.nothing_left()
