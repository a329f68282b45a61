"""What one data cell of a table says, by everything that leads it: labels, headings, groups, caption."""

from arakis.domain.document import Cell
from arakis.domain.evidence import Evidence
from arakis.domain.protocol import Outcome
from arakis.extraction.cells import Shape, shape
from arakis.extraction.claims import Claim, Where, stated
from arakis.extraction.grid import Reader, Row
from arakis.extraction.labels import Label
from arakis.extraction.numbers import Number, percentage_agrees


class Context:
    """One data cell and everything that says what it is."""

    def __init__(
        self,
        reader: Reader,
        row: Row,
        path: list[Label],
        arm: tuple[str, Label],
        outcome: Outcome,
        where: Where,
        by_rows: bool,
        body: list[Row],
    ) -> None:
        self.reader, self.row, self.path, self.outcome, self.where = reader, row, path, outcome, where
        self.side, self.arm = arm
        self.by_rows = by_rows
        self.body = body
        self.columns = [label for label in path if label is not self.arm]
        self.rows = [label for label in row.labels if label is not self.arm]
        self.groups = [label for label in row.groups if label is not self.arm]
        self.near = [*self.rows, *self.columns]
        self.all = [*self.near, *self.groups, self.arm]
        self.roles: set[str] = set()
        for label in [*self.near, self.arm]:
            self.roles |= label.roles
        self.rank = 0

    def claims(self, cell: Cell, group: int) -> list[Claim]:
        """The claims of the cell, none when anything about it is unclear."""
        found = shape(self.reader.layer.text, cell.start, cell.end)
        placed = None if found is None or self._is_contrast() else self._placed("arm")
        if found is None or placed is None:
            return []
        where, ties, denied = placed
        if self.outcome.kind == "continuous":
            roles = self._continuous(found)
        elif self.outcome.kind == "other":
            roles = []  # only effects are read: it is not known what its numbers count
        else:
            roles = self._dichotomous(found, denied)
        place = (self.reader.table.index, cell.row, cell.column)
        claims = [
            Claim(
                where=where,
                side=self.side,
                arm=self.arm.text,
                role=role,
                value=stated(self.reader.layer, number, ties, place),
                place=self.reader.name,
                number=number,
                rank=self.rank,
                group=group + self.row.index,
                column=cell.column,
                whole=any("whole" in label.roles for label in self.columns),
            )
            for role, number in roles
        ]
        sized = next((label for label in [*self.columns, self.arm] if label.size), None)
        size = (sized.size, sized, sized.cell) if sized and sized.size else None
        if size is None and not self.by_rows:
            size = self._size_below(cell.column, dict(roles))
        if claims and size and not any(claim.role == "total" for claim in claims) and not denied:
            own, sized, own_cell = size
            note = self.reader.layer.quote(sized.start, sized.end, "label with the number of people", sized.cell)
            claims.append(
                Claim(
                    where=where,
                    side=self.side,
                    arm=self.arm.text,
                    role="heading total",
                    value=stated(self.reader.layer, own, [note, *ties], own_cell),
                    place=self.reader.name,
                    number=own,
                    rank=self.rank,
                    group=group + self.row.index,
                    column=cell.column,
                    whole=any("whole" in label.roles for label in self.columns),
                )
            )
        return claims

    def effect(self, cell: Cell, measure: str, group: int) -> list[Claim]:
        """The estimate and its interval, where the cell holds them and the arm's label is that of the measure."""
        found = shape(self.reader.layer.text, cell.start, cell.end)
        placed = self._placed("measure") if found is not None and found.kind == "a(b-c)" else None
        if found is None or placed is None:
            return []
        where, ties, denied = placed
        place = (self.reader.table.index, cell.row, cell.column)
        return [
            Claim(
                where=where,
                side="E",
                arm="",
                role=role,
                value=stated(self.reader.layer, number, ties, place),
                place=self.reader.name,
                number=number,
                rank=self.rank,
                measure=measure,
                group=group + self.row.index,
                column=cell.column,
            )
            for role, number in zip(("estimate", "low", "high"), found.numbers, strict=True)
            if not denied
        ]

    def _placed(self, arm: str) -> tuple[Where, list[Evidence], bool] | None:
        """The result that the cell is about, the words that tie it to outcome, arm (called `arm`) and time, and whether
        they deny the outcome; None where anything about it is unclear."""
        hit = None if self._is_baseline() else self._outcome()
        if hit is None or not self._is_whole():
            return None
        tie, denied = hit
        named = [label for label in self.near if label.trial] or (
            [self.reader.caption] if self.reader.caption.trial else []
        )
        where = self._where(named[0].trial if named else self.where.trial)
        if where is None:
            return None
        ties = [tie, self.reader.tie(self.arm, arm)]
        for label in [*self.near, *self.groups, self.reader.caption]:
            if label.times and where.months is not None and label.times[0].months == where.months:
                ties.append(self.reader.tie(label, "time", label.times[0].start, label.times[0].end))
                break
        return where, ties, denied

    def _size_below(self, column: int, roles: dict[str, Number]) -> tuple[Number, Label, tuple[int, int, int]] | None:
        """The column's number of people: its only one, or the only one with which the percentage agrees."""
        found = self.reader.totals(self.body).get(column, [])
        events, percent = roles.get("events"), roles.get("percent")
        if len(found) > 1 and events and percent:
            found = [one for one in found if percentage_agrees(events.value, one[0].value, percent)]
        return found[0] if len({one[0].value for one in found}) == 1 else None

    def _is_baseline(self) -> bool:
        asked = {word for term in (self.outcome.name, *self.outcome.terms) for word in term.lower().split()}
        if asked & {"baseline", "before", "pre"}:
            return False
        return any(label.baseline for label in [*self.all, self.reader.caption][: len(self.all)]) or (
            self.reader.caption.baseline and not any(label.times for label in self.near)
        )

    def _is_contrast(self) -> bool:
        roles: set[str] = set()
        for label in [*self.columns, *self.rows]:
            roles |= label.roles
        return any(role.startswith("effect") for role in roles) or bool(
            {"p"} & {role for label in [*self.columns, *self.rows] for role in label.roles}
        )

    def _outcome(self) -> tuple[Evidence, bool] | None:
        """The words that name the outcome, and whether they deny it; None when it is not this outcome."""
        identity = self.outcome.id
        for labels in (self.rows, self.columns, [self.arm]):
            for label in labels:
                hit = label.outcome(identity)
                if hit is None:
                    continue
                if label.outcomes - hit.outcomes or label.turned:
                    return None
                others = [
                    one for one in self.near if one is not label and one.outcomes and identity not in one.outcomes
                ]
                if others:
                    return None
                if label is not self.arm and label.residue:
                    self.rank = 1
                denied = (
                    hit.negated
                    or "nonevents" in self.roles
                    or ("no" in self._short_roles() and "yes" not in self._short_roles())
                )
                return self.reader.tie(label, "outcome", hit.start, hit.end), denied
        if any(label.outcomes for label in self.near):
            return None
        if any(
            label.residue and "whole" not in label.roles
            for label in [*self.rows, *self.columns]
            if label is not self.arm
        ):
            return None
        denied = "nonevents" in self.roles or ("no" in self._short_roles() and "yes" not in self._short_roles())
        for label in reversed(self.groups):
            hit = label.outcome(identity)
            if hit is not None:
                if label.turned:
                    return None
                if label.residue:
                    self.rank = 1
                return self.reader.tie(label, "outcome", hit.start, hit.end), denied or hit.negated
            if label.outcomes:
                return None
        caption = self.reader.caption
        hit = caption.outcome(identity)
        if hit is None or hit.negated or caption.outcomes - hit.outcomes:
            return None
        return self.reader.tie(caption, "outcome", hit.start, hit.end), denied

    def _short_roles(self) -> set[str]:
        """ "yes" and "no" where a label is that word alone."""
        found: set[str] = set()
        for label in self.near:
            if len(label.words) <= 2:
                found |= label.roles & {"yes", "no"}
        return found

    def _is_whole(self) -> bool:
        """Whether the cell is about everybody in the arm, not about a subgroup."""
        labels = [label for label in [*self.rows, *self.columns, *self.groups] if label is not self.arm]
        if any(label.subgroup for label in labels):
            return False
        if any(label.residue and not label.hits and "whole" not in label.roles for label in self.rows):
            return False
        if any(label.residue and not label.hits for label in self.columns):
            return False
        return not any(self._is_part(label) for label in self.columns)

    def _is_part(self, label: Label) -> bool:
        """Whether a heading above others splits the table by what is neither time nor statistic: "Children"."""
        if (
            label.cell is None
            or label.times
            or label.hits
            or label.trial
            or label.population
            or label.roles - {"total"}
        ):
            return False
        row = label.cell[1]
        if row >= len(self.path) - 1 and label is self.path[-1]:
            return False
        grid = self.reader.grid
        assert grid
        beside = {
            (cell.row, cell.column)
            for column in range(grid.labels, grid.columns)
            if (cell := grid.place.get((row, column)))
            and cell.row == row
            and cell.end > cell.start
            and not {"p", "change"} & self.reader.label(cell).roles
            and not any(role.startswith("effect") for role in self.reader.label(cell).roles)
        }
        return len(beside) > 1

    def _where(self, trial: str) -> Where | None:
        found = [time for label in self.near for time in label.times] or [
            time for label in [self.arm] for time in label.times
        ]
        if not found:
            found = [time for label in self.groups for time in label.times][-1:]
        if not found and len({time.months for time in self.reader.caption.times}) == 1:
            found = self.reader.caption.times[:1]
        if len({time.months for time in found}) > 1:
            return None
        population = next((label.population for label in [*self.all, self.reader.caption] if label.population), "")
        instrument = next(
            (
                name
                for name in self.outcome.instruments
                for label in [*self.all, self.reader.caption]
                if name.lower() in label.text.lower()
            ),
            "",
        )
        if self.outcome.kind == "continuous" and any(
            "change" in label.roles for label in [*self.near, *self.groups, self.reader.caption]
        ):
            instrument = f"{instrument}, change".strip(", ")
        time = found[0] if found else None
        return Where(
            self.where.comparison,
            self.where.outcome,
            trial,
            instrument,
            time.text if time else "",
            time.months if time else None,
            population,
        )

    def _dichotomous(self, found: Shape, denied: bool) -> list[tuple[str, Number]]:
        event = "non-events" if denied else "events"
        values = found.numbers
        roles = self.roles
        note = self.reader.caption.roles
        percent = "percent" in roles
        if {"mean", "median", "sd", "se"} & roles:
            return []
        if (
            found.kind in ("n/N", "n/N(p)")
            and values[0].whole
            and values[1].whole
            and values[0].value <= values[1].value
        ):
            if len(values) == 3 and not percentage_agrees(values[0].value, values[1].value, values[2]):
                return []
            return [(event, values[0]), ("total", values[1])]
        if found.kind == "p(n/N)" and values[1].whole and values[2].whole:
            if not percentage_agrees(values[1].value, values[2].value, values[0]):
                return []
            return [(event, values[1]), ("total", values[2])]
        if {"mean", "median", "sd", "se"} & roles:
            return []
        if found.kind == "n(p%)" and values[0].whole:
            return [(event, values[0]), ("percent", values[1])]
        if found.kind == "p%(n)" and values[1].whole:
            return [(event, values[1]), ("percent", values[0])]
        if found.kind == "a(b)" and values[0].whole:
            size = next((label.size for label in [*self.columns, self.arm] if label.size), None)
            if size and percentage_agrees(values[0].value, size.value, values[1]):
                return [(event, values[0]), ("percent", values[1])]
            if (
                (percent or "percent" in note or "%" in self.reader.note)
                and not size
                and ("either" in roles | note or "events" in roles)
            ):
                return [(event, values[0]), ("percent", values[1])]
            if percent and not size and not denied:
                return [("counted", values[0]), ("percent", values[1])]
            return []
        if found.kind == "plain" and values[0].whole:
            explicit = {"events", "nonevents", "total"} & roles
            named = [one for one in [*self.near, self.arm] if "total" in one.roles and self.outcome.id in one.outcomes]
            if named:  # "number of patients with colds" counts events; "total number of colds" may count episodes
                if any("total" in one.words for one in named):
                    return []
                explicit = (explicit - {"total"}) | {"events"}
            if percent and not ("either" in roles or explicit):
                return []
            if "total" in explicit and not {"events", "nonevents"} & explicit:
                return [("total", values[0])] if not denied else []
            if explicit:
                return [(event, values[0])]
            if "whole" in roles and self._whole_is_total():
                return [("total", values[0])]
            if "either" in roles:
                return [("either" if not denied else "non-events", values[0])]
            if "percent" in note and "either" not in note and "events" not in note:
                return []
            return [(event, values[0])] if self._names_outcome() else []
        return []

    def _names_outcome(self) -> bool:
        """Whether a row, column or group label (not only the caption) names the outcome, or says yes or no."""
        named = [*self.near, *self.groups]
        return any(self.outcome.id in label.outcomes for label in named) or bool(self._short_roles())

    def _whole_is_total(self) -> bool:
        """Whether "Total" means the number of people: its neighbours are events, not subgroups."""
        if any("whole" in label.roles for label in self.columns):
            return True
        rows = [row for row in self.body if row.index != self.row.index]
        return any(
            {"events", "nonevents", "yes", "no"} & label.roles or label.outcomes for row in rows for label in row.labels
        ) and not any(label.residue and not label.outcomes for row in rows for label in row.labels)

    def _continuous(self, found: Shape) -> list[tuple[str, Number]]:
        values = found.numbers
        roles = self.roles | {r for label in self.groups for r in label.roles}
        note = self.reader.caption.roles
        spread = (
            "sd" if "sd" in roles else "se" if "se" in roles else ("sd" if "sd" in note and "se" not in note else "")
        )
        spread = spread or self.reader.spread
        if {"percent", "range"} & self.roles and "mean" not in self.roles:
            return []
        if found.kind in ("a±b", "a±b(n)"):
            out: list[tuple[str, Number]] = [("mean", values[0])]
            if spread in ("sd", "se"):
                out.append((spread, values[1]))
            else:
                out.append(("spread", values[1]))
            if found.kind == "a±b(n)" and values[2].whole:
                out.append(("total", values[2]))
            return out if "median" not in roles else []
        if (
            found.kind == "a(b)"
            and spread in ("sd", "se")
            and ("mean" in roles | note or self.reader.spread)
            and "median" not in roles
        ):
            return [("mean", values[0]), (spread, values[1])]
        if found.kind == "a(b-c)":
            if "median" in roles | note and "iqr" in roles | note:
                return [("median", values[0]), ("q1", values[1]), ("q3", values[2])]
            if "ci" in roles | note and "median" not in roles | note:
                return [("mean", values[0]), ("low", values[1]), ("high", values[2])]
            return []
        if found.kind == "plain":
            if "sd" in self.roles and "mean" not in self.roles:
                return [("sd", values[0])]
            if "se" in self.roles and "mean" not in self.roles:
                return [("se", values[0])]
            if "median" in self.roles:
                return [("median", values[0])]
            if ({"total", "either"} & self.roles) and values[0].whole and "mean" not in self.roles:
                return [("total", values[0])]
            if "mean" in self.roles or (
                ("mean" in note or "mean" in {r for g in self.groups for r in g.roles}) and "median" not in note
            ):
                return [("mean", values[0])]
        return []
