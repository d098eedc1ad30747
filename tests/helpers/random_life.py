"""A DAO's life by chance: transactions that the contracts accept, in an order that nobody would think of."""

from collections.abc import Callable
from contextlib import suppress
from random import Random
from typing import Any

from lexiarch.domain.chain import ZERO_ADDRESS, Address
from tests.helpers.fake_dao import ORGANISATION_SCHEMA, PERSON_SCHEMA, Act, FakeDao, account, tag
from tests.helpers.model.common import DAO, Refused
from tests.helpers.model.governor import RULES, Terms

_PEOPLE = 7
_LONG_WAIT = 0.01
_TERMS = (30, 1000, 3000, 100_000, 300_000)
"""Of iDs; the last two reach into another day."""
_Call = tuple[str, str, tuple[Any, ...]]
_MOVES = {1: "vote", 4: "queue", 5: "execute"}
"""What can be done with a proposal in a state."""

_REASONS = ("", "because", "params", "日本語 🗳", "nul\x00 and\nlines")


def live(dao: FakeDao, chance: Random, blocks: int) -> None:
    """Adds blocks, most of them with a few transactions."""
    for _ in range(blocks):
        for _ in range(chance.choice((0, 1, 1, 2, 6))):
            contract, method, arguments = _transaction(dao, chance)
            with suppress(Refused):
                dao.do(contract, method, *arguments)
        seconds = 40_000 if chance.random() < _LONG_WAIT else chance.choice((1, 12, 12, 30))
        dao.mine(seconds, noise=chance.choice((0, 0, 3)))


def fork(dao: FakeDao, chance: Random, depth: int, grow: int) -> None:
    """Another fork takes over: it has some of the transactions of the old one, and others.

    Args:
        depth: blocks that it leaves out.
        grow: blocks that it is longer; shorter when negative.
    """
    waiting = dao.fork(depth)
    for _ in range(depth + grow):
        while waiting and chance.random() < 0.7:
            _replay(dao, waiting.pop(0))
        live(dao, chance, 1)


def _replay(dao: FakeDao, act: Act) -> None:
    with suppress(Refused):
        dao.play(act)


def _transaction(dao: FakeDao, chance: Random) -> _Call:
    kinds: tuple[tuple[Callable[[FakeDao, Random], _Call], int], ...] = (
        (_token_call, 6),
        (_roll_call, 8),
        (_case_call, 5),
        (_recovery_call, 4),
        (_tree_call, 5),
        (_register_call, 2),
        (_rule_call, 1),
        (_governor_call, 12),
    )
    makers, weights = zip(*kinds, strict=True)
    (make,) = chance.choices(makers, weights)
    call: _Call = make(dao, chance)
    return call


def _someone(chance: Random) -> Address:
    return account(chance.randint(1, _PEOPLE))


def _token_call(_: FakeDao, chance: Random) -> _Call:
    who, other = _someone(chance), _someone(chance)
    calls: tuple[_Call, ...] = (
        ("token", "transfer", (who, other, chance.choice((0, 1, 10**18, 10**20)))),
        ("token", "mint", (who, 10**18)),
        ("token", "burn", (who, 10**17)),
        ("token", "delegate", (who, chance.choice((who, who, who, other, other, ZERO_ADDRESS)))),
    )
    return chance.choice(calls)


def _roll_call(_: FakeDao, chance: Random) -> _Call:
    tags = tuple(tag(number) for number in chance.sample(range(1, _PEOPLE + 1), chance.randint(1, 2)))
    who = _someone(chance)
    calls: tuple[_Call, ...] = (
        ("roll", "attest", (who, tags[0], 1, chance.choice(_TERMS))),
        ("roll", "attest", (who, tags[0], 1, chance.choice(_TERMS))),
        ("roll", "attest", (who, tags[0], chance.randint(1, 4), chance.choice(_TERMS))),
        ("roll", "exit", (who,)),
        ("roll", "sweep", (tags,)),
        ("roll", "sweep", (tags[:1],)),
        ("roll", "sweep", (tags[:1],)),
    )
    return chance.choice(calls)


def _case_call(dao: FakeDao, chance: Random) -> _Call:
    who = tag(chance.randint(1, _PEOPLE))
    pending = [each for each in dao.state.roll.cases if dao.state.roll.phase(dao.now, each) in (1, 2)]
    if pending and chance.random() < 0.7:
        who = chance.choice(pending)
    opener = chance.choice((DAO, account(1), account(1), account(2)))
    calls: tuple[_Call, ...] = (
        ("roll", "open_case", (opener, who, chance.random() < 0.5)),
        ("roll", "open_case", (opener, who, chance.random() < 0.5)),
        ("roll", "appeal", (who,)),
        ("roll", "conclude", (who,)),
        ("roll", "decide", (who, chance.random() < 0.5)),
        ("roll", "withdraw_case", (who,)),
    )
    return chance.choice(calls)


def _recovery_call(dao: FakeDao, chance: Random) -> _Call:
    who = tag(chance.randint(1, _PEOPLE))
    if dao.state.roll.requests and chance.random() < 0.7:
        who = chance.choice(list(dao.state.roll.requests))
    calls: tuple[_Call, ...] = (
        ("roll", "start_recovery", (_someone(chance), who, chance.randint(1, 3), chance.choice(_TERMS))),
        ("roll", "start_recovery", (_someone(chance), who, 1, 300_000)),
        ("roll", "veto", (who,)),
        ("roll", "complete_recovery", (who,)),
        ("roll", "complete_recovery", (who,)),
        ("roll", "complete_recovery", (who,)),
    )
    return chance.choice(calls)


def _tree_call(dao: FakeDao, chance: Random) -> _Call:
    leaves = list(dao.state.tree.leaves)
    who = chance.choice(leaves) if leaves and chance.random() < 0.8 else tag(chance.randint(1, _PEOPLE))
    calls: tuple[_Call, ...] = (
        ("tree", "join", (_someone(chance), chance.randint(1, 10**9))),
        ("tree", "join", (_someone(chance), chance.randint(1, 10**9))),
        ("tree", "replace", (_someone(chance), chance.randint(1, 10**9))),
        ("tree", "prune", (who,)),
        ("tree", "refresh", (who,)),
    )
    return chance.choice(calls)


def _register_call(_: FakeDao, chance: Random) -> _Call:
    schema = chance.choice((PERSON_SCHEMA, ORGANISATION_SCHEMA))
    ground = f"ground {chance.randint(1, 3)}"
    calls: tuple[_Call, ...] = (
        ("register", "accredit", (_someone(chance), schema, chance.choice((50, 5000)))),
        ("register", "withdraw", (chance.randint(2, 5),)),
        ("register", "set_signer", (chance.randint(1, 4), chance.choice((b"", b"\x07" * 20, b"key" * 30)))),
        ("register", "suspend", (chance.randint(2, 5),)),
        ("register", "set_guardian", (chance.choice((_someone(chance), ZERO_ADDRESS)),)),
        ("register", "register_ground", (ground,)),
        ("register", "retire_ground", (ground,)),
        ("register", "register_schema", (f"schema {chance.randint(1, 3)}", chance.choice((1, 2)))),
    )
    return chance.choice(calls)


def _rule_call(_: FakeDao, chance: Random) -> _Call:
    rule = chance.choice(list(RULES))
    if chance.random() < 0.2:
        terms = Terms(token_house=False, holder_floor=chance.choice((0, 20, 50)))
        return "governor", "set_track", (1, terms._replace(secret=chance.random() < 0.2))
    if chance.random() < 0.2:
        return "governor", "assign", (_someone(chance), bytes(4), chance.choice((0, 1)))
    value = chance.choice((1, 5, 30) if "Numerator" in rule else (20, 60, 200))
    return "governor", "set_rule", (rule, value)


def _governor_call(dao: FakeDao, chance: Random) -> _Call:
    governor = dao.state.governor
    moving = [number for number in governor.proposals if governor.state(dao.now, number) in _MOVES]
    if governor.proposals and chance.random() < 0.05:
        return "governor", "cancel", (list(governor.proposals)[-1],)
    if not moving or chance.random() < 0.1:
        text = f"# Proposal {chance.randint(1, 10**9)}"
        track = chance.choice((0, 0, 1, 2))
        return "governor", "propose", (_someone(chance), chance.randint(0, 3), text, track)
    if chance.random() < 0.1:
        freeze = chance.choice(("freeze", "freeze_elsewhere"))
        return "governor", freeze, (list(governor.proposals)[-1],)
    proposal = chance.choice(moving)
    move = _MOVES[governor.state(dao.now, proposal)]
    if move != "vote":
        return "governor", move, (proposal,)
    support = chance.choice((0, 1, 1, 1, 2))
    if governor.proposals[proposal].root and chance.random() < 0.5:
        return "governor", "secret_vote", (proposal, chance.randint(1, 10**9), support)
    return "governor", "vote", (_someone(chance), proposal, support, chance.choice(_REASONS))
