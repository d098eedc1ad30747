"""A member's ballot key: what it is, how it is made, and in which votes it counts."""

from lexiarch.domain.deployment import Deployment
from lexiarch.store.database import Reader
from lexiarch.views import build_member, build_secret_polls, build_tree
from lexiarch.views.text import parse_address, parse_person_tag


def build_context(reader: Reader, deployment: Deployment, address: str) -> dict[str, object]:
    """Which key it is, only the holder's own wallet is shown, by the chain."""
    member = build_member(reader, parse_address(address))
    present = member.attestation
    tag = present.person_tag if present and present.kind == "person" else ""
    polls = build_secret_polls(reader, deployment, parse_person_tag(tag)) if tag else []
    return {"page": "", "member": member, "tag": tag, "tree": build_tree(reader), "polls": polls}
