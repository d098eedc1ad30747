"""A DAO's life by chance: transactions that the contracts accept, in an order that nobody would think of."""

from collections.abc import Callable
from contextlib import suppress
from random import Random
from typing import Any

from lexiarch.domain.chain import ZERO_ADDRESS, Address
from tests.helpers.fake_dao import ORGANISATION_SCHEMA, PERSON_SCHEMA, Act, FakeDao, account, tag
from tests.helpers.model.common import Refused
from tests.helpers.model.governor import RULES, Terms

_PEOPLE = 7
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
        dao.mine(chance.choice((1, 12, 12, 30)), noise=chance.choice((0, 0, 3)))


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
        (_issuer_call, 1),
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
        ("roll", "attest", (who, tags[0], 1, chance.choice((30, 1000, 3000)))),
        ("roll", "attest", (who, tags[0], 1, chance.choice((30, 1000, 3000)))),
        ("roll", "attest", (who, tags[0], chance.randint(1, 4), chance.choice((30, 1000)))),
        ("roll", "revoke", (tags[0],)),
        ("roll", "exit", (who,)),
        ("roll", "sweep", (tags,)),
        ("roll", "sweep", (tags[:1],)),
        ("roll", "sweep", (tags[:1],)),
    )
    return chance.choice(calls)


def _issuer_call(_: FakeDao, chance: Random) -> _Call:
    schema = chance.choice((PERSON_SCHEMA, ORGANISATION_SCHEMA))
    calls: tuple[_Call, ...] = (
        ("roll", "accredit", (_someone(chance), schema, chance.choice((50, 5000)))),
        ("roll", "withdraw", (chance.randint(2, 5),)),
        ("roll", "register_schema", (f"schema {chance.randint(1, 3)}", chance.choice((1, 2)))),
    )
    return chance.choice(calls)


def _rule_call(_: FakeDao, chance: Random) -> _Call:
    rule = chance.choice(list(RULES))
    if chance.random() < 0.2:
        return "governor", "set_track", (1, Terms(token_house=False, holder_floor=chance.choice((0, 20, 50))))
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
        return "governor", "propose", (_someone(chance), chance.randint(0, 3), text, chance.choice((0, 0, 1)))
    proposal = chance.choice(moving)
    move = _MOVES[governor.state(dao.now, proposal)]
    if move != "vote":
        return "governor", move, (proposal,)
    support = chance.choice((0, 1, 1, 1, 2))
    return "governor", "vote", (_someone(chance), proposal, support, chance.choice(_REASONS))
