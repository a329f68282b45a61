"""Small invented reports, each in another manner, and the numbers that stand in them."""

from arakis.domain.protocol import Comparison, Group, Outcome, Protocol
from arakis.retrieval.layer import read


def protocol(kind: str = "dichotomous", **more: object) -> Protocol:
    """Zinc against placebo for colds (or for the length of colds)."""
    return Protocol.model_validate(
        {
            "question": "Does zinc prevent the common cold?",
            "comparisons": [
                {
                    "id": "zinc",
                    "intervention": {"name": "zinc", "terms": ["zinc", "zinc gluconate", "supplemented"]},
                    "comparator": {
                        "name": "placebo or nothing",
                        "terms": ["placebo", "control", "controls", "unsupplemented", "not supplemented"],
                    },
                }
            ],
            "outcomes": [
                {"id": "cold", "name": "common cold", "terms": ["cold", "colds"], "kind": "dichotomous"},
                {"id": "ear", "name": "otitis media", "terms": ["otitis", "ear infection"], "kind": "dichotomous"},
            ]
            if kind == "dichotomous"
            else [
                {
                    "id": "length",
                    "name": "duration of cold",
                    "terms": ["duration of cold", "duration of colds", "length of illness"],
                    "kind": "continuous",
                    "measure": "MD",
                }
            ],
            **more,
        }
    )


def jats(body: str, title: str = "Zinc and the common cold: a randomised trial", abstract: str = "") -> bytes:
    """A JATS article."""
    front = f"<front><article-meta><title-group><article-title>{title}</article-title></title-group>"
    if abstract:
        front += f"<abstract><p>{abstract}</p></abstract>"
    return f"<article>{front}</article-meta></front><body>{body}</body></article>".encode()


def section(kind: str, *paragraphs: str) -> str:
    """A section with paragraphs (or ready-made elements)."""
    inside = "".join(p if p.startswith("<") else f"<p>{p}</p>" for p in paragraphs)
    return f"<sec><title>{kind}</title>{inside}</sec>"


def table(caption: str, head: list[list[str]], rows: list[list[str]], label: str = "Table 1", foot: str = "") -> str:
    """A table; "text|2" spans two columns."""

    def line(cells: list[str], tag: str) -> str:
        out = ""
        for cell in cells:
            text, _, columns = cell.partition("|")
            out += f'<{tag} colspan="{columns or 1}">{text}</{tag}>'
        return f"<tr>{out}</tr>"

    return (
        f"<table-wrap><label>{label}</label><caption><p>{caption}</p></caption><table><thead>"
        + "".join(line(cells, "th") for cells in head)
        + "</thead><tbody>"
        + "".join(line(cells, "td") for cells in rows)
        + f"</tbody></table><table-wrap-foot><p>{foot}</p></table-wrap-foot></table-wrap>"
    )


def layer_of(body: str, abstract: str = "", title: str = "Zinc and the common cold: a randomised trial"):
    """The text layer of a body."""
    return read(jats(body, title, abstract), "report.xml")


__all__ = ["Comparison", "Group", "Outcome", "jats", "layer_of", "protocol", "section", "table"]
