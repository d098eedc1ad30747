"""Deploys again and again on one chain, each time with something left behind, and prints what the proof says.

One JSON object: by name of what was planted, the leftovers found and the dump of all roles.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from ape import accounts, chain, networks
from ape.api import AccountAPI
from eth_utils import keccak

from lexiarch.domain.deployment import ContractName
from scripts import deploy
from scripts._dao.config import DaoPlan, load_plan
from scripts._dao.roles import dump_roles, find_leftovers
from scripts._dao.system import Addresses, Step, SystemSteps

GUARDIAN = 17
"""As in the demo's plan."""

Change = Callable[[SystemSteps, list[Step]], None]
"""Changes the steps before they are taken."""


def whole(_: SystemSteps, steps: list[Step]) -> None:
    pass


def leave_out(words: str) -> Change:
    def change(_: SystemSteps, steps: list[Step]) -> None:
        del steps[next(place for place, step in enumerate(steps) if words in step.title)]

    return change


def before(words: str, title: str, name: ContractName, method: str, arguments: list[Any]) -> Change:
    """One more call of the deployer, just before the step with these words."""

    def change(system: SystemSteps, steps: list[Step]) -> None:
        place = next(place for place, step in enumerate(steps) if words in step.title)
        steps.insert(place, system._call(title, name, method, lambda: tuple(arguments)))

    return change


def run_all(folder: str) -> None:
    """Plants one thing after the other."""
    with networks.parse_network_choice("ethereum:local:foundry"):
        print(json.dumps(_find_all(Path(folder))))


def _find_all(folder: Path) -> dict[str, dict[str, Any]]:
    deployer = deploy.deployer_account(None)
    me = str(deployer.address)
    timelock, register = ContractName.TIMELOCK, ContractName.ISSUER_REGISTRY
    last, ownership = "give up the deployer's administration", "hand the issuers' register"
    planted: dict[str, Change] = {
        "nothing": whole,
        "administration": leave_out(last),
        "ownership": leave_out(ownership),
        "executor": leave_out("EXECUTOR_ROLE"),
        "proposer": before(last, "keep a role", timelock, "grantRole", [keccak(text="PROPOSER_ROLE"), me]),
        "other role": before(last, "make a role", timelock, "grantRole", [keccak(text="OTHER_ROLE"), me]),
        "guardian": before(ownership, "be guardian", register, "setGuardian", [me]),
    }
    found = {name: play(folder, deployer, name, change) for name, change in planted.items()}
    found["tokens"] = play(folder, deployer, "tokens", whole, load_greedy_plan())
    return found | misnamed(folder, deployer)


def load_greedy_plan() -> DaoPlan:
    """The demo's plan, with tokens for the deployer."""
    plan = json.loads(deploy.DEFAULT_PLAN.read_text())
    plan["token"]["allocations"].append({"account": "test:0", "tokens": "1"})
    return DaoPlan.model_validate(plan)


def play(
    folder: Path, deployer: AccountAPI, name: str, change: Change, plan: DaoPlan | None = None
) -> dict[str, Any]:
    with undone():
        return report(run(folder, deployer, name, change, plan), deployer)


def run(
    folder: Path, deployer: AccountAPI, name: str, change: Change, plan: DaoPlan | None = None
) -> Addresses:
    journal = deploy.open_journal(folder / name, name, deployer)
    system = SystemSteps(plan or load_plan(deploy.DEFAULT_PLAN), deployer, journal.address_at)
    steps = system.steps()
    change(system, steps)
    for step in steps:
        step.send()
    return system.addresses


def misnamed(folder: Path, deployer: AccountAPI) -> dict[str, dict[str, Any]]:
    """A file that names contracts of another deployment, one at a time."""
    with undone():
        one = run(folder, deployer, "one", whole)
        other = run(folder, deployer, "other", whole)
        return {
            f"other {name}": report(one | {name: other[name]}, deployer)
            for name in ContractName
            if name is not ContractName.BALLOT_BATCH  # nobody relies on it
        }


def report(addresses: Addresses, deployer: AccountAPI) -> dict[str, Any]:
    names = {str(accounts.test_accounts[GUARDIAN].address): "guardian of the plan"}
    me = str(deployer.address)
    return {"leftovers": find_leftovers(addresses, me), "roles": dump_roles(addresses, me, names)}


@contextmanager
def undone() -> Iterator[None]:
    """Takes the chain back to where it was."""
    snapshot = chain.provider.make_request("evm_snapshot", [])
    try:
        yield
    finally:
        chain.provider.make_request("evm_revert", [snapshot])
