"""What the scripts hold. That contracts and model agree on them is shown by `make test-contracts`."""

from collections import Counter
from random import Random

from eth_abi.abi import decode

from tests.agreement.scripts import Life, choose, make_script, write

_ACTS = 12


def test_a_script_is_the_same_whenever_it_is_made() -> None:
    assert make_script(5) == make_script(5)
    assert make_script(5) != make_script(6)


def test_a_line_holds_steps_and_observations() -> None:
    [line] = write(1, 3)
    steps, seen = decode(["uint256[]", "uint256[]"], bytes.fromhex(line[2:]))
    assert (list(steps), list(seen)) == make_script(3_000_000)


def test_every_act_succeeds_and_is_refused_somewhere() -> None:
    outcomes: Counter[tuple[int, bool]] = Counter()
    states: Counter[int] = Counter()
    for seed in range(400):
        life, chance = Life(), Random(seed)
        for _ in range(60):
            step = choose(life, chance)
            life.now += step.wait
            outcomes[step.act, life.play(step)] += 1
        states.update(life.assembly.state(life.now, number) for number in life.assembly.proposals)
    always_allowed = {6}  # delegation
    assert {act for act, succeeded in outcomes if succeeded} == set(range(_ACTS))
    assert {act for act, succeeded in outcomes if not succeeded} == set(range(_ACTS)) - always_allowed
    assert set(states) == set(range(8))
