"""What is measured, what it may cost, and what the field has beside it."""

from __future__ import annotations

from dataclasses import dataclass

CODE_LIMIT = 24_576  # bytes, EIP-170


@dataclass(frozen=True)
class Act:
    """An act of ours, as `whose.act` in the notes; the most it may cost; the peers' acts and their names."""

    key: str
    name: str
    limit: int | None = None
    peers: tuple[tuple[str, str], ...] = ()


ACTS = (
    Act(
        "ours.accept_attestation",
        "accept an attestation (the holder's transaction)",
        120_000,
        (("EAS.attest", "EAS attest"), ("EAS.attest_by_delegation", "EAS by delegation")),
    ),
    Act(
        "ours.claim_attestation",
        "the same, claimed from a tree of 1,024 offers",
        126_000,
        (("EAS.multi_attest", "EAS multiAttest of ten, per item"),),
    ),
    Act(
        "ours.end_attestation",
        "end an attestation (final step: conclude a case)",
        60_000,
        (("EAS.revoke", "EAS revoke"),),
    ),
    Act("ours.propose", "propose, one action", 110_000, (("OpenZeppelin.propose", "OpenZeppelin"),)),
    Act(
        "ours.cast_vote",
        "cast a vote in both houses",
        95_000,
        (("OpenZeppelin.cast_vote", "OpenZeppelin, one house"),),
    ),
    Act(
        "ours.batch_ballot_50",
        "a signed ballot in a batch of 50, both houses",
        75_000,
        (("OpenZeppelin.cast_vote_by_signature", "OpenZeppelin, one house, single"),),
    ),
    Act("ours.queue", "queue through the timelock", 150_000, (("OpenZeppelin.queue", "OpenZeppelin"),)),
    Act("ours.execute", "execute", 115_000, (("OpenZeppelin.execute", "OpenZeppelin"),)),
    Act(
        "ours.secret_ballot",
        "a ballot in secret",
        310_000,
        (("Semaphore.validate_proof", "Semaphore validateProof alone"),),
    ),
)

# No limit is set for these.
OTHERS = (
    Act("ours.accept_attestation_by_signature", "accept an attestation, relayed"),
    Act("ours.renew_attestation", "renew an attestation"),
    Act("ours.exit", "leave the roll", peers=(("EAS.revoke", "EAS revoke"),)),
    Act("ours.open_case", "open a case, with suspension"),
    Act("ours.join_tree", "join the tree", peers=(("Semaphore.add_member", "Semaphore addMember"),)),
    Act(
        "ours.cast_vote_first",
        "cast the first vote for a choice",
        peers=(("OpenZeppelin.cast_vote_first", "OpenZeppelin"),),
    ),
    Act(
        "ours.cast_vote_reaching_quorum",
        "cast the vote that reaches the quorum",
        peers=(("OpenZeppelin.cast_vote_reaching_quorum", "OpenZeppelin"),),
    ),
    Act(
        "ours.cast_vote_by_signature",
        "cast a vote by signature",
        peers=(("OpenZeppelin.cast_vote_by_signature", "OpenZeppelin"),),
    ),
    Act("ours.propose_in_secret", "propose what is voted on in secret"),
    Act("ours.secret_ballot_first", "the first secret ballot for a choice"),
    Act("ours.open_round", "open a round of anonymous acts"),
    Act("ours.act_anonymously", "act in a round, with a payment"),
)

# Not measured here.
PUBLISHED = (
    ("Proof of Humanity v2: claim, vouch, advance, execute: one admission", "about 542,000"),
    (
        "GovernorBravo: propose / castVote / by signature / queue / execute",
        "300,026 / 95,823 / 101,343 / 123,648 / 102,437",
    ),
    ("MACI v3: sign up, join, publish one vote", "about 1,010,000"),
    ("World ID: verify v3 / v4", "235,121 / 318,286"),
)
