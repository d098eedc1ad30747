"""How lists are cut into pages."""

from collections.abc import Callable, Sequence
from typing import Any, Protocol, TypeVar

from lexiarch.store.keyset import Place
from lexiarch.views.cursors import PlaceCursor
from lexiarch.views.models import Page

MOST_EXAMINED = 2000
"""Rows that one page may look at when a filter lets few pass; then it ends, shorter, with a cursor."""


class _Placed(Protocol):
    @property
    def place(self) -> Any: ...


At = TypeVar("At", Place, int)
"""A place in the chain, or a number in a list that never changes."""
Record = TypeVar("Record", bound=_Placed)
Item = TypeVar("Item")


def build_page(
    load: Callable[[At, int], Sequence[Record]],
    build: Callable[[Record], Item | None],
    limit: int,
    after: At,
) -> tuple[list[Item], At | None]:
    """Fills a page from a list, leaving out what `build` makes None of.

    Args:
        load: rows after a place, at most so many.

    Returns:
        The items, and the place to go on after; None when the list is at its end.
    """
    items: list[Item] = []
    examined = 0
    while examined < MOST_EXAMINED:
        wanted = limit + 1 if not examined else MOST_EXAMINED // 10
        records = load(after, wanted)
        for record in records:
            item = build(record)
            if item is not None:
                if len(items) == limit:
                    return items, after
                items.append(item)
            after = record.place
        if len(records) < wanted:
            return items, None
        examined += len(records)
    return items, after


def page_of(items: list[Item], next_place: Place | None, cursor: type[PlaceCursor]) -> Page[Item]:
    """A page with its cursor."""
    return Page(items=items, next_cursor=cursor(*next_place).encode() if next_place else None)
