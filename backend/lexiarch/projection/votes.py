"""Ballots, open and secret, and the count of both houses after each."""

from lexiarch.decode.events import governor
from lexiarch.domain.chain import Address, Hash32, Position
from lexiarch.domain.errors import NodeAnswerInvalid
from lexiarch.domain.proposals import OTHER, SPLIT
from lexiarch.domain.words import Change
from lexiarch.projection.batch import Batch, hex_text
from lexiarch.store.proposals import load_tally
from lexiarch.store.tables import SecretVoteRow, VoteRow, encode_amount
from lexiarch.store.votes import load_ballot_count, load_secret_ballot_count

_Open = governor.VoteCast | governor.VoteCastWithParams
_PERSONS, _OPEN, _SECRET = 3, 6, 7  # places in the counts
_CHOICES = 3
_PART = 16  # bytes of each of the three parts of a ballot with fractions
_Ballot = tuple[Hash32, Address, int]  # transaction, voter, proposal


class _Count:
    """The count of one proposal so far, and the numbers that rows repeat as they hold them.

    Attributes:
        numbers: tokens against, for, abstaining; persons likewise; ballots, open and secret.
        key: the proposal's id.
        tokens: the first three of the numbers.
    """

    __slots__ = ("key", "numbers", "tokens")

    def __init__(self, proposal_id: int, numbers: list[int]) -> None:
        self.key = encode_amount(proposal_id)
        self.numbers = numbers
        self.tokens = [encode_amount(tokens) for tokens in numbers[:_PERSONS]]

    def add_tokens(self, support: int, weight: int) -> None:
        self.numbers[support] += weight
        self.tokens[support] = encode_amount(self.numbers[support])


class Votes:
    """Carries tallies from ballot to ballot, and a person's part of a ballot to the token house's part."""

    def __init__(self, batch: Batch, *, takes_fractions: bool = False) -> None:
        self._batch = batch
        self._takes_fractions = takes_fractions
        self._counts: dict[int, _Count] = {}
        self._persons: dict[_Ballot, Hash32] = {}

    def apply_person(self, at: Position, event: governor.HolderVoteCast) -> None:
        """A ballot's part in the holder house; the rest of it is in the next VoteCast."""
        self._persons[at.tx_hash, event.voter, event.proposal_id] = event.person_tag

    def apply_open(self, at: Position, event: _Open) -> None:
        """A ballot of one house or both."""
        voter, proposal_id, support, weight = event.voter, event.proposal_id, event.support, event.weight
        person_tag = self._persons.pop((at.tx_hash, voter, proposal_id), None) if self._persons else None
        count = self._counts.get(proposal_id) or self._count_of(proposal_id)
        counts = count.numbers
        split = self._split_of(event) if self._takes_fractions else None
        if split is None:
            if support < _CHOICES:
                count.add_tokens(support, weight)
            else:
                support = OTHER
        else:
            support = SPLIT
            for choice in range(_CHOICES):
                start = choice * _PART
                count.add_tokens(choice, int.from_bytes(split[start : start + _PART], "big"))
        if person_tag is not None and support < _CHOICES:
            counts[_PERSONS + support] += 1
        counts[_OPEN] += 1
        whole = (support, split, encode_amount(weight), person_tag, event.reason)
        self._batch.add(
            # as the class does, without its checks, which take as long as all the rest
            tuple.__new__(VoteRow, (*at, count.key, voter, *whole, *count.tokens, *counts[_PERSONS:_SECRET]))
        )
        if not self._batch.quiet:
            self._tell(at, event, person_tag is not None)

    @staticmethod
    def _split_of(event: _Open) -> bytes | None:
        """The parts of a ballot with fractions; None of one without."""
        if isinstance(event, governor.VoteCast):
            return None
        return event.params if len(event.params) == _CHOICES * _PART else None

    def apply_secret(self, at: Position, event: governor.SecretVoteCast) -> None:
        """A ballot of the holder house, nobody knows whose."""
        count = self._count_of(event.proposal_id)
        counts, key, nullifier = count.numbers, count.key, encode_amount(event.nullifier)
        counts[_PERSONS + event.support] += 1
        counts[_SECRET] += 1
        against, for_, abstain = counts[_PERSONS:_OPEN]
        tally = (against, for_, abstain, counts[_SECRET])
        self._batch.add(SecretVoteRow(*at, key, nullifier, event.support, *tally))
        self._batch.tell(at, Change.VOTE, str(event.proposal_id), {"support": event.support, "secret": True})

    def _count_of(self, proposal_id: int) -> _Count:
        if (count := self._counts.get(proposal_id)) is None:
            reader, key = self._batch.reader, encode_amount(proposal_id)
            tallies = load_tally(reader, proposal_id)
            numbers = [votes for tally in tallies for votes in (tally.against, tally.for_, tally.abstain)]
            numbers += [load_ballot_count(reader, key), load_secret_ballot_count(reader, key)]
            count = self._counts[proposal_id] = _Count(proposal_id, numbers)
        return count

    def finish(self) -> None:
        """Makes sure that every person's ballot was seen whole.

        Raises:
            NodeAnswerInvalid: a log is missing.
        """
        if self._persons:
            tx_hash = next(iter(self._persons))[0]
            raise NodeAnswerInvalid("eth_getLogs", f"transaction {hex_text(tx_hash)} lacks a VoteCast")

    def _tell(self, at: Position, event: _Open, in_holder_house: bool) -> None:
        data = {
            "voter": hex_text(event.voter),
            "support": event.support,
            "weight": str(event.weight),
            "in_holder_house": in_holder_house,
        }
        self._batch.tell(at, Change.VOTE, str(event.proposal_id), data)
