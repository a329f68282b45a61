"""Damaged input: good entries are read, broken ones are reported with their line, and what is no reference file is
refused with a hint."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from arakis.errors import InputError
from arakis.search.files import read

RIS = "TY  - JOUR\nTI  - First trial of many\nAU  - Smith, J\nPY  - 2001\nER  - \n"
BIB = "@article{a, title={First trial}, year=2001}\n"


@pytest.mark.parametrize(
    ("text", "count", "line", "words"),
    [
        (RIS + "TI  - No beginning\nPY  - 2002\nER  - \n" + RIS, 2, 6, "first line, TY"),
        (RIS + "TY  - JOUR\nTI  - Not closed\n" + RIS, 3, 6, "not closed by ER"),
        (RIS + "TY  - JOUR\nER  - \n" + RIS, 2, 6, "nothing between"),
        (BIB + "@article{b, title={Entry not closed}\n\n@article{c,\n title={Third}}\n", 2, 2, "cannot be understood"),
        (BIB + "@article{b, title={Open, year=2,\n\n@article{c,\n title={Third}}\n", 2, 2, "brace that is not"),
        (BIB + "@article{b, title {No sign}}\n@article{c, title={Third}}\n", 2, 2, "cannot be understood"),
        ("title,year\nFirst,2001\nToo,many,cells\nThird,2003\n", 2, 3, "cells under 2 columns"),
        ('title,year\nFirst,2001\n"Open quote,2002\nThird,2003\nFourth,2004\n', 3, 3, "quote that is not closed"),
        ("PMID- 11\nTI  - First.\n\nOWN - NLM\nSTAT- X\n\nPMID- 13\nTI  - Third.\n", 2, None, ""),
        ("<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>1</PMID></MedlineCitation></PubmedArticle>\n"
         "<PubmedArticle><MedlineCitation><PMID>2</MedlineCitation></PubmedArticle>\n"
         "<PubmedArticle><MedlineCitation><PMID>3</PMID></MedlineCitation></PubmedArticle></PubmedArticleSet>",
         2, 2, "not well-formed"),
        ("PT J\nAU Smith, J\nTI First\nER\n\nAU Nobody\nTI Second\nER\n\nPT J\nTI Third\nER\n", 2, 6, "PT"),
    ],
)  # fmt: skip
def test_one_broken_entry_among_good_ones(text: str, count: int, line: int | None, words: str) -> None:
    reading = read(text.encode(), "references")
    assert reading.count == count
    if line is not None:
        assert any(problem.line == line and words in problem.message for problem in reading.problems), reading.problems


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b"\n \r\n\t", "is empty"),
        (b"\xff\xfe", "is empty"),
        (b"%PDF-1.7 ...", "is a PDF"),
        (b"PK\x03\x04....", "Excel"),
        (bytes(range(256)) * 40, "binary"),
        (b"<!DOCTYPE html><html><body>Please log in</body></html>", "web page"),
        (b"<?xml version='1.0'?>\n<!-- x --><html><body>Please log in</body></html>", "web page"),
        (b"Record #1 of 0\nProvider: X\n", "no references in a format that is known"),
        (b"Smith J,A trial of things,2001\nJones K,Another trial,2002\n", "without a row of column names"),
        (b"title,year\n", "no records"),
        (b"JF  - Journal\nT1  - Title\nER  - \n", "no records"),
        (b"<PubmedArticleSet></PubmedArticleSet>", "no records"),
        (b"<mods><titleInfo/></mods>", "not of PubMed"),
    ],
)
def test_what_is_no_file_of_references_is_refused_with_a_hint(content: bytes, words: str) -> None:
    with pytest.raises(InputError) as error:
        read(content, "file.ris")
    assert words in error.value.message
    assert "file.ris" in error.value.message
    assert error.value.hint
    assert "\n" not in error.value.message + error.value.hint


def test_a_file_over_the_limit_is_refused() -> None:
    with pytest.raises(InputError, match="at most"):
        read(RIS.encode() * 10, "big.ris", limit=100)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "latin-1"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_encodings_and_line_ends(encoding: str, end: str) -> None:
    text = RIS.replace("First", "Über Größe,").replace("\n", end)
    reading = read(text.encode(encoding), "x.ris")
    assert [record.title for record in reading.records] == ["Über Größe, trial of many"]


def test_lines_of_two_encodings_in_one_file() -> None:
    content = RIS.replace("First", "Größe").encode("utf-8") + RIS.replace("First", "Größe").encode("cp1252")
    reading = read(content, "x.ris")
    assert [record.title for record in reading.records] == ["Größe trial of many"] * 2
    assert any("Windows-1252" in problem.message and problem.line == 7 for problem in reading.problems)


def test_nul_bytes_are_left_out_and_reported() -> None:
    reading = read(RIS.replace("First", "Fi\x00rst").encode(), "x.ris")
    assert reading.records[0].title == "First trial of many"
    assert any("NUL" in problem.message and problem.line == 2 for problem in reading.problems)


def test_entities_are_never_expanded() -> None:
    bomb = (
        '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
        "<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>1</PMID><Article><ArticleTitle>&b;</ArticleTitle>"
        "</Article></MedlineCitation></PubmedArticle></PubmedArticleSet>"
    )
    with pytest.raises(InputError, match="entities"):
        read(bomb.encode(), "x.xml")
    with pytest.raises(InputError, match="entities"):
        read(bomb.encode("utf-16"), "x.xml")


def test_an_external_file_is_never_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("secret words")
    text = (
        f'<!DOCTYPE x [<!ENTITY a SYSTEM "{secret.as_uri()}">]><PubmedArticle><MedlineCitation><PMID>1</PMID>'
        "<Article><ArticleTitle>&a;</ArticleTitle></Article></MedlineCitation></PubmedArticle>"
    )
    with pytest.raises(InputError):
        read(text.encode(), "x.xml")


def test_xml_that_is_nested_deeply_is_reported() -> None:
    deep = "<i>" * 100 + "x" + "</i>" * 100
    good = "<PubmedArticle><MedlineCitation><PMID>2</PMID></MedlineCitation></PubmedArticle>"
    bad = f"<PubmedArticle><MedlineCitation>{deep}</MedlineCitation></PubmedArticle>"
    reading = read(f"<PubmedArticleSet>{bad}{good}</PubmedArticleSet>".encode(), "x.xml")
    assert reading.count == 1
    assert any("levels deep" in problem.message for problem in reading.problems)


def test_columns_with_semicolons_a_preamble_and_names_of_their_own() -> None:
    text = 'SEARCH QUERY\n"bcg AND tuberculosis"\n\nJournal;Year;Article Title;Authors;My column\n'
    text += 'Lancet;1948;"BCG; a trial";"Smith, J; van der Berg, K";red\n'
    reading = read(text.encode(), "x.csv")
    (record,) = reading.records
    assert (record.title, record.year, record.journal) == ("BCG; a trial", 1948, "Lancet")
    assert [name.family for name in record.authors] == ["Smith", "van der Berg"]
    assert record.kept == {"My column": ("red",)}


def read_or_refused(content: bytes) -> bool:
    """Whether the content gives records, or an error that says what to do. Anything else is raised."""
    try:
        return read(content, "x").count > 0
    except InputError as error:
        return bool(error.hint)


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.binary(max_size=300), st.text(max_size=300).map(str.encode)))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    assert read_or_refused(content)


PIECES = st.sampled_from(
    ["TY  - JOUR\n", "TI  - A title\n", "ER  - \n", "AB  - Words\nmore words\n", "\n", "UR  - x    U2  - L1\n",
     "PMID- 1\n", "@article{", "key,", "title={", "}", '"', "<PubmedArticle>", "</PubmedArticle>", "<record>",
     "title,year\n", "a,1\n", "%0 Book\n", "%T T\n", "PT J\n", "ER\n", "TI X\n", "\x00", "\ufeff"]
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.lists(PIECES, max_size=25))
def test_any_pieces_of_formats_are_read_or_refused(pieces: list[str]) -> None:
    assert read_or_refused("".join(pieces).encode())
