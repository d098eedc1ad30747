"""The system as the scripts find it, and what each step of a script does to it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import IntEnum, auto

from tests.agreement.basics import DAO, DAY, Refused, Trace, require
from tests.agreement.governance.assembly import Assembly
from tests.agreement.governance.box import Box
from tests.agreement.governance.token import UNIT, Token
from tests.agreement.governance.tracks import BOTH_HOUSES, MEMBERSHIP, SECRET, TREASURY, Track, Tracks
from tests.agreement.identity.cases import Cases
from tests.agreement.identity.issuers import ORGANISATION, PERSON, Register
from tests.agreement.identity.offers import Offer, Offers
from tests.agreement.identity.records import Records
from tests.agreement.identity.recovery import Recovery
from tests.agreement.identity.tree import Tree

START = 1_900_000_000
YEAR = 365 * DAY
LAST_ACCREDITATION = START + 4 * YEAR - DAY
ACCOUNTS, TAGS, MATTERS = 7, 4, 10
WHALE, TRADER, MINNOW, OUTSIDER = 3, 4, 5, 6  # accounts 0 to 2 have no tokens
ISSUERS, GUARDIAN = (8, 9), 10
CAP, DEPTH = 2, 2
IN_PERSON, RELAYED, FORGED = range(3)
ALONE, IN_BATCH, IN_NO_BATCH = range(3)


class Act(IntEnum):
    """In the order of `Agreement.t.sol`."""

    ACCEPT = 0
    EXIT = auto()
    EXIT_SIGNED = auto()
    SWEEP = auto()
    OPEN_CASE = auto()
    APPEAL = auto()
    CONCLUDE = auto()
    DECIDE = auto()
    WITHDRAW_CASE = auto()
    START_RECOVERY = auto()
    VETO = auto()
    COMPLETE = auto()
    ACCREDIT = auto()
    WITHDRAW = auto()
    SUSPEND_ISSUANCE = auto()
    SET_KEY = auto()
    APPOINT = auto()
    JOIN = auto()
    REPLACE = auto()
    PRUNE = auto()
    REFRESH = auto()
    SETTLE = auto()
    TRANSFER = auto()
    DELEGATE = auto()
    SET_TRACK = auto()
    PROPOSE = auto()
    VOTE = auto()
    VOTE_IN_SECRET = auto()
    FREEZE = auto()
    QUEUE = auto()
    EXECUTE = auto()
    CANCEL = auto()


class Matter(IntEnum):
    """What a proposal would do: its number modulo `MATTERS`."""

    ACCREDIT = 0
    PAY = auto()
    ACCREDIT_AND_PAY = auto()
    LOW_HOLDER_QUORUM = auto()
    HIGH_HOLDER_QUORUM = auto()
    TOKEN_QUORUM = auto()
    UPHOLD = auto()
    DISMISS_AND_PAY = auto()
    OPEN_CASE = auto()
    WITHDRAW = auto()


TRACKS_OF = {
    Matter.ACCREDIT: (MEMBERSHIP,),
    Matter.PAY: (TREASURY,),
    Matter.ACCREDIT_AND_PAY: (MEMBERSHIP, TREASURY),
    Matter.UPHOLD: (SECRET,),
    Matter.DISMISS_AND_PAY: (SECRET, TREASURY),
    Matter.OPEN_CASE: (MEMBERSHIP,),
    Matter.WITHDRAW: (MEMBERSHIP,),
}


def case_of(number: int) -> tuple[int, int]:
    """The person tag that a proposal is about, and the number of the case."""
    serial = number // MATTERS
    return serial % TAGS, 1 + serial // TAGS


@dataclass(frozen=True)
class Step:
    """One act. What a field means depends on the act; times are seconds since 1970, `wait` is a duration."""

    act: Act
    who: int = 0
    tag: int = 0
    number: int = 0
    choice: int = 0
    issuer: int = 0
    kind: int = 0
    way: int = IN_PERSON
    key: int = 0
    issued: int = 0
    until: int = 0
    deadline: int = 0
    wait: int = 0

    @property
    def signer(self) -> int:
        return -1 if self.way == FORGED else self.who

    @property
    def offer(self) -> Offer:
        facts = (self.who, self.issuer, self.kind, self.tag)
        return Offer(*facts, self.issued, self.until, self.deadline, self.key)


@dataclass
class Life:
    now: int = START
    register: Register = field(default_factory=lambda: Register(GUARDIAN))
    records: Records = field(default_factory=Records)
    token: Token = field(default_factory=Token)

    def __post_init__(self) -> None:
        self.cases = Cases(self.register, self.records)
        self.offers = Offers(self.register, self.records, self.cases)
        self.recovery = Recovery(self.offers)
        self.tree = Tree(self.records, DEPTH, START // DAY)
        membership = Track(False, True, holder_quorum=50)
        secret = Track(False, True, holder_quorum=50, secret=True)
        treasury = Track(True, False, token_quorum=20)
        self.tracks = Tracks([Track(True, True), membership, secret, treasury])
        self.assembly = Assembly(self.records, self.token, Trace([(START, 10)]), Trace([(START, 30)]))
        self.box = Box(self.assembly, self.tree)
        for issuer, kind in ((8, PERSON), (8, ORGANISATION), (9, PERSON)):
            self.register.accredit(START, DAO, issuer, kind, LAST_ACCREDITATION, CAP)
        self.token.balances = {
            WHALE: 400_000 * UNIT,
            TRADER: 200_000 * UNIT,
            MINNOW: 50_000 * UNIT,
            DAO: 350_000 * UNIT,
        }
        for account in (WHALE, TRADER, MINNOW):
            self.token.delegate(START, account, account)

    def play(self, step: Step) -> bool:
        """Whether the step is allowed; one that is refused changes nothing but the time."""
        self.now += step.wait
        try:
            self.do(step)
        except Refused:
            return False
        return True

    def do(self, step: Step) -> None:
        self._acts()[step.act](step)

    def _acts(self) -> tuple[Callable[[Step], None], ...]:
        now, register, records, cases, recovery = (
            self.now,
            self.register,
            self.records,
            self.cases,
            self.recovery,
        )
        tree, token, tracks, assembly, box = self.tree, self.token, self.tracks, self.assembly, self.box
        return (
            self._accept,
            lambda s: records.exit(now, s.who),
            lambda s: records.exit_signed(now, s.tag, s.signer, s.issued, s.deadline),
            lambda s: records.sweep(now, s.tag),
            lambda s: cases.open(now, s.who, s.tag, s.choice == 1),
            self._appeal,
            lambda s: cases.conclude(now, s.tag),
            lambda s: cases.decide(now, s.who, s.tag, s.number, s.choice == 1),
            lambda s: cases.withdraw(now, s.who, s.tag),
            lambda s: recovery.start(now, s.offer, s.signer),
            lambda s: recovery.veto(now, s.tag, s.who),
            lambda s: recovery.complete(now, s.tag),
            lambda s: register.accredit(now, s.who, s.issuer, s.kind, s.until, s.number),
            lambda s: register.withdraw(now, s.who, s.issuer, s.kind),
            lambda s: register.suspend_issuance(now, s.who, s.issuer, s.kind),
            lambda s: register.set_key(now, s.issuer, s.kind, s.key),
            lambda s: register.appoint(s.who, s.number),
            lambda s: tree.join(now, s.who, s.number),
            lambda s: tree.replace(now, s.who, s.number),
            lambda s: tree.prune(now, s.tag),
            lambda s: tree.refresh(now, s.tag),
            lambda s: tree.settle(now, s.number),
            lambda s: token.transfer(now, s.who, s.number, s.choice * 10_000 * UNIT),
            lambda s: token.delegate(now, s.who, s.number),
            lambda s: tracks.set(s.who, s.number, s.kind, s.key, s.choice == 1),
            self._propose,
            self._vote,
            self._vote_in_secret,
            lambda s: box.freeze(now, s.number),
            lambda s: assembly.queue(now, s.number),
            self._execute,
            lambda s: assembly.cancel(now, s.who, s.number),
        )

    def _accept(self, step: Step) -> None:
        require(step.choice != IN_NO_BATCH)
        self.offers.accept(self.now, step.offer, step.signer)

    def _appeal(self, step: Step) -> None:
        if step.way == IN_PERSON:
            self.cases.appeal(self.now, step.tag, step.who)
        else:
            self.cases.appeal_signed(self.now, step.tag, step.signer, step.number)

    def _propose(self, step: Step) -> None:
        tracks = [self.tracks.tracks[number] for number in TRACKS_OF.get(_matter(step), (BOTH_HOUSES,))]
        self.assembly.propose(self.now, step.who, step.number, tracks[0].union(tracks[-1]))
        self.box.open(self.now, step.number)

    def _vote(self, step: Step) -> None:
        require(step.signer == step.who)
        self.assembly.vote(self.now, step.who, step.number, step.choice)

    def _vote_in_secret(self, step: Step) -> None:
        """The proof is for this choice, unless somebody has tampered with it."""
        require(step.way != FORGED)
        self.box.cast(self.now, step.number, step.key, step.choice)

    def _execute(self, step: Step) -> None:
        self.assembly.check_execution(self.now, step.number)
        self._enact(_matter(step), *case_of(step.number))
        self.assembly.proposals[step.number].executed = True

    def _enact(self, matter: Matter, tag: int, case: int) -> None:
        now, register = self.now, self.register
        if matter in {Matter.ACCREDIT, Matter.ACCREDIT_AND_PAY}:
            register.accredit(now, DAO, ISSUERS[1], PERSON, LAST_ACCREDITATION, CAP)
        if matter in {Matter.UPHOLD, Matter.DISMISS_AND_PAY}:
            self.cases.decide(now, DAO, tag, case, matter == Matter.UPHOLD)
        if matter in {Matter.PAY, Matter.ACCREDIT_AND_PAY, Matter.DISMISS_AND_PAY}:
            self.token.transfer(now, DAO, OUTSIDER, UNIT)
        if matter in {Matter.LOW_HOLDER_QUORUM, Matter.HIGH_HOLDER_QUORUM}:
            self.assembly.holder_quorum.set(now, 20 if matter == Matter.LOW_HOLDER_QUORUM else 50)
        if matter == Matter.TOKEN_QUORUM:
            self.assembly.token_quorum.set(now, 25)
        if matter == Matter.OPEN_CASE:
            self.cases.open(now, DAO, tag, suspend=True)
        if matter == Matter.WITHDRAW:
            register.withdraw(now, DAO, ISSUERS[0], PERSON)


def _matter(step: Step) -> Matter:
    return Matter(step.number % MATTERS)
