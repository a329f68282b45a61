"""A bibliographic entry between the file's words and a record: field names of Arakis, values as they were given."""

from dataclasses import dataclass, field


@dataclass(slots=True)
class Entry:
    """One entry of a file. `fields` has values by field name in the order given, `kept` what has no field."""

    line: int | None = None
    fields: dict[str, list[str]] = field(default_factory=dict[str, list[str]])
    kept: dict[str, list[str]] = field(default_factory=dict[str, list[str]])

    def add(self, name: str | None, tag: str, value: str) -> None:
        """Note `value` under the field `name`, or as kept under the file's own `tag` when `name` is None."""
        value = value.strip()
        if value:
            (self.fields if name else self.kept).setdefault(name or tag, []).append(value)

    def get(self, name: str) -> list[str]:
        """All values of a field, possibly none."""
        return self.fields.get(name, [])

    def first(self, name: str) -> str:
        """The first value of a field, or ""."""
        values = self.fields.get(name)
        return values[0] if values else ""

    @property
    def empty(self) -> bool:
        """Whether nothing was said in it (a type of publication alone says nothing)."""
        return not self.kept and not (self.fields.keys() - {"kind"})
