"""The PRISMA 2020 flow: a function of the reports' states, in which every box is the sum of the next ones."""

from pydantic import Field

from arakis.domain.base import Frozen


class Flow(Frozen):
    """The counts of a PRISMA 2020 flow diagram (databases and registers; `other` likewise for other methods)."""

    identified: int = 0
    by_source: dict[str, int] = Field(default_factory=dict)
    duplicates: int = 0
    removed_automation: int = 0  # marked ineligible by automation before screening
    removed_other: int = 0
    screened: int = 0
    excluded: int = 0  # on title and abstract, by people
    excluded_automation: int = 0  # on title and abstract, by a model or the built-in engine
    sought: int = 0
    not_retrieved: int = 0
    assessed: int = 0
    excluded_full_text: int = 0
    reasons: dict[str, int] = Field(default_factory=dict)  # criterion id -> reports
    awaiting: int = 0
    ongoing: int = 0
    undecided: int = 0  # reports the review has not yet come to (0 when it is at rest)
    included_reports: int = 0
    included_studies: int = 0

    def sums(self) -> list[str]:
        """The sums that do not hold, in words; empty when the flow is consistent."""
        wrong: list[str] = []
        removed = self.duplicates + self.removed_automation + self.removed_other
        if self.identified != removed + self.screened:
            wrong.append(f"identified {self.identified} is not removed {removed} + screened {self.screened}")
        after = self.excluded + self.excluded_automation + self.sought
        if self.screened != after:
            wrong.append(f"screened {self.screened} is not excluded + sought {after}")
        if self.sought != self.not_retrieved + self.assessed:
            wrong.append(f"sought {self.sought} is not not retrieved {self.not_retrieved} + assessed {self.assessed}")
        ends = self.excluded_full_text + self.awaiting + self.ongoing + self.included_reports + self.undecided
        if self.assessed != ends:
            wrong.append(f"assessed {self.assessed} is not the sum of its ends {ends}")
        if self.excluded_full_text != sum(self.reasons.values()):
            wrong.append("the reasons do not add up to the reports excluded at full text")
        if self.by_source and self.identified != sum(self.by_source.values()):
            wrong.append("the sources do not add up to the records identified")
        return wrong
