"""The page that makes a proposal, and the preview of what was typed there."""

from eth_utils import keccak

from lexiarch.dashboard.language import gettext as _
from lexiarch.dashboard.words import prose
from lexiarch.dashboard.words.actions import action_words
from lexiarch.dashboard.words.drafts import notice_words, proposer_words
from lexiarch.dashboard.words.forms import Choices, forms
from lexiarch.domain.deployment import ContractName, Deployment
from lexiarch.store.database import Reader
from lexiarch.views import (
    build_grounds,
    build_overview,
    build_preview,
    build_schema_definitions,
)
from lexiarch.views.draft_models import MAX_ACTIONS, Draft
from lexiarch.views.text import address_text

LONGEST = 30_000
"""Characters of a text: with its actions, it has to fit into a request."""

_ROLES = ("PROPOSER_ROLE", "EXECUTOR_ROLE", "CANCELLER_ROLE")


def build_context(reader: Reader, deployment: Deployment) -> dict[str, object]:
    """The empty form; of a DAO without a roll, only how to propose elsewhere."""
    overview = build_overview(reader, deployment)
    if not deployment.governor.has_roll:
        return {"page": "propose", "overview": overview, "groups": {}}
    return {
        "page": "propose",
        "overview": overview,
        "groups": forms(deployment, _choices(reader, deployment)),
        "treasury": address_text(deployment.address(ContractName.TIMELOCK)),
        "token": address_text(deployment.address(ContractName.TOKEN)),
        "longest": LONGEST,
        "most_actions": MAX_ACTIONS,
    }


def _choices(reader: Reader, deployment: Deployment) -> Choices:
    tracks = build_overview(reader, deployment).rules.tracks
    return {
        "schema": list(build_schema_definitions(reader).items()),
        "ground": [(each.uid, each.definition) for each in build_grounds(reader) if each.retired is None],
        "kind": [("1", _("Persons")), ("2", _("Organisations"))],
        "track": [
            ("0", _("0: both houses")),
            *(
                (str(each.number), _track_words(each.number, each.token_house, each.holder_house))
                for each in tracks
            ),
        ],
        "role": [("0x" + keccak(text=role).hex(), role) for role in _ROLES],
    }


def _track_words(number: int, tokens: bool, persons: bool) -> str:
    if tokens and persons:
        return _("%(number)s: both houses", number=number)
    if tokens:
        return _("%(number)s: token house", number=number)
    return _("%(number)s: holder house", number=number)


def build_preview_context(reader: Reader, deployment: Deployment, draft: Draft) -> dict[str, object]:
    """A draft in words. Raises AddressInvalid."""
    preview = build_preview(reader, deployment, draft)
    schemas = build_schema_definitions(reader)
    return {
        "preview": preview,
        "body": prose.body_of(draft.description, preview.title),
        "actions": [(action, action_words(action, schemas), []) for action in preview.actions],
        "warnings": [],
        "notices": [(notice, notice_words(notice.code)) for notice in preview.warnings],
        "proposer_reasons": [
            (reason.code.value, *proposer_words(reason.code)) for reason in preview.proposer.reasons
        ]
        if preview.proposer
        else [],
    }
