"""What both houses say of a proposal, and what decides its state."""

from typing import NamedTuple

from lexiarch.domain.deployment import Deployment
from lexiarch.domain.governor import GovernorModel, QuorumOf
from lexiarch.domain.proposals import ProposalFacts, Tally, holder_quorum, token_quorum
from lexiarch.store.database import Reader
from lexiarch.store.proposal_records import ProposalRecord
from lexiarch.store.tables import decode_amount, encode_amount


class HouseTallies(NamedTuple):
    """Ballots on one proposal."""

    tokens: Tally
    """In voting units."""
    persons: Tally


class HouseCount(NamedTuple):
    """One house's count of a proposal: voting units in the token house, persons in the holder house."""

    tally: Tally
    quorum: int
    """Votes needed of those that count towards it; 0 when the house is not asked."""
    electorate: int
    asked: bool
    """Whether the proposal needs this house."""
    quorum_of: QuorumOf = QuorumOf.FOR_ABSTAIN

    @property
    def quorum_reached(self) -> bool:
        return self.tally.quorum_votes(self.quorum_of) >= self.quorum

    @property
    def majority(self) -> bool:
        return not self.asked or self.tally.for_ > self.tally.against

    @property
    def passed(self) -> bool:
        """A house that is not asked stands in nobody's way."""
        return self.quorum_reached and self.majority


class HouseCounts(NamedTuple):
    tokens: HouseCount
    persons: HouseCount


def load_tally(reader: Reader, proposal_id: int) -> HouseTallies:
    """The ballots in both houses; zeros before the first."""
    key = (encode_amount(proposal_id),)
    last = "WHERE proposal_id = ? ORDER BY block_number DESC, log_index DESC LIMIT 1"
    persons = "persons_against, persons_for, persons_abstain"
    row = reader.one(f"SELECT tokens_against, tokens_for, tokens_abstain, {persons} FROM vote {last}", key)
    tokens, holders = (Tally(*map(decode_amount, row[:3])), Tally(*row[3:])) if row else (Tally(), Tally())
    secret = reader.one(f"SELECT {persons} FROM secret_vote {last}", key)
    return HouseTallies(tokens, Tally(*secret) if secret else holders)


def house_counts(record: ProposalRecord, governor: GovernorModel) -> HouseCounts:
    """Both houses' counts of a proposal, by the electorates and shares that its record carries.

    The quorum of another governor than ours was read from it, once the snapshot had passed.
    """
    tokens = Tally(*map(_amount, (record.tokens_against, record.tokens_for, record.tokens_abstain)))
    persons = Tally(record.persons_against or 0, record.persons_for or 0, record.persons_abstain or 0)
    supply, holders = _amount(record.supply), record.persons or 0
    token_share = max(_amount(record.token_numerator), record.token_floor)
    holder_share = max(_amount(record.holder_numerator), record.holder_floor)
    token_needed = token_quorum(supply, token_share) if record.token_house else 0
    if not governor.has_roll:
        token_needed = _amount(record.quorum)
    holder_needed = holder_quorum(holders, holder_share) if record.holder_house else 0
    return HouseCounts(
        HouseCount(tokens, token_needed, supply, bool(record.token_house), governor.quorum_of),
        HouseCount(persons, holder_needed, holders, bool(record.holder_house)),
    )


def state_facts(record: ProposalRecord, deployment: Deployment) -> ProposalFacts:
    """All that decides a proposal's state beside the time; see {proposal_state}."""
    counts = house_counts(record, deployment.governor)
    return ProposalFacts(
        snapshot=record.snapshot,
        deadline=record.deadline,
        passed=counts.tokens.passed and counts.persons.passed,
        grace_period=deployment.grace_period,
        success_expires=deployment.governor.success_expires,
        eta=record.eta,
        executed=record.executed,
        canceled=record.canceled,
    )


def _amount(value: bytes | None) -> int:
    return 0 if value is None else decode_amount(value)
