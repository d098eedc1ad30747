"""What a script does next: mostly something that matters now, often at the second where it starts or stops.

Each function lists steps about one part of the law. Many of them are refused, and are meant to be.
"""

from collections.abc import Callable
from random import Random

from tests.agreement.basics import DAO, DAY
from tests.agreement.governance.assembly import (
    ABSTAIN,
    ACTIVE,
    AGAINST,
    FOR,
    PENDING,
    QUEUED,
    SUCCEEDED,
    Proposal,
)
from tests.agreement.identity.cases import APPEALED, CLOSED, NONE, OPEN
from tests.agreement.identity.issuers import ORGANISATION, PERSON
from tests.agreement.identity.offers import RESERVED
from tests.agreement.identity.records import Identity
from tests.agreement.life import (
    ACCOUNTS,
    ALONE,
    CAP,
    FORGED,
    GUARDIAN,
    IN_BATCH,
    IN_NO_BATCH,
    IN_PERSON,
    ISSUERS,
    MATTERS,
    MINNOW,
    RELAYED,
    TAGS,
    TRADER,
    WHALE,
    YEAR,
    Act,
    Life,
    Matter,
    Step,
)
from tests.agreement.observations import COMMITMENTS

FAR = 100 * DAY
WAITS = (0, 0, 0, 1, 60, 3_600, DAY, DAY + 1, 2 * DAY, 7 * DAY, 14 * DAY, 30 * DAY, 74 * DAY)
TERMS = (DAY, 30 * DAY, 100 * DAY) + (YEAR,) * 4 + (5 * YEAR,) * 4 + (6 * YEAR,)
WAYS = (IN_PERSON, IN_PERSON, RELAYED, RELAYED, FORGED)
BATCHES = (ALONE,) * 10 + (IN_BATCH,) * 9 + (IN_NO_BATCH,)
SUPPORT = (FOR,) * 12 + (AGAINST, AGAINST, ABSTAIN, ABSTAIN, 3)

OFFICIAL = {
    Act.OPEN_CASE,
    Act.DECIDE,
    Act.WITHDRAW_CASE,
    Act.ACCREDIT,
    Act.WITHDRAW,
    Act.APPOINT,
    Act.SET_TRACK,
}

TO_ACCOUNT = {Act.TRANSFER, Act.DELEGATE, Act.APPOINT}


def choose(life: Life, chance: Random, mood: int) -> Step:
    """By mood a script is about the Assembly, about the roll, or about both."""
    empty = len(_persons(life)) < 3
    parts: tuple[tuple[Callable[[Life, Random], list[Step]], tuple[int, int, int]], ...] = (
        (_on_proposals, (70, 6, 40)),
        (_new_proposals, (5, 1, 4)),
        (_admissions, (40, 30, 40) if empty else (3, 8, 5)),
        (_on_identities, (1, 8, 4)),
        (_on_cases, (2, 24, 16)),
        (_on_recoveries, (1, 16, 6)),
        (_on_leaves, (14, 12, 12)),
        (_on_issuers, (2, 6, 4)),
        (_on_tokens, (3, 1, 2)),
        (_anything, (3, 5, 4)),
    )
    weights = [weights[mood] for _, weights in parts]
    moves: list[Step] = []
    while not moves:
        [(part, _)] = chance.choices(parts, weights)
        moves = part(life, chance)
    return chance.choice(moves)


# ---- the Assembly


def _on_proposals(life: Life, chance: Random) -> list[Step]:
    moves: list[Step] = []
    for number, proposal in life.assembly.proposals.items():
        state = life.assembly.state(life.now, number)
        if state == PENDING:
            moves += _before_vote(life, chance, number, proposal)
        if state == ACTIVE:
            moves += _during_vote(life, chance, number, proposal)
        if state == SUCCEEDED:
            moves += [Step(Act.QUEUE, number=number, wait=chance.choice((0, 1, 60, DAY)))] * 6
            moves += [
                Step(Act.EXECUTE, number=number),
                Step(Act.CANCEL, who=proposal.proposer, number=number),
            ]
        if state == QUEUED:
            moves += [Step(Act.EXECUTE, number=number, wait=_about(life, chance, proposal.eta))] * 2
    return moves


def _before_vote(life: Life, chance: Random, number: int, proposal: Proposal) -> list[Step]:
    start = _about(life, chance, proposal.snapshot + 1)
    moves = [_vote(life, chance, number, start)] * 3
    moves += [Step(Act.CANCEL, who=proposal.proposer if chance.random() < 0.2 else 0, number=number)]
    if proposal.track.secret:
        moves += [Step(Act.FREEZE, number=number, wait=chance.choice((0, 0, start)))] * 2
        moves += _on_leaves(life, chance)
        moves += [_ballot(life, chance, number, start)]
    return moves


def _during_vote(life: Life, chance: Random, number: int, proposal: Proposal) -> list[Step]:
    end = _about(life, chance, proposal.deadline + 1)
    moves = [_vote(life, chance, number, chance.choice((0, 0, 1))) for _ in range(12)]
    moves += [_vote(life, chance, number, chance.choice((end, max(0, end - DAY))))]
    moves += [Step(Act.QUEUE, number=number, wait=end)]
    moves += _moved_voters(life, chance, number)
    if proposal.track.secret:
        moves += [
            _ballot(life, chance, number, chance.choice((0, 0, 0, 1, max(0, end - DAY)))) for _ in range(12)
        ]
    return moves


def _vote(life: Life, chance: Random, number: int, wait: int) -> Step:
    """Mostly by somebody who has not voted and has a vote."""
    track, ballots = life.assembly.proposals[number].track, life.assembly.proposals[number].ballots
    able = [WHALE, TRADER, MINNOW] if track.token_house else []
    able += _persons(life) if track.holder_house and not track.secret else []
    able = [account for account in able if account not in ballots]
    voters = able if able and chance.random() < 0.85 else range(ACCOUNTS)
    way = chance.choice((IN_PERSON,) * 8 + (RELAYED,) * 5 + (FORGED,))
    return Step(
        Act.VOTE, who=chance.choice(voters), number=number, choice=chance.choice(SUPPORT), way=way, wait=wait
    )


def _ballot(life: Life, chance: Random, number: int, wait: int) -> Step:
    frozen = sorted(life.box.frozen.get(number, ()))
    commitment = (
        chance.choice(frozen) if frozen and chance.random() < 0.9 else 1 + chance.randrange(COMMITMENTS)
    )
    way = FORGED if chance.random() < 0.1 else IN_PERSON
    choice = chance.choice(SUPPORT)
    return Step(Act.VOTE_IN_SECRET, number=number, key=commitment, choice=choice, way=way, wait=wait)


def _moved_voters(life: Life, chance: Random, number: int) -> list[Step]:
    """Who has voted as a person leaves, comes back with another account, and tries again."""
    moves: list[Step] = []
    ballots = life.assembly.proposals[number].ballots
    for account, tag in ballots.items():
        if tag is None:
            continue
        identity = life.records.identities[tag]
        if not identity.stands(life.now):
            moves += [_offer(life, chance, chance.randrange(ACCOUNTS), tag, wait=1)] * 2
        elif identity.present.holder == account:
            moves += [Step(Act.EXIT, who=account)]
        elif identity.present.holder not in ballots:
            moves += [
                Step(Act.VOTE, who=identity.present.holder, number=number, choice=chance.randrange(3))
            ] * 3
    return moves


def _new_proposals(life: Life, chance: Random) -> list[Step]:
    """The DAO decides about cases most of all; it is told again what it has been told."""
    numbers = [chance.randrange(3 * MATTERS)]
    for tag, case in life.cases.files.items():
        if case.number <= 2:
            serial = tag + TAGS * (case.number - 1)
            numbers += [serial * MATTERS + matter for matter in (Matter.UPHOLD, Matter.DISMISS_AND_PAY)]
    number = chance.choice(numbers)
    return [Step(Act.PROPOSE, who=chance.choice(_persons(life) or [WHALE]), number=number)] * 4 + [
        Step(Act.PROPOSE, who=chance.randrange(ACCOUNTS), number=number)
    ]


# ---- the roll


def _admissions(life: Life, chance: Random) -> list[Step]:
    tag = chance.choice((*range(TAGS), *range(TAGS), *range(TAGS), RESERVED))
    identity = life.records.identities.get(tag)
    account = _account(life, chance)
    if identity and chance.random() < (0.9 if identity.stands(life.now) else 0.4):
        account = identity.present.holder
    return [_offer(life, chance, account, tag, wait=chance.choice((0, 0, 0, 1, DAY)))]


def _offer(life: Life, chance: Random, account: int, tag: int, wait: int, act: Act = Act.ACCEPT) -> Step:
    """Mostly by the issuer of the last attestation, of the same kind, with the right key, made just now."""
    identity = life.records.identities.get(tag)
    moment, often = life.now + wait, chance.random() < 0.93
    kind = identity.kind if identity and often else chance.choice((PERSON,) * 5 + (ORGANISATION,))
    able = [issuer for issuer in ISSUERS if life.register.may_attest(moment, issuer, kind)]
    issuer = chance.choice(able if able and often else ISSUERS)
    if identity and identity.issuer in able and often:
        issuer = chance.choice((identity.issuer, identity.issuer, issuer))
    mandate = life.register.accreditations.get((issuer, kind))
    term = chance.choice(TERMS)
    if identity and identity.stands(moment) and often:
        term = max(term, identity.present.until - moment + chance.choice((0, 1, 1, DAY, DAY, YEAR)))
    return Step(
        act,
        who=account,
        tag=tag,
        issuer=issuer,
        kind=kind,
        choice=chance.choice(BATCHES if act == Act.ACCEPT else (0,)),
        way=chance.choice((*WAYS[:4] * 4, *WAYS)),
        key=mandate.key if mandate and chance.random() < 0.95 else chance.randrange(3),
        issued=moment - chance.choice((0,) * 20 + (1, 1, DAY, 40 * DAY, -1)),
        until=moment + term,
        deadline=moment + chance.choice((0,) * 8 + (DAY,) * 8 + (-1,)),
        wait=wait,
    )


def _on_identities(life: Life, chance: Random) -> list[Step]:
    moves: list[Step] = []
    for tag, identity in life.records.identities.items():
        stint = identity.present
        if identity.stands(life.now):
            wait = chance.choice(WAITS)
            signature = {"issued": stint.since, "deadline": life.now + wait - chance.choice((0, 0, 0, 1))}
            moves += [Step(Act.EXIT, who=stint.holder, wait=wait)]
            moves += [
                Step(Act.EXIT_SIGNED, who=stint.holder, tag=tag, way=RELAYED, wait=wait, **signature)
            ] * 2
            signature["issued"] = identity.stints[0].since
            moves += [Step(Act.EXIT_SIGNED, who=stint.holder, tag=tag, way=RELAYED, wait=wait, **signature)]
            moves += [Step(Act.SWEEP, tag=tag, wait=_about(life, chance, stint.until))]
            moves += [Step(Act.EXIT, who=former.holder) for former in identity.stints[-2:-1]]
        elif identity.counted:
            moves += [Step(Act.SWEEP, tag=tag)] * 2
    return moves


def _on_cases(life: Life, chance: Random) -> list[Step]:
    moves: list[Step] = []
    for tag, identity in life.records.identities.items():
        phase = life.cases.phase(life.now, tag)
        if identity.stands(life.now) and phase in {NONE, CLOSED}:
            moves += [_notice(chance, tag, identity)]
        if phase in {OPEN, APPEALED}:
            moves += _on_case(life, chance, tag, identity)
    return moves


def _on_case(life: Life, chance: Random, tag: int, identity: Identity) -> list[Step]:
    case, holder = life.cases.files[tag], identity.present.holder
    end = _about(life, chance, case.appeal_until)
    wait = chance.choice((0, 0, DAY, end, end))
    number = case.number if chance.random() < 0.9 else 1
    issuer = chance.choice((identity.issuer, identity.issuer, *ISSUERS, DAO))
    uphold = chance.randrange(2)
    moves = [Step(Act.APPEAL, who=holder, tag=tag, number=number, way=chance.choice(WAYS), wait=wait)] * 3
    moves += [Step(Act.CONCLUDE, tag=tag, wait=_about(life, chance, case.appeal_until))] * 2
    moves += [Step(Act.DECIDE, who=DAO, tag=tag, number=number, choice=uphold, wait=wait)]
    moves += [Step(Act.WITHDRAW_CASE, who=issuer, tag=tag, wait=chance.choice((0, 1, DAY)))]
    moves += [_offer(life, chance, holder, tag, wait=chance.choice((0, 1))), _notice(chance, tag, identity)]
    if case.phase == APPEALED:
        lapse = _about(life, chance, case.decide_until)
        moves += [Step(Act.DECIDE, who=DAO, tag=tag, number=number, choice=uphold, wait=lapse)] * 2
    return moves


def _notice(chance: Random, tag: int, identity: Identity) -> Step:
    opener = chance.choice((identity.issuer, identity.issuer, *ISSUERS, DAO, DAO, 0))
    return Step(Act.OPEN_CASE, who=opener, tag=tag, choice=chance.randrange(2), wait=chance.choice((0, 0, 1)))


def _on_recoveries(life: Life, chance: Random) -> list[Step]:
    moves: list[Step] = []
    for tag, identity in life.records.identities.items():
        request = life.recovery.pending(life.now, tag)
        if request:
            ready = _about(life, chance, request.ready_at)
            moves += [Step(Act.COMPLETE, tag=tag, wait=ready)] * 3
            moves += [Step(Act.COMPLETE, tag=tag, wait=_about(life, chance, request.offer.until))]
            refuser = chance.choice((identity.present.holder, identity.present.holder, request.offer.holder))
            moves += [Step(Act.VETO, who=refuser, tag=tag, wait=chance.choice((0, 0, ready)))]
            moves += [_offer(life, chance, _account(life, chance), tag, 1, Act.START_RECOVERY)]
            moves += [_offer(life, chance, request.offer.holder, chance.randrange(TAGS), 1)]
            office = {"issuer": request.offer.issuer, "kind": request.offer.kind}
            moves += [Step(Act.WITHDRAW, who=DAO, **office)]
            moves += [Step(Act.ACCREDIT, who=DAO, **office, until=life.now + YEAR, number=CAP)]
        elif identity.stands(life.now):
            rest = _about(life, chance, life.recovery.rests_until.get(tag, 0))
            account = _account(life, chance)
            moves += [_offer(life, chance, account, tag, chance.choice((0, 0, rest)), Act.START_RECOVERY)] * 2
    return moves


def _on_leaves(life: Life, chance: Random) -> list[Step]:
    moves = [Step(Act.SETTLE, number=chance.choice((1, 30, 92, 255)))]
    for tag, identity in life.records.identities.items():
        leaf, commitment = life.tree.leaves.get(tag), 1 + chance.randrange(COMMITMENTS)
        if identity.stands(life.now) and (leaf is None or chance.random() < 0.2):
            moves += [Step(Act.JOIN, who=identity.present.holder, number=commitment)] * 3
        if leaf:
            due = _about(life, chance, leaf.due * DAY)
            wait = chance.choice((0, 0, due)) if identity.stands(life.now) else 0
            moves += [Step(Act.REPLACE, who=identity.present.holder, number=commitment)]
            moves += [Step(Act.PRUNE, tag=tag, wait=wait), Step(Act.REFRESH, tag=tag, wait=wait)]
    return moves


def _on_issuers(life: Life, chance: Random) -> list[Step]:
    """Mostly about one that is not in order."""
    issuer, kind = chance.choice(ISSUERS), chance.choice((PERSON, PERSON, ORGANISATION))
    item = life.register.accreditations.get((issuer, kind))
    term = {
        "until": life.now + chance.choice((0, DAY, YEAR, 3 * YEAR, 5 * YEAR)),
        "number": chance.choice((0, 1, 2, 3)),
    }
    office = {"issuer": issuer, "kind": kind}
    moves = [Step(Act.ACCREDIT, who=DAO, **office, **term)]
    if life.register.guardian != GUARDIAN:
        moves += [Step(Act.APPOINT, who=DAO, number=GUARDIAN)]
    if item and item.may_attest(life.now):
        moves += [Step(Act.WITHDRAW, who=DAO, **office)]
        moves += [Step(Act.SUSPEND_ISSUANCE, who=chance.choice((GUARDIAN, life.register.guardian)), **office)]
        moves += [Step(Act.SET_KEY, **office, key=chance.randrange(2))]
        return moves
    moves += [Step(Act.ACCREDIT, who=DAO, **office, until=life.now + 3 * YEAR, number=CAP)] * 4
    if item and item.in_force(life.now):
        moves += [Step(Act.SET_KEY, **office, key=chance.randrange(2))]
        moves += [_offer(life, chance, 0, 0, wait=_about(life, chance, item.suspended_until))]
    return moves


def _on_tokens(life: Life, chance: Random) -> list[Step]:
    who, other, amount = chance.randrange(ACCOUNTS), chance.randrange(ACCOUNTS), chance.randrange(30)
    return [
        Step(Act.TRANSFER, who=who, number=other, choice=amount, wait=1),
        Step(Act.DELEGATE, who=who, number=other, wait=1),
        Step(
            Act.SET_TRACK,
            who=DAO,
            number=chance.randrange(5),
            key=chance.choice((0, 0, 30, 50, 51)),
            kind=chance.choice((0, 0, 10, 50, 51)),
            choice=amount % 2,
        ),
    ]


# ---- and anything else


def _anything(life: Life, chance: Random) -> list[Step]:
    wait = chance.choice(WAITS)
    moment = life.now + wait
    act = chance.choice(list(Act))
    return [
        Step(
            act,
            who=chance.choice((DAO, GUARDIAN, *ISSUERS) if act in OFFICIAL else range(ACCOUNTS)),
            tag=chance.randrange(RESERVED + 1),
            number=chance.randrange(ACCOUNTS if act in TO_ACCOUNT else 3 * MATTERS),
            choice=chance.randrange(3),
            issuer=chance.choice(ISSUERS),
            kind=chance.choice((PERSON, ORGANISATION)),
            way=chance.choice(WAYS),
            key=chance.randrange(3),
            issued=moment - chance.choice((0, 0, 1, DAY)),
            until=moment + chance.choice(TERMS),
            deadline=moment + chance.choice((0, DAY)),
            wait=wait,
        )
    ]


def _account(life: Life, chance: Random) -> int:
    """Mostly one that holds no iD."""
    free = [account for account in range(ACCOUNTS) if not life.records.holds(life.now, account)]
    return chance.choice(free if free and chance.random() < 0.85 else range(ACCOUNTS))


def _persons(life: Life) -> list[int]:
    identities = life.records.identities.values()
    return [item.present.holder for item in identities if item.kind == PERSON and item.stands(life.now)]


def _about(life: Life, chance: Random, time: int) -> int:
    """How long to wait for a moment: until it, or a second less or more; seldom for one that is far."""
    wait = max(0, time - life.now + chance.choice((-1, 0, 0, 0, 1)))
    return wait if wait < FAR or chance.random() < 0.1 else 0
