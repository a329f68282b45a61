"""Files as databases and reference managers export them: how many records, and what is in their fields."""

from pathlib import Path

import pytest

from arakis.domain.record import Name, Record
from arakis.errors import InputError
from arakis.search.files import read
from arakis.search.reading import Reading

# Formats that are not read yet; and @set, which groups entries of a BibLaTeX file but is none itself.
NOT_READ = ("mods", "ovid_citavi_ovd", "ovid_native_txt")
NO_ENTRIES = {"bib_scopus__srdedupe__mini_scopus.bib": 2}


def manifest(data: Path) -> list[tuple[str, str, int]]:
    """Name, dialect and number of records of each file."""
    rows = [line.split("|") for line in (data / "formats" / "MANIFEST.md").read_text("utf-8").splitlines()]
    return [(row[1], row[2], int(row[7])) for row in rows if len(row) > 9 and row[7].isdigit()]


def get(data: Path, name: str) -> Reading:
    return read((data / "formats" / name).read_bytes(), name)


def test_every_file_has_as_many_records_as_the_manifest_counts(data: Path) -> None:
    wrong: list[str] = []
    seen = 0
    for name, dialect, count in manifest(data):
        if dialect in NOT_READ:
            continue
        try:
            found = get(data, name).count
        except InputError:
            found = 0
        seen += found
        if found != count - NO_ENTRIES.get(name, 0):
            wrong.append(f"{name}: {found} instead of {count}")
    assert wrong == []
    assert seen > 11_000


def test_the_name_of_a_file_plays_no_part(data: Path) -> None:
    content = (data / "formats" / "ris_pubmed__citation-file-formatting___baseline_pubmed.ris").read_bytes()
    assert read(content, "x.csv").format == "NBIB"
    assert read(content, "x.csv").count == 50


@pytest.mark.parametrize(
    ("name", "form", "dialect", "source"),
    [
        ("ris_cochrane_endnote__citation-file-formatting___baseline_cochrane_endnote.ris", "RIS", "Cochrane",
         "Cochrane CENTRAL"),
        ("ris_embase__citation-file-formatting___baseline_embase.ris", "RIS", "Embase", "Embase"),
        ("ris_scopus__ASySD__scopus.ris", "RIS", "Scopus", "Scopus"),
        ("ris_endnote__CiteSource__TiAb.ris", "RIS", "", ""),
        ("csv_embase__asreview__embase.csv", "CSV", "Embase", "Embase"),
        ("csv_covidence__citation-file-formatting___baseline_covidence.csv", "CSV", "Covidence", ""),
        ("csv_tsv__citation-file-formatting___baseline.tsv", "CSV", "Lens", "The Lens"),
        ("nbib__buhos__pubmed-heartattac-set.nbib", "NBIB", "PubMed", "PubMed"),
        ("pubmed_xml__biopython__pubmed1.xml", "PubMed XML", "PubMed", "PubMed"),
        ("bib_wos__buhos__wos.bib", "BibTeX", "Web of Science", "Web of Science"),
        ("ciw_wos__srdedupe__mini_wos.ciw", "ISI", "Web of Science", "Web of Science"),
        ("enw_scholar__srdedupe__mini_scholar.enw", "ENW", "EndNote", ""),
        ("enxml_endnote__dedupe-sweep__copper.xml", "EndNote XML", "EndNote", ""),
    ],
)  # fmt: skip
def test_format_dialect_and_source(data: Path, name: str, form: str, dialect: str, source: str) -> None:
    reading = get(data, name)
    assert (reading.format, reading.dialect, reading.source) == (form, dialect, source)


def brief(record: Record) -> tuple[str, str, int | None, str, str, str, str, str]:
    return (record.authors[0].text, record.journal, record.year, record.volume, record.issue, record.pages,
            record.doi, record.pmid)  # fmt: skip


@pytest.mark.parametrize(
    ("name", "position", "expected"),
    [
        ("ris_cochrane_endnote__citation-file-formatting___baseline_cochrane_endnote.ris", 1,
         ("Bywater T", "Trials", 2011, "12", "", "39", "10.1186/1745-6215-12-39", "21314913")),
        ("ris_embase__citation-file-formatting___baseline_embase.ris", 1,
         ("Yang Z.", "Nature Communications", 2024, "15", "1", "", "10.1038/s41467-024-48400-3", "38773066")),
        ("ris_eppireviewer__citation-file-formatting___baseline_eppireviewer.ris", 1,
         ("Brownstein C D", "BMC ecology and evolution", 2024, "24", "1", "20", "", "")),
        ("ris_ovid__asreview__ovid_psycinfo.ris", 1,
         ("Trindade Ines A", "Clinical Psychology & Psychotherapy", 2019, "", "", "", "10.1002/cpp.2398", "")),
        ("nbib__srdedupe__mini_pubmed.nbib", 1,
         ("Bandelow Borwin", "International clinical psychopharmacology", 2015, "30", "4", "183-92",
          "10.1097/YIC.0000000000000078".lower(), "25932596")),
        ("pubmed_xml__biopython__pubmed1.xml", 1,
         ("Olivero J Michael", "Social justice (San Francisco, Calif.)", 1990, "17", "1", "113-25", "", "12091962")),
        ("csv_embase__asreview__embase.csv", 1,
         ("Liu R", "Endoscopic Ultrasound", 2014, "3", "3", "152-160", "", "")),
        ("csv_pubmed__citation-file-formatting___baseline_pubmed.csv", 2,
         ("Peñalver E", "Proc Natl Acad Sci U S A", 2023, "120", "17", "e2217872120",
          "10.1073/pnas.2217872120", "37068225")),
        ("csv_scopus__litstudy__scopus.csv", 2,
         ("Murata T.", "Proceedings of the IEEE", 1989, "77", "4", "541-580", "10.1109/5.24143", "")),
        ("bib_scielo__buhos__scielo.bib", 1,
         ("de Oliveira Rosmari Pereira", "Revista Portuguesa de Educação", 2019, "32", "", "73-90", "", "")),
        ("ciw_wos__srdedupe__mini_wos.ciw", 1,
         ("Abramo Giovanni", "SCIENCE AND PUBLIC POLICY", 2015, "42", "6", "761-774", "10.1093/scipol/scu086", "")),
        ("enw_scholar__srdedupe__mini_scholar.enw", 1,
         ("Mooers Blaine HM", "Protein Science", 2020, "29", "1", "268-276", "", "")),
    ],
)  # fmt: skip
def test_fields(data: Path, name: str, position: int, expected: tuple[object, ...]) -> None:
    found = brief(get(data, name).records[position - 1])
    if not expected[6]:
        found, expected = (*found[:6], "", found[7]), (*expected[:6], "", expected[7])
    assert found == expected


def test_authors_of_many_dialects_are_family_and_given(data: Path) -> None:
    bywater = get(data, "csv_cochrane__citation-file-formatting___baseline_cochrane.csv").records[0]
    assert bywater.authors[:2] == (Name(family="Bywater", given="T"), Name(family="Hutchings", given="J"))
    scopus = get(data, "bib_scopus_bad__buhos__scopus_wrong_2.bib").records[0]
    assert scopus.authors[0] == Name(family="Durodoye", given="R.", suffix="Jr.")
    many = get(data, "ris_asreview_manyauthors__asreview__ris_many_authors.ris").records[0]
    assert len(many.authors) == 7456


def test_trial_registrations_are_found(data: Path) -> None:
    found = {one for record in get(data, "nbib__srdedupe__mini_pubmed.nbib").records for one in record.registrations}
    assert all(one.startswith(("NCT", "ISRCTN", "ACTRN", "NTR", "DRKS", "20", "UMIN", "CHICTR")) for one in found)
    assert found


def test_what_has_no_field_is_kept(data: Path) -> None:
    record = get(data, "ris_cochrane_refman__citation-file-formatting___baseline_cochrane_refman.ris").records[0]
    assert record.kept["CC"] == ("Common Mental Disorders",)


def test_ids_come_from_content_and_position(data: Path) -> None:
    one = get(data, "nbib__buhos__pubmed-heartattac-set.nbib")
    two = read((data / "formats" / "nbib__buhos__pubmed-heartattac-set.nbib").read_bytes(), "other name", run="run-1")
    assert [record.id for record in one.records] == [record.id for record in two.records]
    assert {record.run for record in two.records} == {"run-1"}
    assert len({record.id for record in one.records}) == one.count


def test_lines_are_those_of_the_file(data: Path) -> None:
    name = "ris_embase__citation-file-formatting___baseline_embase.ris"
    lines = (data / "formats" / name).read_text("utf-8").split("\n")
    assert all(lines[(record.line or 0) - 1].startswith("TY  -") for record in get(data, name).records)
