"""Parameters that several routes take, with their examples and their readers."""

from typing import Annotated

from fastapi import Path, Query
from pydantic import WithJsonSchema

from lexiarch.domain.errors import CursorInvalid, IdInvalid, ParameterInvalid, ProposalNotFound
from lexiarch.domain.words import Change
from lexiarch.store.keyset import MAX_BIGINT

DEFAULT_LIMIT = 20
MAX_LIMIT = 100

EXAMPLE_ID = "57896044618658097711785492504343953926634992332820282019728792003956564819967"


def _text(form: str, pattern: str, example: str) -> WithJsonSchema:
    """What a reader takes, as far as JSON Schema can say it."""
    return WithJsonSchema({"type": "string", "format": form, "pattern": pattern, "examples": [example]})


UintText = Annotated[str, _text("uint256", "^([0-9]{1,78}|0x[0-9a-fA-F]{1,64})$", EXAMPLE_ID)]
_AddressText = Annotated[
    str, _text("address", "^0x[0-9a-fA-F]{40}$", "0x70997970C51812dc3A010C7d01b50e0d17dc79C8")
]
_TagText = Annotated[str, _text("bytes32", "^0x[0-9a-fA-F]{64}$", "0x" + "5e" * 32)]
_CursorText = Annotated[str, _text("cursor", "^[A-Za-z0-9_-]{1,300}$", "WyJwcm9wb3NhbHMiLDEyMyw0XQ")]

Limit = Annotated[
    int, Query(ge=1, le=MAX_LIMIT, description="Most items on the page.", examples=[DEFAULT_LIMIT])
]
Cursor = Annotated[
    _CursorText | None,
    Query(
        description="`next_cursor` of the page before; leave it out for the first page.",
        examples=["WyJwcm9wb3NhbHMiLDEyMyw0XQ"],
    ),
]
ProposalIdText = Annotated[
    UintText,
    Path(
        alias="id",
        description="The proposal's uint256 id, decimal or 0x and hexadecimal.",
    ),
]
AddressParam = Annotated[
    _AddressText,
    Path(
        alias="address",
        description="An account: 0x and 40 hexadecimal digits; mixed case must carry its EIP-55 checksum.",
    ),
]
RootText = Annotated[
    _TagText | None,
    Query(
        description="A root that the tree had, as a contract froze it; leave it out for the tree of now.",
        examples=["0x" + "5e" * 32],
    ),
]
PersonTagText = Annotated[
    _TagText,
    Path(
        alias="person_tag",
        description="The iD's person tag: 0x and 64 hexadecimal digits.",
    ),
]

BAD_PAGE = (
    ParameterInvalid(
        "The query parameter limit is wrong: input should be less than or equal to 100.",
        "Correct limit, or leave it out; /api/v1/openapi.json says what it may be.",
    ),
    CursorInvalid("WyJwcm9"),
)
"""Examples of what is refused in {Limit} and {Cursor}."""
NO_PROPOSAL = (IdInvalid("-1", "a proposal id"), ProposalNotFound(7))
"""The same of {ProposalIdText}."""


def parse_kinds(text: str | None) -> frozenset[Change]:
    """Kinds of changes, parted by commas; none for no text.

    Raises:
        ParameterInvalid: there is no such kind.
    """
    words = [word.strip() for word in (text or "").split(",") if word.strip()]
    known = {kind.value for kind in Change}
    unknown = [word for word in words if word not in known]
    if unknown:
        raise ParameterInvalid(
            f"kinds names {unknown[0][:100]!r}, which is no kind of change.",
            f"Use {', '.join(sorted(known))}, parted by commas, or leave kinds out.",
        )
    return frozenset(map(Change, words))


def parse_event_id(text: str | None) -> int | None:
    """Id of a change; None for no text.

    Raises:
        ParameterInvalid: it is no id.
    """
    if not text:
        return None
    if not (text.isascii() and text.isdecimal() and len(text) <= 19 and int(text) <= MAX_BIGINT):
        raise ParameterInvalid(
            f"The last event id {text[:100]!r} is none of this stream.",
            "Send the id of the last event that you received, or none to begin now.",
        )
    return int(text)
