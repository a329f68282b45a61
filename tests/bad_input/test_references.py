"""Reference files that cannot be read are refused before anything is made; what can be read of them is read."""

import json
import random
from pathlib import Path

import pytest
from tests.bad_input.conftest import Desk

NOISE = random.Random(7).randbytes(5000)
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
DEEP = "<PubmedArticleSet><PubmedArticle>" + "<a>" * 100 + "</a>" * 100 + "</PubmedArticle></PubmedArticleSet>"
REFUSED = {
    "empty": (b"", "is empty"),
    "only white space": (b"\r\n \r\n", "is empty"),
    "only NUL": (b"\0" * 4000, "is empty"),
    "binary": (NOISE, "binary"),
    "a PDF": (b"%PDF-1.7\n" + NOISE, "is a PDF"),
    "a ZIP": (b"PK\x03\x04" + NOISE, "Excel"),
    "a web page": (b"<!DOCTYPE html><html><body>log in</body></html>", "web page"),
    "RIS without records": (b"TY  - JOUR\nER  - \n", "no records", "line 1"),
    "CSV without records": (b"title,authors,year\n", "no records"),
    "PubMed XML without records": (b"<?xml version='1.0'?><PubmedArticleSet></PubmedArticleSet>", "no records"),
    "BibTeX without records": (b"% an empty library\n", "no references"),
    "words": (b"Your search found nothing.\n", "no references"),
    "CSV without headers": (b"Smith J,2001,Trial of zinc\nDoe A,2002,Trial of copper\n", "column names", '"title"'),
    "entities": (
        f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "ha">{LAUGHS}]><PubmedArticleSet><PubmedArticle>&l9;'
        "</PubmedArticle></PubmedArticleSet>".encode(),
        "entities",
    ),
    "100 levels deep": (DEEP.encode(), "101 levels deep"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refused(desk: Desk, name: str) -> None:
    content, *words = REFUSED[name]
    done = desk.workflow(references=desk.file("export.ris", content))
    done.refused("export.ris", *words)
    desk.nothing_left()


def test_missing(desk: Desk) -> None:
    desk.workflow(references=desk.folder / "none.ris").refused("none.ris does not exist")
    desk.nothing_left()


def test_a_folder_with_nothing(desk: Desk) -> None:
    (desk.folder / "exports").mkdir()
    desk.workflow(references=desk.folder / "exports").refused("exports holds no reference files")
    desk.nothing_left()


def test_one_bad_file_among_good_ones_is_refused_by_its_name(desk: Desk) -> None:
    desk.workflow("--from", desk.file("noise.nbib", NOISE)).refused("noise.nbib is a binary file")
    desk.nothing_left()


def test_a_local_file_is_never_read_through_an_entity(desk: Desk) -> None:
    secret = desk.file("secret.txt", "the secret words")
    content = (
        f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY s SYSTEM "file://{secret}">]><PubmedArticleSet><PubmedArticle>'
        "<MedlineCitation><PMID>1</PMID><Article><ArticleTitle>A &s;</ArticleTitle></Article></MedlineCitation>"
        "</PubmedArticle></PubmedArticleSet>"
    )
    done = desk.run("screen", desk.file("a.xml", content), "--include", "adults")
    done.refused("entities")
    assert "secret words" not in done.err


def test_nothing_to_search(desk: Desk) -> None:
    done = desk.here("workflow", "--question", "Does zinc shorten the common cold?", "--output", desk.output)
    done.refused("nothing to search", "--from")
    desk.nothing_left()


def ris(desk: Desk) -> str:
    return (desk.good / "references" / "one.ris").read_text("utf-8")


ENCODED = {
    "byte order mark": lambda text: b"\xef\xbb\xbf" + text.encode(),
    "CRLF": lambda text: text.replace("\n", "\r\n").encode(),
    "CR": lambda text: text.replace("\n", "\r").encode(),
    "UTF-16": lambda text: text.encode("utf-16"),
    "Windows-1252": lambda text: text.encode("cp1252"),
    "NUL": lambda text: text.replace("TI  - Zinc", "TI  - \0Zinc", 1).encode(),
}


@pytest.mark.parametrize("name", ENCODED)
def test_encodings_line_ends_and_nul_do_not_matter(desk: Desk, name: str) -> None:
    text = ris(desk).replace("Alder,", "Ålder,")
    done = desk.run("screen", desk.file("x.ris", ENCODED[name](text)), "--include", "adults", "--json")
    assert done.status == 0, done.err
    titles = [row["title"] for row in json.loads(done.out)]
    assert len(titles) == 10
    assert all("\0" not in title for title in titles)
    said = {"NUL": "line 3: 1 NUL", "Windows-1252": "line 2: 1 lines are not UTF-8"}
    assert said.get(name, "") in done.err


@pytest.mark.parametrize(
    "name", ["exports/one.pdf", "one.csv", "noextension", "with spaces, ö and 漢字.txt", "odd\nname.ris"]
)
def test_a_misnamed_file_is_read_by_its_content(desk: Desk, name: str) -> None:
    done = desk.run("screen", desk.file(name, ris(desk)), "--include", "adults", "--json")
    assert (done.status, done.err) == (0, "")
    assert len(json.loads(done.out)) == 10


def test_of_one_broken_entry_the_end_report_names_file_and_line(desk: Desk) -> None:
    text = ris(desk)
    broken = text.replace("TY  - JOUR\nAU  - Birch", "TY  - JOUR\nER  - \n\nTY  - JOUR\nAU  - Birch")
    line = broken[: broken.index("TY  - JOUR\nER")].count("\n") + 1
    table = 'title,authors,year\nZinc one,"A, B",2001\nZinc two,C,2002,much,too,long\nZinc three,D,2003\n'
    desk.file("exports/one.ris", broken)
    desk.file("exports/two.csv", table)
    done = desk.workflow(references=desk.folder / "exports")
    assert done.status == 0, done.err
    assert f"! one.ris, line {line}: Not read" in done.out
    assert "! two.csv, line 3: Not read: a row of 6 cells under 3 columns" in done.out
    review = json.loads((desk.output / "review.json").read_text("utf-8"))
    assert len(review["records"]) == 12


def test_names_that_are_not_utf8_are_kept_as_one_readable_line(desk: Desk) -> None:
    name = b"odd\xff\n.ris"
    (desk.folder / "exports").mkdir()
    path = bytes(desk.folder / "exports") + b"/" + name
    Path(path.decode("utf-8", "surrogateescape")).write_text(ris(desk), "utf-8")
    done = desk.workflow("--output", desk.folder / "out ö ?#%20", references=desk.folder / "exports")
    assert done.status == 0, done.err
    assert "odd\ufffd\ufffd.ris 10" in done.out
    assert (desk.folder / "out ö ?#%20" / "manuscript.pdf").is_file()
