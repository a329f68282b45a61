"""The text layer of a file: what kind it is, and what was read from it."""

import hashlib
from importlib.metadata import version

from arakis.domain.base import content_id
from arakis.domain.document import TextLayer
from arakis.retrieval import ocr as recognition
from arakis.retrieval.jats import read_jats
from arakis.retrieval.kind import kind_of
from arakis.retrieval.pdf import read_pdf
from arakis.retrieval.plain import read_html, read_text

OWN = "2"  # raised whenever the reading rules of this package change what they write


def read(data: bytes, name: str) -> TextLayer:
    """The text layer of `data`, known to people as `name`. The type is found by content.

    PDF, JATS XML (also its fragments), HTML and plain text are read. Pages of a PDF without text are read by
    tesseract where it is installed, else they are a problem of the layer. Raises InputError, with what to do, for
    files that cannot be read: empty, encrypted, cut off, without pages, binary, a web page named .pdf, XML with
    entities or nested too deeply.
    """
    kind = kind_of(data, name)
    document = hashlib.sha256(data).hexdigest()
    if kind == "pdf":
        text, pages, sections, tables, lines, front, used, problems = read_pdf(data, name, recognition.installed())
        extractor = "pypdfium2+tesseract" if used else "pypdfium2"
        return _layer(
            TextLayer(
                id="",
                document=document,
                media_type="application/pdf",
                extractor=extractor,
                version=f"{version('pypdfium2')}-{OWN}",
                ocr=used,
                text=text,
                pages=pages,
                sections=sections,
                tables=tables,
                lines=lines,
                front=front,
                problems=problems,
            )
        )
    if kind == "jats":
        text, sections, tables, front, language, problems = read_jats(data, name)
        return _layer(
            TextLayer(
                id="",
                document=document,
                media_type="application/jats+xml",
                extractor="jats",
                version=OWN,
                language=language,
                text=text,
                sections=sections,
                tables=tables,
                front=front,
                problems=problems,
            )
        )
    if kind == "html":
        text, sections, tables, front, problems = read_html(data, name)
        return _layer(
            TextLayer(
                id="",
                document=document,
                media_type="text/html",
                extractor="html",
                version=OWN,
                text=text,
                sections=sections,
                tables=tables,
                front=front,
                problems=problems,
            )
        )
    text, sections, front = read_text(data, name)
    return _layer(
        TextLayer(
            id="",
            document=document,
            media_type="text/plain",
            extractor="text",
            version=OWN,
            text=text,
            sections=sections,
            front=front,
        )
    )


def identity(layer: TextLayer) -> str:
    """The id that a text layer has by what it holds."""
    tables = [table.model_dump(mode="json") for table in layer.tables]
    return content_id("layer", layer.document, layer.extractor, layer.version, layer.text, tables)


def _layer(layer: TextLayer) -> TextLayer:
    return layer.model_copy(update={"id": identity(layer)})
