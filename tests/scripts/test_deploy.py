"""`ape run deploy` against a real node: it resumes, refuses, and leaves nothing to the deployer."""

import json
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from web3 import HTTPProvider, Web3

from lexiarch.domain.deployment import ContractName, load_deployment
from scripts.node_tools import environment
from tests.helpers.anvil import running_anvil
from tests.helpers.cast import person
from tests.helpers.service import ROOT, run_ape

pytestmark = [pytest.mark.chain, pytest.mark.slow]

CHAIN_ID = 31_337
LOCAL = ("--network", "ethereum:local:foundry")
STEPS = 23
GOLDEN = Path(__file__).parent / "golden" / "roles.json"


@pytest.fixture
def node_url() -> Iterator[str]:
    with running_anvil(chain_id=CHAIN_ID, accounts=40) as url:
        yield url


def nonce(node_url: str) -> int:
    return Web3(HTTPProvider(node_url)).eth.get_transaction_count(person(0).address)


def run_script(node_url: str, script: str) -> str:
    """Runs Python with Ape on a node, and gives what it prints."""
    env = environment() | {"APE_FOUNDRY_HOST": node_url}
    command = [str(ROOT / ".venv" / "bin" / "python"), "-c", script]
    done = subprocess.run(
        command, env=env, cwd=ROOT, capture_output=True, text=True, timeout=110, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


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
    for transactions in (1, 5, 8, 18):
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


def test_a_deployment_cut_off_after_each_step_ends_as_one_that_ran_through(
    node_url: str, tmp_path: Path
) -> None:
    script = """
from ape import networks
from scripts import deploy
from scripts._dao.config import load_plan
from scripts._dao.roles import find_leftovers
from scripts._dao.system import SystemSteps
with networks.parse_network_choice("ethereum:local:foundry"):
    account = deploy.deployer_account(None)
    for done in range(1, STEPS + 1):
        journal = deploy.open_journal(deploy.Path("FOLDER/journal"), "digest", account)
        system = SystemSteps(load_plan(deploy.DEFAULT_PLAN), account, journal.address_at)
        receipts = deploy.run_steps(system.steps()[:done], journal, account)
        assert len(receipts) == done
    created = [step.creates for step in system.steps() if step.creates]
    assert all(system.addresses[name] == receipt.contract_address for name, receipt in zip(created, receipts))
    print("LEFT", find_leftovers(system.addresses, account.address))
"""
    done = run_script(node_url, script.replace("STEPS", str(STEPS)).replace("FOLDER", str(tmp_path)))
    assert done.rstrip().endswith("LEFT []")
    assert nonce(node_url) == STEPS


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    """What the proof says of deployments with something left behind; see {planted.py}."""
    folder = tmp_path_factory.mktemp("planted")
    with running_anvil(chain_id=CHAIN_ID, accounts=40) as url:
        done = run_script(url, f"from tests.helpers.planted import run_all\nrun_all({str(folder)!r})")
    found: dict[str, dict[str, Any]] = json.loads(done.splitlines()[-1])
    return found


def test_a_deployment_gives_every_right_to_whom_the_golden_file_says(
    planted: dict[str, dict[str, Any]],
) -> None:
    assert planted["nothing"]["leftovers"] == []
    assert planted["nothing"]["roles"] == json.loads(GOLDEN.read_text())


LEFT_BEHIND = {
    "administration": "roles: DEFAULT_ADMIN_ROLE is ['deployer', 'timelock']",
    "ownership": "owners: issuer_registry is deployer",
    "executor": "roles: EXECUTOR_ROLE is None",
    "proposer": "roles: PROPOSER_ROLE is ['deployer', 'governor']",
    "other role": "roles: 0x",
    "guardian": "guardian: the deployer",
    "tokens": "tokens: deployer is 1000000000000000000",
    "other token": "wiring: governor.token is 0x",
    "other timelock": "owners: holder_registry is 0x",
    "other issuer_registry": "wiring: holder_registry.issuers is 0x",
    "other holder_registry": "wiring: governor.roll is 0x",
    "other holder_tree": "wiring: holder_registry.tree is 0x",
    "other governor": "roles: PROPOSER_ROLE is ['0x",
    "other tracks": "wiring: governor.tracks is 0x",
    "other ballot_box": "wiring: governor.ballotBox is 0x",
    "other membership_verifier": "wiring: ballot_box.verifier is 0x",
    "other poseidon": "wiring: code of holder_tree is another library",
}


@pytest.mark.parametrize("name", LEFT_BEHIND)
def test_a_right_left_behind_or_a_wrong_wire_is_found(planted: dict[str, dict[str, Any]], name: str) -> None:
    """The proof can fail."""
    leftovers = planted[name]["leftovers"]
    assert any(LEFT_BEHIND[name] in found for found in leftovers), leftovers
    assert planted[name]["roles"] != json.loads(GOLDEN.read_text())


def test_every_planted_fault_is_looked_for(planted: dict[str, dict[str, Any]]) -> None:
    assert set(planted) == {"nothing", *LEFT_BEHIND}


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
            {"issuers": [{"account": "test:1", "schema": "dragon", "term_days": 9, "daily_cap": 1}]},
            "schemas that are not in the plan",
        ),
        ({"issuers": []}, "without an issuer for persons"),
        (
            {"issuers": [{"account": "bob", "schema": "person", "term_days": 9, "daily_cap": 1}]},
            "issuers.0.account",
        ),
        ({"rules": {}}, "rules.voting_delay: Field required"),
        ({"grounds": []}, "grounds: List should have at least 1 item"),
        ({"guardian": "test:0"}, "names the deploying account"),
        (
            {"issuers": [{"account": "test:0", "schema": "person", "term_days": 9, "daily_cap": 1}]},
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
