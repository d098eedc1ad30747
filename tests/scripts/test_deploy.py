"""`ape run deploy` against a real node: it resumes, refuses, and leaves nothing to the deployer."""

import json
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from web3 import HTTPProvider, Web3

from lexiarch.domain.deployment import ContractName, load_deployment
from scripts.node_tools import environment
from tests.helpers.anvil import running_anvil
from tests.helpers.cast import person
from tests.helpers.dao import Dao
from tests.helpers.service import ROOT, run_ape

pytestmark = [pytest.mark.chain, pytest.mark.slow]

CHAIN_ID = 31_337
LOCAL = ("--network", "ethereum:local:foundry")
STEPS = 16


@pytest.fixture
def node_url() -> Iterator[str]:
    with running_anvil(chain_id=CHAIN_ID, accounts=40) as url:
        yield url


def nonce(node_url: str) -> int:
    return Web3(HTTPProvider(node_url)).eth.get_transaction_count(person(0).address)


def kill_after(node_url: str, transactions: int, out: Path) -> None:
    """Starts a deployment and kills it once so many of its transactions are mined."""
    env = environment() | {"APE_FOUNDRY_HOST": node_url}
    command = ["ape", "run", "deploy", *LOCAL, "--out", str(out)]
    process = subprocess.Popen(
        command, env=env, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    give_up = time.monotonic() + 60
    while nonce(node_url) < transactions and time.monotonic() < give_up:
        time.sleep(0.01)
    process.kill()
    process.wait()


def test_a_deployment_killed_again_and_again_ends_as_one_that_ran_through(
    node_url: str, tmp_path: Path
) -> None:
    broken, whole = tmp_path / "broken", tmp_path / "whole"
    for transactions in (1, 4, 7, 11):
        kill_after(node_url, transactions, broken)
        assert transactions <= nonce(node_url) < STEPS
        assert not (broken / f"{CHAIN_ID}.json").exists()
    run_ape(node_url, "deploy", *LOCAL, "--out", str(broken))
    assert nonce(node_url) == STEPS
    with running_anvil(chain_id=CHAIN_ID, accounts=40) as other_url:
        run_ape(other_url, "deploy", *LOCAL, "--out", str(whole))
    resumed, straight = (load_deployment(folder / f"{CHAIN_ID}.json") for folder in (broken, whole))
    for name in ContractName:
        assert resumed.contracts[name].address == straight.contracts[name].address
        assert resumed.contracts[name].arguments == straight.contracts[name].arguments
    assert not list(broken.glob("*.journal.json"))


def test_deploy_leaves_every_right_to_the_timelock_and_governor(node_url: str, tmp_path: Path) -> None:
    run_ape(node_url, "deploy", *LOCAL, "--out", str(tmp_path))
    dao = Dao(node_url, tmp_path / f"{CHAIN_ID}.json")
    timelock = dao.contract(ContractName.TIMELOCK)
    governor = dao.governor.address
    deployer = person(0).address
    assert dao.issuers.functions.owner().call() == timelock.address
    assert dao.roll.functions.owner().call() == timelock.address
    members = {
        (log["args"]["role"], log["args"]["account"])
        for log in timelock.events.RoleGranted.get_logs(from_block=0)
        if timelock.functions.hasRole(log["args"]["role"], log["args"]["account"]).call()
    }
    roles = {role: Web3.keccak(text=role) for role in ("PROPOSER_ROLE", "CANCELLER_ROLE", "EXECUTOR_ROLE")}
    assert members == {(bytes(32), timelock.address)} | {(bytes(role), governor) for role in roles.values()}
    assert all(account != deployer for _, account in members)
    assert dao.token.functions.balanceOf(deployer).call() == 0


def test_deploy_again_checks_and_sends_nothing(node_url: str, tmp_path: Path) -> None:
    run_ape(node_url, "deploy", *LOCAL, "--out", str(tmp_path))
    before = nonce(node_url)
    again = run_ape(node_url, "deploy", *LOCAL, "--out", str(tmp_path))
    assert "already deployed" in again.stdout
    assert nonce(node_url) == before


def test_deploy_sends_nothing_to_a_chain_that_the_plan_is_not_for(node_url: str, tmp_path: Path) -> None:
    plan = json.loads((ROOT / "scripts" / "config" / "demo.json").read_text()) | {"chain_id": 11155111}
    path = tmp_path / "plan.json"
    path.write_text(json.dumps(plan))
    refused = run_ape(node_url, "deploy", *LOCAL, "--plan", str(path), "--out", str(tmp_path), check=False)
    assert refused.returncode != 0
    assert "The plan is for chain 11155111" in refused.stdout + refused.stderr
    assert nonce(node_url) == 0


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (
            {"issuers": [{"account": "test:1", "schema": "dragon", "term_days": 9}]},
            "schemas that are not in the plan",
        ),
        ({"issuers": []}, "without an issuer for persons"),
        ({"issuers": [{"account": "bob", "schema": "person", "term_days": 9}]}, "issuers.0.account"),
        ({"rules": {}}, "rules.voting_delay: Field required"),
        (
            {"issuers": [{"account": "test:0", "schema": "person", "term_days": 9}]},
            "names the deploying account",
        ),
    ],
)
def test_a_plan_that_cannot_work_is_refused_before_anything_is_sent(
    node_url: str, tmp_path: Path, change: dict[str, object], words: str
) -> None:
    plan = json.loads((ROOT / "scripts" / "config" / "demo.json").read_text()) | change
    path = tmp_path / "plan.json"
    path.write_text(json.dumps(plan))
    refused = run_ape(node_url, "deploy", *LOCAL, "--plan", str(path), "--out", str(tmp_path), check=False)
    said = refused.stdout + refused.stderr
    assert refused.returncode != 0
    assert words in said
    assert "Traceback" not in said
    assert nonce(node_url) == 0


def test_the_demos_plan_with_its_public_keys_is_refused_on_a_public_chain(tmp_path: Path) -> None:
    with running_anvil(chain_id=11155111) as url:
        env = environment() | {"LEXIARCH_RPC_URL": url}
        command = ["ape", "run", "deploy", "--network", "ethereum:sepolia:node", "--account", "TEST::0"]
        refused = subprocess.run(
            [*command, "--out", str(tmp_path)], env=env, cwd=ROOT, capture_output=True, text=True, check=False
        )
        assert refused.returncode != 0
        assert "whose keys are public" in refused.stdout + refused.stderr
        assert nonce(url) == 0


def test_deploy_refuses_to_continue_with_another_plan(node_url: str, tmp_path: Path) -> None:
    kill_after(node_url, 2, tmp_path)
    plan = json.loads((ROOT / "scripts" / "config" / "demo.json").read_text()) | {"name": "Another DAO"}
    path = tmp_path / "plan.json"
    path.write_text(json.dumps(plan))
    refused = run_ape(node_url, "deploy", *LOCAL, "--plan", str(path), "--out", str(tmp_path), check=False)
    assert refused.returncode != 0
    assert "half-done deployment with another plan" in refused.stdout + refused.stderr


def test_a_right_left_behind_is_found(node_url: str, tmp_path: Path) -> None:
    """The proof can fail: without its last step a deployment leaves the deployer in charge."""
    script = """
from ape import networks
from scripts._dao import system
from scripts._dao.config import load_plan
from scripts import deploy
with networks.parse_network_choice("ethereum:local:foundry"):
    account = deploy.deployer_account(None)
    journal = deploy.open_journal(deploy.Path("%s/journal"), "digest", account)
    parts = system.SystemSteps(load_plan(deploy.DEFAULT_PLAN), account, journal.address_at)
    for step in parts.steps()[:-1]:
        step.send()
    print("LEFT", system.find_leftovers(parts.addresses, account.address))
    parts.steps()[-1].send()
    print("NONE", system.find_leftovers(parts.addresses, account.address))
"""
    env = environment() | {"APE_FOUNDRY_HOST": node_url}
    command = [str(ROOT / ".venv" / "bin" / "python"), "-c", script % tmp_path]
    done = subprocess.run(command, env=env, cwd=ROOT, capture_output=True, text=True, timeout=110, check=True)
    assert f"'{person(0).address}'" in done.stdout.split("LEFT")[1].split("NONE")[0]
    assert done.stdout.rstrip().endswith("NONE []")
