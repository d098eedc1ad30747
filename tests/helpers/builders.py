"""Rows of an index, told as a history: `history.at(10).propose(1).at(200).vote(1, voter, FOR, weight=5)`.

Times are seconds after START. Accounts, tags and hashes are made from small numbers.
"""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Self

from eth_utils.crypto import keccak

from lexiarch.domain.chain import ZERO_ADDRESS, Address, Hash32, Position
from lexiarch.domain.deployment import ContractName, Deployment
from lexiarch.domain.tree import DAY
from lexiarch.domain.words import AccreditationStep, CaseStep, Change, End, RecoveryStep, Setting, Step
from lexiarch.store.blocks import load_checkpoint, move_checkpoint
from lexiarch.store.database import Database
from lexiarch.store.meta import BlockId
from lexiarch.store.outbox import append_changes, new_change
from lexiarch.store.tables import (
    AccreditationRow,
    AttestationEndRow,
    AttestationRow,
    BalanceRow,
    CaseNoticeRow,
    CaseStepRow,
    DelegationRow,
    FrozenBallotsRow,
    GroundRow,
    HolderCountRow,
    IdSchemaRow,
    LeafDueRow,
    LeafRow,
    PowerRow,
    ProposalActionRow,
    ProposalRow,
    ProposalStepRow,
    ProposalTermsRow,
    RecoveryRow,
    Row,
    SecretVoteRow,
    SettingRow,
    SupplyRow,
    SuspensionRow,
    TrackAssignmentRow,
    TrackRow,
    VoteRow,
    encode_amount,
)
from tests.helpers.model.governor import ALL, Terms

START = 1_790_000_000
GRACE = 1000
DELAY = 100
"""Seconds from proposal to snapshot."""
PERIOD = 500
"""Seconds from snapshot to deadline."""
AGAINST, FOR, ABSTAIN = 0, 1, 2
NEVER = 10**6
"""An expiration that no test reaches."""


def account(number: int) -> Address:
    return Address(keccak(text=f"account {number}")[:20])


def hash32(what: str, number: int) -> Hash32:
    return Hash32(keccak(text=f"{what} {number}"))


def tag(number: int) -> Hash32:
    return hash32("tag", number)


PERSON_SCHEMA = hash32("schema", 1)
ORGANISATION_SCHEMA = hash32("schema", 2)


def make_deployment() -> Deployment:
    """A deployment whose contracts are at known addresses."""
    contracts = {
        name.value: {
            "address": "0x" + account(1000 + index).hex(),
            "tx_hash": "0x" + hash32("deployment", index).hex(),
            "block_number": 1,
            "arguments": [],
        }
        for index, name in enumerate(ContractName)
    }
    return Deployment.model_validate(
        {
            "name": "Commons of the Test",
            "chain_id": 31337,
            "genesis_hash": "0x" + hash32("block", 0).hex(),
            "start_block": 1,
            "start_block_hash": "0x" + hash32("block", 1).hex(),
            "token_symbol": "TEST",
            "grace_period": GRACE,
            "contracts": contracts,
        }
    )


class History:
    """A chain as the index keeps it. Each method tells one event at the present place, and returns itself."""

    def __init__(self) -> None:
        self.block = 0
        self.time = START
        self._log = 0
        self._rows: list[Row] = []
        self._tallies: dict[int, list[int]] = {}
        self._ballots = Counter[int]()
        self._secret_tallies: dict[int, list[int]] = {}
        self._accredited: dict[int, int] = {}
        self._together: Hash32 | None = None

    def at(self, seconds: int) -> Self:
        """A new block, so many seconds after START."""
        self.block, self.time, self._log = self.block + 1, START + seconds, 0
        return self

    def save(self, database: Database) -> Self:
        """Puts what was told since the last time into the database; the checkpoint is the present block."""
        with database.write() as writer:
            writer.insert(self._rows)
            block = BlockId(self.block, hash32("block", self.block), self.time)
            move_checkpoint(writer, load_checkpoint(writer), block)
        self._rows.clear()
        return self

    def founded(self, supply: int = 1000, persons: int = 10, quorums: tuple[int, int] = (10, 20)) -> Self:
        """The rules, the token and the roll's count that a DAO begins with."""
        self.at(0).supply(supply).count(persons)
        rules = {
            Setting.VOTING_DELAY: DELAY,
            Setting.VOTING_PERIOD: PERIOD,
            Setting.PROPOSAL_THRESHOLD: 5,
            Setting.TOKEN_QUORUM_NUMERATOR: quorums[0],
            Setting.HOLDER_QUORUM_NUMERATOR: quorums[1],
            Setting.TIMELOCK_DELAY: 50,
            Setting.LATE_QUORUM_VOTE_EXTENSION: 60,
        }
        for name, value in rules.items():
            self.set(name, value)
        return self

    # ---- rules and counts

    def set(self, name: Setting, value: int) -> Self:
        return self._add(SettingRow(*self._next(), name.value, encode_amount(value)))

    def supply(self, amount: int) -> Self:
        return self._add(SupplyRow(*self._brief(), encode_amount(amount)))

    def count(self, persons: int) -> Self:
        return self._add(HolderCountRow(*self._brief(), persons))

    # ---- tokens

    def balance(self, who: int, amount: int) -> Self:
        return self._add(BalanceRow(*self._brief(), account(who), encode_amount(amount)))

    def power(self, who: int, votes: int) -> Self:
        return self._add(PowerRow(*self._next(), account(who), encode_amount(votes)))

    def delegate(self, who: int, to: int | None, was: int | None = None) -> Self:
        former = ZERO_ADDRESS if was is None else account(was)
        target = ZERO_ADDRESS if to is None else account(to)
        return self._add(DelegationRow(*self._next(), account(who), former, target))

    # ---- proposals

    def propose(
        self,
        number: int,
        description: str = "# Build a mill",
        by: int = 1,
        actions: tuple[tuple[Address, int, bytes], ...] = (),
        terms: Terms = ALL,
    ) -> Self:
        position = self._next()
        key = encode_amount(number)
        snapshot = self.time + DELAY
        self._add(ProposalRow(*position, key, account(by), snapshot, snapshot + PERIOD, description))
        for ordinal, (target, value, calldata) in enumerate(actions):
            place = (position.block_number, position.log_index, ordinal)
            self._add(ProposalActionRow(*place, key, target, encode_amount(value), calldata))
        houses = (int(terms.token_house), int(terms.holder_house))
        return self._add(
            ProposalTermsRow(
                *self._brief()[:2], key, *houses, terms.token_floor, terms.holder_floor, int(terms.secret)
            )
        )

    def track(self, number: int, terms: Terms) -> Self:
        houses = (int(terms.token_house), int(terms.holder_house))
        floors = (terms.token_floor, terms.holder_floor)
        return self._add(TrackRow(*self._brief()[:2], number, *houses, *floors, int(terms.secret)))

    def assign(self, target: Address, selector: bytes, number: int) -> Self:
        return self._add(TrackAssignmentRow(*self._brief()[:2], target, selector, number))

    def step(self, number: int, step: Step, eta: int | None = None) -> Self:
        """`eta` in seconds after START."""
        moment = None if eta is None else START + eta
        return self._add(ProposalStepRow(*self._next(), encode_amount(number), step.value, moment))

    def vote(
        self,
        number: int,
        voter: int,
        support: int,
        weight: int = 0,
        person: int | None = None,
        reason: str = "",
    ) -> Self:
        tally = self._tallies.setdefault(number, [0] * 6)
        tally[support] += weight
        tally[3 + support] += person is not None
        self._ballots[number] += 1
        tokens = [encode_amount(units) for units in tally[:3]]
        return self._add(
            VoteRow(
                *self._next(),
                proposal_id=encode_amount(number),
                voter=account(voter),
                support=support,
                weight=encode_amount(weight),
                person_tag=None if person is None else tag(person),
                reason=reason,
                split=None,
                tokens_against=tokens[AGAINST],
                tokens_for=tokens[FOR],
                tokens_abstain=tokens[ABSTAIN],
                persons_against=tally[3],
                persons_for=tally[4],
                persons_abstain=tally[5],
                ballots=self._ballots[number],
            )
        )

    def pass_(self, number: int) -> Self:
        """Ballots that make both houses pass it, with the numbers of {founded}."""
        return self.vote(number, 1, FOR, weight=400, person=1).vote(number, 2, FOR, person=2)

    # ---- secret ballots

    def leaf(self, person: int, place: int, due: int = NEVER, root: int | None = None) -> Self:
        """A commitment joins the tree, which has `root` then; `due` in seconds after START, to the day."""
        known = self._root(person) if root is None else encode_amount(root)
        self._add(LeafRow(*self._next(), tag(person), place, encode_amount(person), known))
        return self._add(LeafDueRow(*self._brief()[:2], tag(person), (START + due) // DAY))

    def prune(self, person: int, place: int, root: int = 10**9) -> Self:
        return self._add(LeafRow(*self._next(), tag(person), place, encode_amount(0), encode_amount(root)))

    def freeze(self, number: int, members: int) -> Self:
        """The tree's root is frozen for a proposal."""
        return self._add(FrozenBallotsRow(*self._next(), encode_amount(number), self._root(number), members))

    def secret_vote(self, number: int, nullifier: int, support: int) -> Self:
        tally = self._secret_tallies.setdefault(number, [0, 0, 0])
        tally[support] += 1
        key, spent = encode_amount(number), encode_amount(nullifier)
        return self._add(SecretVoteRow(*self._next(), key, spent, support, *tally, sum(tally)))

    @staticmethod
    def _root(number: int) -> bytes:
        return encode_amount(10**9 + number)

    # ---- roll

    def attest(
        self,
        person: int,
        who: int | Address,
        until: int = NEVER,
        since: int | None = None,
        issuer: int = 900,
        kind: int = 1,
    ) -> Self:
        """An iD for tag `person` with account `who`; `until` and `since` in seconds after START."""
        position = self._next()
        began = self.time if since is None else START + since
        return self._add(
            AttestationRow(
                *position,
                person_tag=tag(person),
                holder=account(who) if isinstance(who, int) else who,
                issuer=account(issuer),
                uid=hash32("uid", position.block_number * 1000 + position.log_index),
                schema=PERSON_SCHEMA if kind == 1 else ORGANISATION_SCHEMA,
                kind=kind,
                since=began,
                expiration_time=START + until,
            )
        )

    def end(self, person: int, who: int | Address, how: End) -> Self:
        holder = account(who) if isinstance(who, int) else who
        return self._add(AttestationEndRow(*self._next(), tag(person), holder, how.value, self.time))

    def move(self, person: int, old: int, new: int) -> Self:
        """A recovery is completed: both rows are of one event."""
        self.end(person, old, End.MOVED)
        self._log -= 1
        return self.attest(person, new)

    def open_case(self, person: int, who: int, number: int = 1, suspended_until: int = 0) -> Self:
        """Notice by an issuer; `suspended_until` in seconds after START, unless it is 0."""
        stop = START + suspended_until if suspended_until else 0
        facts = (tag(person), number, account(who), account(900), 1, hash32("reason", person))
        self._add(CaseNoticeRow(*self._next(), *facts, self.time + 100, self.time + 500, stop))
        return self.suspend(person, suspended_until) if suspended_until else self

    def case_step(self, person: int, step: CaseStep, number: int = 1) -> Self:
        return self._add(CaseStepRow(*self._next(), tag(person), number, step.value))

    def ask_for(self, person: int, old: int, new: int, accreditation: int = 1, until: int = NEVER) -> Self:
        """A request for an iD; `until` in seconds after START."""
        accounts = (account(old), account(new))
        terms = (hash32("uid", person), START + until, accreditation)
        return self._add(
            RecoveryRow(
                *self._next(), tag(person), *accounts, RecoveryStep.STARTED.value, self.time + 100, *terms
            )
        )

    def ground(self, number: int, definition: str = "", retired: bool = False) -> Self:
        return self._add(GroundRow(*self._next(), hash32("ground", number), definition, int(retired)))

    def suspend(self, person: int, until: int) -> Self:
        """`until` in seconds after START."""
        return self._add(SuspensionRow(*self._brief(), tag(person), START + until))

    # ---- issuers

    def schema(
        self, uid: Hash32 = PERSON_SCHEMA, kind: int = 1, definition: str = "A living human being."
    ) -> Self:
        return self._add(IdSchemaRow(*self._next(), uid, kind, definition))

    def accredit(
        self,
        number: int,
        issuer: int = 900,
        until: int = NEVER,
        schema: Hash32 = PERSON_SCHEMA,
        *,
        cap: int = 100,
        signer: bytes = b"",
        suspended_until: int = 0,
        step: AccreditationStep = AccreditationStep.ACCREDITED,
    ) -> Self:
        """`until` in seconds after START, and `suspended_until` too, unless it is 0."""
        self._accredited[number] = self.time
        term = (self.time, START + until)
        stop = START + suspended_until if suspended_until else 0
        facts = (number, account(issuer), schema, *term, cap, signer, stop, step.value)
        return self._add(AccreditationRow(*self._next(), *facts))

    def withdraw(self, number: int, issuer: int = 900, schema: Hash32 = PERSON_SCHEMA) -> Self:
        facts = (number, account(issuer), schema, self._accredited[number], self.time, 100, b"", 0)
        return self._add(AccreditationRow(*self._next(), *facts, AccreditationStep.WITHDRAWN.value))

    # ---- positions

    @contextmanager
    def one_transaction(self) -> Iterator[None]:
        """What is told within it happens in one transaction."""
        self._together = hash32("transaction", self.block * 1000 + self._log + 1)
        yield
        self._together = None

    def _next(self) -> Position:
        self._log += 1
        tx_hash = self._together or hash32("transaction", self.block * 1000 + self._log)
        return Position(self.block, self._log, tx_hash, self.time)

    def _brief(self) -> tuple[int, int, int]:
        position = self._next()
        return position.block_number, position.log_index, position.block_time

    def _add(self, row: Row) -> Self:
        self._rows.append(row)
        return self


def tell(database: Database, kind: Change, subject: str = "", **data: object) -> None:
    """Puts one change into the outbox, as the indexer does."""
    with database.write() as writer:
        append_changes(writer, [new_change(1, kind, subject, data)])
