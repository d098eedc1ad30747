"""Ballots, open and secret, and the count of both houses after each."""

from lexiarch.decode.events import governor
from lexiarch.domain.chain import Address, Hash32, Position
from lexiarch.domain.errors import NodeAnswerInvalid
from lexiarch.domain.proposals import Tally
from lexiarch.domain.words import Change
from lexiarch.projection.batch import Batch, hex_text
from lexiarch.store.proposals import HouseTallies, load_tally
from lexiarch.store.tables import SecretVoteRow, VoteRow, encode_amount

_VoteEvent = (
    governor.VoteCast | governor.VoteCastWithParams | governor.HolderVoteCast | governor.SecretVoteCast
)
_Ballot = tuple[Hash32, Address, int]  # transaction, voter, proposal


class Votes:
    """Carries tallies from ballot to ballot, and a person's part of a ballot to the token house's part."""

    def __init__(self, batch: Batch) -> None:
        self._batch = batch
        self._tallies: dict[int, HouseTallies] = {}
        self._persons: dict[_Ballot, Hash32] = {}

    def apply(self, at: Position, event: _VoteEvent) -> None:
        """A ballot, or a part of one."""
        match event:
            case governor.HolderVoteCast():
                # The rest of this ballot is in the next VoteCast.
                self._persons[at.tx_hash, event.voter, event.proposal_id] = event.person_tag
            case governor.SecretVoteCast():
                self._apply_secret(at, event)
            case _:
                self._apply_open(at, event)

    def _apply_open(self, at: Position, event: governor.VoteCast | governor.VoteCastWithParams) -> None:
        """A ballot of one house or both."""
        person_tag = self._persons.pop((at.tx_hash, event.voter, event.proposal_id), None)
        tallies = self._tallies_of(event.proposal_id)
        tokens = _add(tallies.tokens, event.support, event.weight)
        persons = _add(tallies.persons, event.support, 0 if person_tag is None else 1)
        self._tallies[event.proposal_id] = HouseTallies(tokens, persons)
        self._batch.add(
            VoteRow(
                *at,
                proposal_id=encode_amount(event.proposal_id),
                voter=event.voter,
                support=event.support,
                weight=encode_amount(event.weight),
                person_tag=person_tag,
                reason=event.reason,
                tokens_against=encode_amount(tokens.against),
                tokens_for=encode_amount(tokens.for_),
                tokens_abstain=encode_amount(tokens.abstain),
                persons_against=persons.against,
                persons_for=persons.for_,
                persons_abstain=persons.abstain,
            )
        )
        self._tell(at, event, person_tag is not None)

    def _apply_secret(self, at: Position, event: governor.SecretVoteCast) -> None:
        """A ballot of the holder house, nobody knows whose."""
        tallies = self._tallies_of(event.proposal_id)
        persons = _add(tallies.persons, event.support, 1)
        self._tallies[event.proposal_id] = HouseTallies(tallies.tokens, persons)
        key, nullifier = encode_amount(event.proposal_id), encode_amount(event.nullifier)
        tally = (persons.against, persons.for_, persons.abstain)
        self._batch.add(SecretVoteRow(*at, key, nullifier, event.support, *tally))
        self._batch.tell(at, Change.VOTE, str(event.proposal_id), {"support": event.support, "secret": True})

    def _tallies_of(self, proposal_id: int) -> HouseTallies:
        return self._tallies.get(proposal_id) or load_tally(self._batch.reader, proposal_id)

    def finish(self) -> None:
        """Makes sure that every person's ballot was seen whole.

        Raises:
            NodeAnswerInvalid: a log is missing.
        """
        if self._persons:
            tx_hash = next(iter(self._persons))[0]
            raise NodeAnswerInvalid("eth_getLogs", f"transaction {hex_text(tx_hash)} lacks a VoteCast")

    def _tell(
        self, at: Position, event: governor.VoteCast | governor.VoteCastWithParams, in_holder_house: bool
    ) -> None:
        data = {
            "voter": hex_text(event.voter),
            "support": event.support,
            "weight": str(event.weight),
            "in_holder_house": in_holder_house,
        }
        self._batch.tell(at, Change.VOTE, str(event.proposal_id), data)


def _add(tally: Tally, support: int, votes: int) -> Tally:
    counts = [tally.against, tally.for_, tally.abstain]
    counts[support] += votes
    return Tally(*counts)
