"""What the scripts hold. That contracts and model agree on them is shown by `make test-contracts`."""

import ast
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from traceback import walk_tb

from eth_abi.abi import decode

from tests.agreement.basics import Refused
from tests.agreement.life import Act, Life, Step
from tests.agreement.scripts import live, make_script, write

_LAW = Path(__file__).parent
_SCRIPTS = 500


class Watched(Life):
    """Notes which rule refused."""

    rule = ("", 0)

    def do(self, step: Step) -> None:
        try:
            super().do(step)
        except Refused as refusal:
            calls = [(frame.f_code, line) for frame, line in walk_tb(refusal.__traceback__)]
            code, line = next(call for call in reversed(calls) if call[0].co_name != "require")
            self.rule = (Path(code.co_filename).stem, line)
            raise


@cache
def _outcomes() -> tuple[Counter[tuple[Act, bool]], Counter[int], Counter[int], Counter[tuple[str, int]]]:
    """How often an act succeeded or not, each state and each phase was seen, and each rule refused."""
    acts: Counter[tuple[Act, bool]] = Counter()
    states: Counter[int] = Counter()
    phases: Counter[int] = Counter()
    rules: Counter[tuple[str, int]] = Counter()
    for seed in range(_SCRIPTS):
        life = Watched()
        for step, succeeded in live(life, seed):
            acts[step.act, succeeded] += 1
            phases.update(life.cases.phase(life.now, tag) for tag in life.records.identities)
            if not succeeded:
                rules[life.rule] += 1
        states.update(life.assembly.state(life.now, number) for number in life.assembly.proposals)
    return acts, states, phases, rules


def _rules() -> Iterator[tuple[str, int]]:
    """Every line of the model that refuses."""
    for path in (*_LAW.glob("identity/*.py"), *_LAW.glob("governance/*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Raise() | ast.Call(func=ast.Name(id="require")):
                    yield path.stem, node.lineno


def test_a_script_is_the_same_whenever_it_is_made() -> None:
    assert make_script(5) == make_script(5)
    assert make_script(5) != make_script(6)


def test_a_line_holds_steps_and_observations() -> None:
    [line] = write(1, 3)
    steps, seen = decode(["uint256[]", "uint256[]"], bytes.fromhex(line[2:]))
    assert (list(steps), list(seen)) == make_script(3_000_000)


def test_every_act_succeeds_and_is_refused_somewhere() -> None:
    acts = _outcomes()[0]
    always_allowed = {Act.SETTLE, Act.DELEGATE}
    assert {act for act, succeeded in acts if succeeded} == set(Act)
    assert {act for act, succeeded in acts if not succeeded} == set(Act) - always_allowed


def test_every_state_of_a_proposal_and_every_phase_of_a_case_is_reached() -> None:
    _, states, phases, _ = _outcomes()
    assert set(states) == set(range(8))
    assert set(phases) == set(range(4))


def test_every_rule_of_the_law_refuses_somebody() -> None:
    assert set(_rules()) - set(_outcomes()[3]) == set()
