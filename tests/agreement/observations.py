"""What can be read of the system after a script, in the order of `Agreement.t.sol`."""

from collections.abc import Iterator

from tests.agreement.basics import DAY
from tests.agreement.identity.issuers import ORGANISATION, PERSON
from tests.agreement.life import ACCOUNTS, ISSUERS, START, TAGS, Life

COMMITMENTS = 12


def observe(life: Life) -> Iterator[int]:
    times = [START + (life.now - START) * part // 8 for part in range(9)] + [life.now + DAY]
    for account in range(ACCOUNTS):
        yield from _account(life, account, times)
    yield from (life.records.count.at(time) for time in times[:-1])
    for tag in range(TAGS):
        yield from _identity(life, tag)
        yield from _case(life, tag, times[:-1])
        yield from _recovery(life, tag)
    for issuer in ISSUERS:
        for kind in (PERSON, ORGANISATION):
            yield from _mandate(life, issuer, kind)
    tree = life.tree
    yield from (len(tree.places), len(tree.leaves), tree.clear_until, tree.ended_leaves)
    for number in sorted(life.assembly.proposals):
        yield from _proposal(life, number)


def _account(life: Life, account: int, times: list[int]) -> Iterator[int]:
    records, now = life.records, life.now
    yield from (records.is_holder_at(now, account, time) for time in times)
    yield records.is_registered(now, account)
    tag = records.tag_of.get(account)
    yield 0 if tag is None else tag + 1
    yield (
        tag is not None
        and records.identities[tag].counted
        and records.identities[tag].present.holder == account
    )
    yield life.token.balances.get(account, 0)
    yield life.token.votes_at(account, now)


def _identity(life: Life, tag: int) -> Iterator[int]:
    identity = life.records.identities.get(tag)
    if identity is None:
        yield from (0,) * 7
        return
    stint, counted = identity.present, identity.counted
    yield from (stint.holder + 1, identity.issuer if counted else 0, identity.kind if counted else 0)
    yield from (identity.kind, stint.since, stint.until, life.tree.commitment_of(tag))


def _case(life: Life, tag: int, times: list[int]) -> Iterator[int]:
    case, identity = life.cases.files.get(tag), life.records.identities.get(tag)
    if case is None or identity is None:
        yield from (0,) * (7 + len(times))
        return
    yield from (case.number, life.cases.phase(life.now, tag), case.by_issuer)
    yield from (case.opened, case.appeal_until, case.decide_until)
    yield identity.suspensions[-1].until if identity.suspensions else 0
    yield from (identity.suspended_at(time) for time in times)


def _recovery(life: Life, tag: int) -> Iterator[int]:
    request = life.recovery.pending(life.now, tag)
    if request is None:
        yield from (0,) * 4
    else:
        number = accreditation(request.offer.issuer, request.offer.kind)
        yield from (request.offer.holder + 1, request.ready_at, request.offer.until, number)


def _mandate(life: Life, issuer: int, kind: int) -> Iterator[int]:
    if life.register.may_attest(life.now, issuer, kind):
        item = life.register.accreditations[issuer, kind]
        yield from (accreditation(issuer, kind), kind, item.valid_from, item.cap, item.key != 0)
    else:
        yield from (0,) * 5
    yield life.offers.used_today(life.now, issuer, kind)


def accreditation(issuer: int, kind: int) -> int:
    """Its number in the register."""
    return 1 + 2 * ISSUERS.index(issuer) + (kind == ORGANISATION)


def _proposal(life: Life, number: int) -> Iterator[int]:
    assembly, proposal, now = life.assembly, life.assembly.proposals[number], life.now
    yield from (number, assembly.state(now, number), proposal.snapshot, proposal.deadline)
    track = proposal.track
    yield from (track.token_house, track.holder_house, track.token_quorum, track.holder_quorum, track.secret)
    yield from (*proposal.tokens, *proposal.persons)
    if now > proposal.snapshot:
        yield from assembly.quorums(proposal)
    yield from assembly.results(now, proposal)
    yield from (account in proposal.ballots for account in range(ACCOUNTS))
    yield from (tag in proposal.ballots.values() for tag in range(TAGS))
    yield number in life.box.frozen
    if number in life.box.frozen:
        yield from ((number, commitment) in life.box.spent for commitment in range(1, COMMITMENTS + 1))
