"""The manuscript as PDF, by Typst. The only place in reporting that imports it."""

import typst as compiler

from arakis.errors import ArakisError
from arakis.figures.render import font_folder
from arakis.reporting.document import Manuscript
from arakis.reporting.typst import typst

MOMENT = 946_684_800  # the creation time written in every file, so that the same review gives the same bytes


def pdf(manuscript: Manuscript) -> bytes:
    """The manuscript as PDF; the same manuscript gives the same bytes.

    No file is read but the fonts that come with Typst and with the figures.

    Raises ArakisError where a figure is no drawing that Typst can read.
    """
    engine = compiler.Compiler(ignore_system_fonts=True, font_paths=[str(font_folder())])
    try:
        made = engine.compile(typst(manuscript).encode("utf-8"), format="pdf", timestamp=MOMENT)
    except compiler.TypstError as error:
        raise ArakisError(f"the PDF could not be made: {error.message}", "look at the figures of the review") from error
    if not isinstance(made, bytes):
        raise ArakisError("the PDF could not be made", "look at the figures of the review")
    return made
