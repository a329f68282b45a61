"""PubMed XML: articles and book chapters, as efetch and PubMed's "save as XML" write them."""

import re

from arakis.domain.record import Problem
from arakis.search import xml
from arakis.search.entry import Entry
from arakis.search.xml import Element

RELATIONS = {
    "CommentOn": "Comment on",
    "ErratumIn": "Erratum in",
    "ErratumFor": "Erratum for",
    "RetractionIn": "Retraction in",
    "RetractionOf": "Retraction of",
    "RepublishedFrom": "Republished from",
    "UpdateOf": "Update of",
}


def entries(text: str, name: str) -> tuple[list[Entry], list[Problem]]:
    """The entries of a PubMed XML file and what was wrong in it. Raises InputError for entity declarations."""
    found: list[Entry] = []
    problems: list[Problem] = []
    for line, element in xml.elements(text, ("PubmedArticle", "PubmedBookArticle"), name):
        if isinstance(element, Problem):
            problems.append(element)
            continue
        entry = _book(element, line) if element.tag == "PubmedBookArticle" else _article(element, line)
        if entry.get("pmid") or entry.get("title"):
            found.append(entry)
        else:
            problems.append(Problem(message="Not read: an article without PMID and title", line=line))
    return found, problems


def _article(root: Element, line: int) -> Entry:
    entry = Entry(line=line)
    entry.add("database", "", "PubMed")
    citation = root.find("MedlineCitation")
    article = root.find("MedlineCitation/Article")
    entry.add("pmid", "PMID", xml.words(root.find("MedlineCitation/PMID")))
    entry.add("accession", "PMID", entry.first("pmid"))
    if citation is None or article is None:
        return entry
    entry.add("title", "ArticleTitle", xml.words(article.find("ArticleTitle")))
    entry.add("translated_title", "VernacularTitle", xml.words(article.find("VernacularTitle")))
    _abstract(entry, article.find("Abstract"))
    _authors(entry, article.find("AuthorList"))
    journal = article.find("Journal")
    if journal is not None:
        entry.add("journal", "Title", xml.words(journal.find("Title")))
        entry.add("abbreviation", "ISOAbbreviation", xml.words(journal.find("ISOAbbreviation")))
        for issn in journal.findall("ISSN"):
            entry.add("issn", "ISSN", xml.words(issn))
        entry.add("volume", "Volume", xml.words(journal.find("JournalIssue/Volume")))
        entry.add("issue", "Issue", xml.words(journal.find("JournalIssue/Issue")))
        _date(entry, "year", journal.find("JournalIssue/PubDate"))
    entry.add("issn", "ISSNLinking", xml.words(citation.find("MedlineJournalInfo/ISSNLinking")))
    if not entry.get("abbreviation"):
        entry.add("abbreviation", "MedlineTA", xml.words(citation.find("MedlineJournalInfo/MedlineTA")))
    entry.add("pages", "MedlinePgn", xml.words(article.find("Pagination/MedlinePgn")))
    entry.add("start", "StartPage", xml.words(article.find("Pagination/StartPage")))
    entry.add("end", "EndPage", xml.words(article.find("Pagination/EndPage")))
    for location in article.findall("ELocationID"):
        if location.get("EIdType") == "doi" and location.get("ValidYN") != "N":
            entry.add("doi", "ELocationID", xml.words(location))
        elif location.get("EIdType") == "pii":
            entry.add(None, "pii", xml.words(location))
    for identifier in root.findall("PubmedData/ArticleIdList/ArticleId"):
        kind = identifier.get("IdType")
        if kind in ("doi", "pmc", "mid"):
            entry.add({"doi": "doi", "pmc": "pmcid"}.get(kind), kind, xml.words(identifier))
    for tag, name in (("Language", "language"), ("PublicationTypeList/PublicationType", "type")):
        for item in article.findall(tag):
            entry.add(name, tag, xml.words(item))
    for item in citation.findall("MeshHeadingList/MeshHeading"):
        parts = [xml.words(item.find("DescriptorName")), *(xml.words(one) for one in item.findall("QualifierName"))]
        entry.add("keyword", "MeSH", "/".join(parts))
    for item in citation.findall("KeywordList/Keyword"):
        entry.add("keyword", "Keyword", xml.words(item))
    for item in article.findall("DataBankList/DataBank/AccessionNumberList/AccessionNumber"):
        entry.add("registry", "AccessionNumber", xml.words(item))
    for item in citation.findall("CommentsCorrectionsList/CommentsCorrections"):
        relation = RELATIONS.get(item.get("RefType", ""))
        if relation:
            source, pmid = xml.words(item.find("RefSource")), xml.words(item.find("PMID"))
            entry.add("note", "Comments", f"{relation}: {source}{f' PMID: {pmid}' if pmid else ''}")
    entry.add("kind", "", "preprint" if "Preprint" in entry.get("type") else "article")
    return entry


def _book(root: Element, line: int) -> Entry:
    entry = Entry(line=line)
    entry.add("database", "", "PubMed")
    document = root.find("BookDocument")
    if document is None:
        return entry
    entry.add("pmid", "PMID", xml.words(document.find("PMID")))
    entry.add("accession", "PMID", entry.first("pmid"))
    title, book = xml.words(document.find("ArticleTitle")), xml.words(document.find("Book/BookTitle"))
    entry.add("title", "ArticleTitle", title or book)
    if title:
        entry.add("journal", "BookTitle", book)
    entry.add("kind", "", "chapter" if title else "book")
    _abstract(entry, document.find("Abstract"))
    for people in document.findall("AuthorList"):
        if people.get("Type", "authors") == "authors":
            _authors(entry, people)
    if not entry.get("author"):
        for people in document.findall("Book/AuthorList"):
            if people.get("Type", "authors") == "authors":
                _authors(entry, people)
    _date(entry, "year", document.find("Book/PubDate"))
    entry.add("publisher", "Publisher", xml.words(document.find("Book/Publisher/PublisherName")))
    entry.add("volume", "Volume", xml.words(document.find("Book/Volume")))
    for identifier in document.findall("ArticleIdList/ArticleId"):
        kind = identifier.get("IdType")
        entry.add({"doi": "doi", "pmc": "pmcid"}.get(kind or ""), kind or "id", xml.words(identifier))
    for item in document.findall("PublicationType"):
        entry.add("type", "PublicationType", xml.words(item))
    entry.add("language", "Language", xml.words(document.find("Language")))
    return entry


def _abstract(entry: Entry, element: Element) -> None:
    """Labelled sections of an abstract become one text: "METHODS: ..."."""
    if element is None:
        return
    parts: list[str] = []
    for section in element.findall("AbstractText"):
        label, words = section.get("Label", ""), xml.words(section)
        if words:
            parts.append(f"{label}: {words}" if label and label != "UNLABELLED" else words)
    entry.add("abstract", "Abstract", " ".join(parts))


def _authors(entry: Entry, element: Element) -> None:
    if element is None:
        return
    for author in element.findall("Author"):
        if author.get("ValidYN") == "N":
            continue
        collective, family = xml.words(author.find("CollectiveName")), xml.words(author.find("LastName"))
        if collective:
            entry.add("collective", "CollectiveName", collective)
        elif family:
            given = xml.words(author.find("ForeName")) or xml.words(author.find("Initials"))
            suffix = xml.words(author.find("Suffix"))
            entry.add("author", "Author", f"{family}, {suffix}, {given}" if suffix else f"{family}, {given}")


def _date(entry: Entry, name: str, element: Element) -> None:
    if element is None:
        return
    parts = [xml.words(element.find(tag)) for tag in ("Year", "Month", "Day")]
    if parts[0] and re.fullmatch(r"\d{1,2}", parts[1] or "x"):
        entry.add(name, "PubDate", "-".join(part for part in parts if part))
    else:
        entry.add(name, "PubDate", " ".join(part for part in parts if part) or xml.words(element.find("MedlineDate")))
