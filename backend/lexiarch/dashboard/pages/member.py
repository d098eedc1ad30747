"""A member's own pages: accepting an offer, the iD, and all that is known of an account."""

from lexiarch.dashboard.words.chores import account_chores
from lexiarch.dashboard.words.data import data_words
from lexiarch.dashboard.words.member import expiry_warning, next_change, standing_words
from lexiarch.dashboard.words.terms import TERMS
from lexiarch.domain.deployment import Deployment
from lexiarch.store.database import Reader
from lexiarch.views import build_account_data, build_grounds, build_issuer_terms, build_member
from lexiarch.views.text import parse_address, plain


def build_accept_context(reader: Reader) -> dict[str, object]:
    """What an offer is compared with before a wallet opens. The offer itself never gets here."""
    terms = [term.model_dump(mode="json", by_alias=True) for term in build_issuer_terms(reader)]
    for term in terms:
        term["schema_definition"] = plain(term["schema_definition"])
    return {
        "page": "accept",
        "relaying": True,
        "terms": terms,
        "grounds": [ground for ground in build_grounds(reader) if ground.retired is None],
        "rules": TERMS,
    }


def build_reason_context(reader: Reader) -> dict[str, object]:
    """With what a file about the reason of a case is compared, beside the chain. The file never gets here."""
    grounds = [ground.model_dump(mode="json") for ground in build_grounds(reader)]
    for ground in grounds:
        ground["definition"] = plain(ground["definition"])
    return {"page": "issuers", "grounds": grounds, "rules": TERMS}


def build_id_context(reader: Reader, address: str) -> dict[str, object]:
    """An account's iD."""
    member = build_member(reader, parse_address(address))
    tag = member.attestation.person_tag if member.attestation else ""
    return {
        "page": "",
        "member": member,
        "tag": tag,
        "relaying": True,
        "standing": standing_words(member),
        "warning": expiry_warning(member),
        "changes_at": next_change(member),
        "chores": account_chores(member, member.at),
        "rules": TERMS,
    }


def build_data_context(reader: Reader, deployment: Deployment, address: str) -> dict[str, object]:
    """What is known of an account, from where, and how to take it away."""
    data = build_account_data(reader, parse_address(address))
    return {"page": "", "data": data, "lists": data_words(data, has_roll=deployment.governor.has_roll)}
