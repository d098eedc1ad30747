"""Proposals and their steps."""

import json
from collections.abc import Callable

from lexiarch.decode.events.governor import (
    ProposalCanceled,
    ProposalCreated,
    ProposalExecuted,
    ProposalQueued,
)
from lexiarch.projection import Projection
from lexiarch.store.tables import ProposalActionRow, ProposalRow, ProposalStepRow, encode_amount
from tests.helpers.builders import account
from tests.helpers.events import block_of, place

NUMBER = 2**255 + 7
Apply = Callable[..., Projection]


def test_a_proposal_is_kept_with_its_actions_in_order(apply: Apply) -> None:
    event = ProposalCreated(
        proposal_id=NUMBER,
        proposer=account(1),
        targets=(account(2), account(3)),
        values=(0, 2**255),
        signatures=("", ""),
        calldatas=(b"", b"\x01\x02"),
        vote_start=50,
        vote_end=90,
        description="# Title\nText 🗳",
    )
    projection = apply(block_of(4, event))
    number = encode_amount(NUMBER)
    assert projection.rows == [
        ProposalRow(*place(4), number, account(1), 50, 90, "# Title\nText 🗳"),
        ProposalActionRow(4, 0, 0, number, account(2), encode_amount(0), b""),
        ProposalActionRow(4, 0, 1, number, account(3), encode_amount(2**255), b"\x01\x02"),
    ]
    [change] = projection.changes
    assert (change.kind, change.subject, json.loads(change.data)) == (
        "proposal",
        str(NUMBER),
        {"event": "created"},
    )


def test_every_step_is_kept_and_told(apply: Apply) -> None:
    projection = apply(
        block_of(4, ProposalQueued(NUMBER, 77), ProposalExecuted(NUMBER), ProposalCanceled(NUMBER))
    )
    number = encode_amount(NUMBER)
    assert projection.rows == [
        ProposalStepRow(*place(4, 0), number, "queued", 77),
        ProposalStepRow(*place(4, 1), number, "executed", None),
        ProposalStepRow(*place(4, 2), number, "canceled", None),
    ]
    told = [json.loads(change.data)["event"] for change in projection.changes]
    assert told == ["queued", "executed", "canceled"]
