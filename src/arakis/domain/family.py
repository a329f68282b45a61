"""Things that belong together by pairs: reports of one study, studies that may be one."""

from collections.abc import Iterable, Sequence


def families(members: Sequence[str], pairs: Iterable[tuple[str, str]]) -> list[list[str]]:
    """`members` in groups that `pairs` join, directly or over others; groups and their members in the given order.

    Pairs with a stranger join nothing.
    """
    place = {member: at for at, member in enumerate(members)}
    head = {member: member for member in members}

    def root(member: str) -> str:
        while head[member] != member:
            head[member] = head[head[member]]
            member = head[member]
        return member

    for first, second in pairs:
        if first in place and second in place:
            low, high = sorted((root(first), root(second)), key=place.__getitem__)
            head[high] = low
    groups: dict[str, list[str]] = {}
    for member in members:
        groups.setdefault(root(member), []).append(member)
    return list(groups.values())
