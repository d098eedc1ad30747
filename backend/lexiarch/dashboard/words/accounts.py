"""Accounts: a short form for tables and a small figure that makes two accounts look different."""

import hashlib

from markupsafe import Markup

from lexiarch.dashboard.language import gettext
from lexiarch.domain.deployment import ContractName
from lexiarch.domain.texts import mark

_SIDE = 5
_HALF = 3


def short(text: str) -> str:
    """Both ends of an address or hash: `0x7099…79C8`."""
    return f"{text[:6]}…{text[-4:]}"


def kind_words(kind: str) -> str:
    """Whom an iD is of: the word of an attestation's view."""
    return gettext("Organisation") if kind == "organisation" else gettext("Person")


_CONTRACTS = {
    ContractName.TOKEN: mark("This is the token of %(dao)s, a contract and not a person."),
    ContractName.TIMELOCK: mark(
        "This is the timelock of %(dao)s, a contract and not a person. It holds the treasury."
    ),
    ContractName.ISSUER_REGISTRY: mark(
        "This is the issuer registry of %(dao)s, a contract and not a person."
    ),
    ContractName.HOLDER_REGISTRY: mark(
        "This is the holder registry of %(dao)s, a contract and not a person."
    ),
    ContractName.HOLDER_TREE: mark("This is the holder tree of %(dao)s, a contract and not a person."),
    ContractName.GOVERNOR: mark("This is the governor of %(dao)s, a contract and not a person."),
    ContractName.TRACKS: mark("These are the tracks of %(dao)s, a contract and not a person."),
    ContractName.BALLOT_BOX: mark("This is the ballot box of %(dao)s, a contract and not a person."),
}


def contract_words(name: str, dao: str) -> str:
    """What a contract of the DAO is, for who takes it for an account like others."""
    words = _CONTRACTS.get(ContractName(name)) or mark("This is a contract of %(dao)s and not a person.")
    return gettext(words, dao=dao)


def figure(address: str) -> Markup:
    """A mirrored pattern drawn from the address. Decoration: hidden from readers of the text."""
    digest = hashlib.sha256(address.lower().encode()).digest()
    cells = [
        (column, row)
        for row in range(_SIDE)
        for column in range(_SIDE)
        if digest[row * _HALF + min(column, _SIDE - 1 - column)] % 2
    ]
    path = "".join(f"M{column} {row}h1v1h-1z" for column, row in cells)
    hue = int.from_bytes(digest[-2:], "big") % 360
    return Markup(
        '<svg class="figure" viewBox="-1 -1 7 7" width="20" height="20" aria-hidden="true" focusable="false">'
        '<rect x="-1" y="-1" width="7" height="7" rx="1.5" fill="hsl({hue} 45% 50% / .16)"/>'
        '<path d="{path}" fill="hsl({hue} 50% 50%)"/></svg>'
    ).format(hue=hue, path=path)
