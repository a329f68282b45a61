"""Works on methods that a manuscript cites, kept as data beside this module."""

from importlib.resources import files

import yaml

from arakis.domain.record import Citation

LITERATURE: dict[str, Citation] = {
    key: Citation.model_validate(entry)
    for key, entry in yaml.safe_load(
        (files("arakis.reporting") / "literature.yaml").read_text(encoding="utf-8")
    ).items()
}
