"""The issuer's desk. What its panels say about an account, the account's own wallet reads from the chain."""

from lexiarch.dashboard.words.terms import TERMS
from lexiarch.domain.cases import APPEAL_WINDOW, DECISION_TIME
from lexiarch.store.database import Reader
from lexiarch.views import build_grounds, build_issuers, build_running_out
from lexiarch.views.text import address_text, parse_address, plain

_WITHIN_DAYS = 30
_MOST = 50


def build_context(reader: Reader, account: str | None) -> dict[str, object]:
    """The desk, and what runs out soon on the word of an issuer. Raises AddressInvalid."""
    accreditations = [
        {
            "number": each.number,
            "issuer": each.address,
            "schema": each.schema_,
            "definition": plain(each.schema_definition),
            "kind": each.kind,
            "signer": each.signer,
        }
        for each in build_issuers(reader)
    ]
    grounds = [
        {"uid": each.uid, "definition": plain(each.definition)}
        for each in build_grounds(reader)
        if each.retired is None
    ]
    return {
        "page": "issuers",
        "desk_data": {
            "accreditations": accreditations,
            "grounds": grounds,
            "recoveryDays": TERMS["recovery_days"],
            "longestCase": APPEAL_WINDOW + DECISION_TIME,
        },
        "rules": TERMS,
        **build_renewals_context(reader, account),
    }


def build_renewals_context(reader: Reader, account: str | None) -> dict[str, object]:
    """Live iDs on the word of an issuer that run out soon. Raises AddressInvalid."""
    address = parse_address(account.strip()) if account else None
    running_out = build_running_out(reader, address, _WITHIN_DAYS, _MOST + 1) if address else []
    return {
        "account": address_text(address) if address else "",
        "within_days": _WITHIN_DAYS,
        "renewals": running_out[:_MOST],
        "more": len(running_out) > _MOST,
    }
