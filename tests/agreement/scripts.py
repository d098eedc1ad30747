"""Random scripts: what is done, whether the contracts must let it happen, and what they must say in the end.

    python -m tests.agreement.scripts COUNT SEED > FILE

One line a script: the ABI encoding of (uint256[] steps, uint256[] observations), in hex. `Agreement.t.sol`
plays the lines on the contracts. A step is one word, the fields of `Step` from the left.
"""

import sys
from collections.abc import Iterator
from contextlib import suppress
from random import Random

from eth_abi.abi import encode

from tests.agreement.choices import choose
from tests.agreement.life import Life, Step
from tests.agreement.observations import observe

STEPS = 80


def live(life: Life, seed: int) -> Iterator[tuple[Step, bool]]:
    """The steps of a script as they are taken, and whether each was allowed."""
    chance = Random(seed)
    mood = chance.randrange(3)
    for _ in range(STEPS):
        step = choose(life, chance, mood)
        yield step, life.play(step)


def make_script(seed: int) -> tuple[list[int], list[int]]:
    """The words of the steps, and the observations after the last."""
    life = Life()
    words = [_word(step, succeeded) for step, succeeded in live(life, seed)]
    return words, [int(value) for value in observe(life)]


def _word(step: Step, succeeds: bool) -> int:
    small = (
        step.act,
        succeeds,
        step.who,
        step.tag,
        step.number,
        step.choice,
        step.issuer,
        step.kind,
        step.way,
        step.key,
    )
    word = 0
    for value in small:
        word = word << 8 | value
    for time in (step.issued, step.until, step.deadline, step.wait):
        word = word << 40 | time
    return word << 16


def write(count: int, seed: int) -> Iterator[str]:
    for number in range(count):
        yield "0x" + encode(["uint256[]", "uint256[]"], make_script(seed * 1_000_000 + number)).hex()


if __name__ == "__main__":
    with suppress(BrokenPipeError):
        for line in write(int(sys.argv[1]), int(sys.argv[2])):
            print(line)
