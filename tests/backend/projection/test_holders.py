"""iDs, and the roll's count of persons: what HolderRegistry counts, event by event."""

from collections.abc import Callable

import pytest

from lexiarch.decode.events import Event
from lexiarch.decode.events.holder_registry import Attested, Exited, Locked, Revoked, Swept
from lexiarch.projection import Projection
from lexiarch.store.tables import AttestationEndRow, AttestationRow, HolderCountRow
from tests.helpers.builders import account, hash32, tag
from tests.helpers.events import block_of, place

A, B, ISSUER = account(1), account(2), account(9)
PERSON, ORGANISATION = 1, 2
Apply = Callable[..., Projection]


def _attested(person: int, kind: int = PERSON, holder: int = 1, since: int = 1000) -> Attested:
    return Attested(
        account(holder), ISSUER, tag(person), hash32("uid", person), hash32("schema", kind), kind, since, 9000
    )


def _counts(projections: list[Projection]) -> list[int]:
    return [
        row.persons
        for projection in projections
        for row in projection.rows
        if isinstance(row, HolderCountRow)
    ]


STORIES: dict[str, tuple[list[Event], list[int]]] = {
    "a person enters": ([_attested(1)], [1]),
    "an organisation is not counted": ([_attested(1, ORGANISATION)], []),
    "a renewal counts nobody twice": ([_attested(1), _attested(1)], [1]),
    "the revoked leave": ([_attested(1), Revoked(A, tag(1), 1)], [1, 0]),
    "who exits leaves": ([_attested(1), Exited(A, tag(1))], [1, 0]),
    "the swept leave": ([_attested(1), Swept(A, tag(1), 9000)], [1, 0]),
    "an organisation that exits was never counted": ([_attested(1, ORGANISATION), Exited(A, tag(1))], []),
    "an organisation swept was never counted": ([_attested(1, ORGANISATION), Swept(A, tag(1), 9)], []),
    "an expired person who was not swept and returns is still counted once": (
        [_attested(1), _attested(1, since=9500)],
        [1],
    ),
    "an expired person who moves to another account is still counted once": (
        [_attested(1), _attested(1, holder=2, since=9500)],
        [1],
    ),
    "a swept person who returns is counted again": (
        [_attested(1), Swept(A, tag(1), 9000), _attested(1, since=9500)],
        [1, 0, 1],
    ),
    "who left may come back and leave again": (
        [_attested(1), Exited(A, tag(1)), _attested(1, since=2000), Exited(A, tag(1))],
        [1, 0, 1, 0],
    ),
    "an expired person who returns as an organisation leaves the count": (
        [_attested(1), _attested(1, ORGANISATION, since=9500)],
        [1, 0],
    ),
    "an expired organisation that returns as a person enters the count": (
        [_attested(1, ORGANISATION), _attested(1, since=9500)],
        [1],
    ),
    "a sweep of three takes them out one by one": (
        [
            *(_attested(1), _attested(2), _attested(3, ORGANISATION)),
            *(Swept(A, tag(number), 9000) for number in (3, 1, 2)),
        ],
        [1, 2, 1, 0],
    ),
}


@pytest.mark.parametrize(("events", "counts"), STORIES.values(), ids=STORIES.keys())
def test_the_count_is_right_in_one_batch(apply: Apply, events: list[Event], counts: list[int]) -> None:
    assert _counts([apply(block_of(1, *events))]) == counts


@pytest.mark.parametrize(("events", "counts"), STORIES.values(), ids=STORIES.keys())
def test_the_count_is_right_in_a_batch_for_each_event(
    apply: Apply, events: list[Event], counts: list[int]
) -> None:
    assert _counts([apply(block_of(number, event)) for number, event in enumerate(events)]) == counts


def test_an_attestation_is_kept_as_it_was_given(apply: Apply) -> None:
    projection = apply(block_of(1, Locked(int.from_bytes(tag(1), "big")), _attested(1)))
    assert projection.rows == [
        AttestationRow(
            *place(1, 1), tag(1), A, ISSUER, hash32("uid", 1), hash32("schema", PERSON), PERSON, 1000, 9000
        ),
        HolderCountRow(1, 1, 1010, 1),
    ]
    [change] = projection.changes
    assert (change.kind, change.subject) == ("holder", "0x" + A.hex())
    assert change.data == "{}"


def test_ends_are_kept_with_how_and_when(apply: Apply) -> None:
    apply(block_of(1, _attested(1), _attested(2, holder=2), _attested(3, holder=3)))
    projection = apply(block_of(2, Revoked(A, tag(1), 1), Exited(B, tag(2)), Swept(account(3), tag(3), 900)))
    assert [row for row in projection.rows if isinstance(row, AttestationEndRow)] == [
        AttestationEndRow(*place(2, 0), tag(1), A, "revoked", 1020),
        AttestationEndRow(*place(2, 1), tag(2), B, "exited", 1020),
        AttestationEndRow(*place(2, 2), tag(3), account(3), "swept", 900),
    ]


def test_the_stream_does_not_say_whose_id_was_ended_or_how(apply: Apply) -> None:
    given = apply(block_of(1, _attested(1), _attested(2, holder=2)))
    ended = apply(block_of(2, Revoked(A, tag(1), 1), Exited(B, tag(2))))
    assert [change[1:] for change in given.changes] == [change[1:] for change in ended.changes]
