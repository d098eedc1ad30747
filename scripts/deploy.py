"""`ape run deploy`: puts a DAO on a chain, hands every right to its timelock, and proves it."""

import json
from pathlib import Path
from typing import Any

import click
from ape import accounts, chain
from ape.api import AccountAPI, ReceiptAPI
from ape.cli import ConnectedProviderCommand, network_option

from lexiarch.domain.deployment import ContractDeployment, ContractName, Deployment, load_deployment
from scripts._dao.config import DaoPlan, load_plan, resolve_account
from scripts._dao.journal import Journal, genesis, open_journal, settled_nonce
from scripts._dao.roles import find_leftovers
from scripts._dao.system import Addresses, Step, SystemSteps

ROOT = Path(__file__).resolve().parent.parent
DEFAULT_PLAN = ROOT / "scripts" / "config" / "demo.json"


@click.command(cls=ConnectedProviderCommand)
@network_option()
@click.option(
    "--plan",
    "plan_path",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    default=DEFAULT_PLAN,
    show_default="scripts/config/demo.json",
    help="The DAO's plan: token, rules, schemas, grounds, first issuers.",
)
@click.option(
    "--account",
    "alias",
    help="Alias of the deploying Ape account. [default: test account 0 on a local chain]",
)
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default=ROOT / "deployments",
    show_default="deployments/",
    help="Folder for <chain-id>.json.",
)
def cli(plan_path: Path, alias: str | None, out: Path) -> None:
    """Deploy a DAO: token, timelock, issuers' register, roll, tree, ballot box, tracks and governor.

    Safe to run again: a run that was cut off goes on where it stopped, a finished one is checked once more.
    """
    plan = load_plan(plan_path)
    check_chain(plan)
    target = out / f"{chain.chain_id}.json"
    if is_deployed(target):
        check_handover(*finished(target))
        click.echo(f"already deployed: {target.name} is of this chain, and the deployer holds no right")
        return
    account = deployer_account(alias)
    check_accounts(plan, str(account.address))
    out.mkdir(parents=True, exist_ok=True)
    journal_path = out / f"{chain.chain_id}.journal.json"
    journal = open_journal(journal_path, plan.digest, account)
    system = SystemSteps(plan, account, journal.address_at)

    receipts = run_steps(system.steps(), journal, account)
    check_handover(system.addresses, str(account.address))
    deployment = describe(plan, system, receipts)
    target.write_text(deployment.model_dump_json(indent=2) + "\n")
    journal_path.unlink()
    click.echo(f"deployed {plan.name} on chain {chain.chain_id}; the deployer holds no right")


def check_chain(plan: DaoPlan) -> None:
    """Sends nothing to a chain that the plan is not for; publicly known keys stay off public chains."""
    if plan.chain_id not in (None, chain.chain_id):
        raise click.ClickException(
            f"The plan is for chain {plan.chain_id}, the node is on chain {chain.chain_id}. "
            "Choose the network with --network or another plan with --plan."
        )
    if not chain.provider.network.is_local and any(name.startswith("test:") for name in plan.accounts):
        raise click.ClickException(
            "The plan gives tokens or accreditation to test accounts, whose keys are public. "
            "Write a plan of your own and name it with --plan."
        )


def check_accounts(plan: DaoPlan, deployer: str) -> None:
    """Keeps the deployer's hands empty."""
    named = [resolve_account(name, treasury="") for name in plan.accounts]
    if deployer.lower() in (account.lower() for account in named):
        raise click.ClickException(
            f"The plan names the deploying account {deployer}, which must end with nothing. "
            "Deploy with an account of its own."
        )


def is_deployed(target: Path) -> bool:
    """Whether the file is of this very chain; a file of a local chain that is gone does not count.

    Raises:
        click.ClickException: the file is of another chain with the same id.
    """
    if not target.exists():
        return False
    if json.loads(target.read_text())["genesis_hash"] == genesis():
        return True
    if chain.provider.network.is_local:
        return False
    raise click.ClickException(
        f"{target.name} is of another chain with this id. Move it away to deploy anew."
    )


def finished(target: Path) -> tuple[Addresses, str]:
    """Contracts and deployer of a deployment file."""
    contracts = load_deployment(target).contracts
    return (
        {name: contract.address for name, contract in contracts.items()},
        contracts[ContractName.TIMELOCK].arguments[1],
    )


def check_handover(addresses: Addresses, deployer: str) -> None:
    leftovers = find_leftovers(addresses, deployer)
    if leftovers:
        raise click.ClickException("The handover is not complete: " + "; ".join(leftovers))


def deployer_account(alias: str | None) -> AccountAPI:
    if alias and alias not in accounts.aliases:
        raise click.ClickException(f"There is no account {alias!r}. `ape accounts list` shows what there is.")
    if alias:
        return accounts.load(alias)
    if chain.provider.network.is_local:
        return accounts.test_accounts[0]
    raise click.ClickException("Say which account deploys: --account ALIAS (see `ape accounts list`).")


def run_steps(steps: list[Step], journal: Journal, account: AccountAPI) -> list[ReceiptAPI]:
    """Sends what is not yet on chain, one transaction a step, and returns every receipt."""
    done = settled_nonce(account) - journal.first_nonce
    if not 0 <= done <= len(steps):
        raise click.ClickException(
            f"{account.address} sent other transactions since this deployment began; it cannot be continued. "
            "Remove the journal beside the deployment file and start anew."
        )
    receipts = [journal.find_receipt(step) for step in range(done)]
    for number, step in enumerate(steps[done:], start=done + 1):
        click.echo(f"[{number}/{len(steps)}] {step.title}")
        receipts.append(step.send())
    return receipts


def describe(plan: DaoPlan, system: SystemSteps, receipts: list[ReceiptAPI]) -> Deployment:
    start = int(receipts[0].block_number)
    contracts = {
        step.creates: ContractDeployment(
            address=system.addresses[step.creates],
            tx_hash=receipt.txn_hash,
            block_number=int(receipt.block_number),
            arguments=[to_json(argument) for argument in step.arguments],
        )
        for step, receipt in zip(system.steps(), receipts, strict=True)
        if step.creates
    }
    block = chain.provider.make_request("eth_getBlockByNumber", [hex(start), False])
    return Deployment(
        name=plan.name,
        chain_id=chain.chain_id,
        genesis_hash=genesis(),
        start_block=start,
        start_block_hash=block["hash"],
        token_symbol=plan.token.symbol,
        grace_period=plan.rules.grace_period,
        contracts=contracts,
    )


def to_json(value: Any) -> Any:
    """Constructor argument as JSON; integers as decimal strings."""
    if isinstance(value, tuple | list):
        return [to_json(item) for item in value]
    if isinstance(value, bytes):
        return "0x" + value.hex()
    if isinstance(value, bool):
        return value
    return str(value)
