"""What makes a deployment resumable: the nonce it began with.

Every step is one transaction with its own nonce, so the deployer's nonce tells how many steps are done, and
contract addresses follow from deployer and nonce. The journal only pins the beginning.
"""

import json
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from ape import chain
from ape.api import AccountAPI, ReceiptAPI
from click import ClickException
from eth_typing import HexAddress, HexStr
from web3.types import Nonce
from web3.utils.address import get_create_address

PENDING_SECONDS = 300


@dataclass(frozen=True)
class Journal:
    plan_digest: str
    chain_id: int
    genesis_hash: str
    deployer: str
    first_nonce: int
    first_block: int

    def address_at(self, step: int) -> str:
        """Address of the contract that step number `step` creates."""
        return str(get_create_address(HexAddress(HexStr(self.deployer)), Nonce(self.first_nonce + step)))

    def find_receipt(self, step: int) -> ReceiptAPI:
        """Receipt of a step that an earlier run sent."""
        for number in range(self.first_block, int(chain.blocks.height) + 1):
            for transaction in chain.provider.get_transactions_by_block(number):
                if transaction.sender == self.deployer and transaction.nonce == self.first_nonce + step:
                    return chain.get_receipt(transaction.txn_hash.to_0x_hex())
        raise ClickException(
            f"The transaction of step {step} is not on this chain; remove the journal and start again."
        )


def open_journal(path: Path, plan_digest: str, account: AccountAPI) -> Journal:
    """The journal of an earlier, unfinished run with the same plan, or a new one.

    Raises:
        ClickException: the earlier run was on another chain, by another account, or with another plan.
    """
    genesis_hash = genesis()
    if path.exists():
        journal = Journal(**json.loads(path.read_text()))
        if journal.genesis_hash != genesis_hash and chain.provider.network.is_local:
            path.unlink()  # a local chain that is gone
        else:
            found = (plan_digest, genesis_hash, str(account.address))
            if (journal.plan_digest, journal.genesis_hash, journal.deployer) != found:
                raise ClickException(
                    f"{path} is a half-done deployment with another plan, chain or account. "
                    "Finish it with those, or remove the file to start anew."
                )
            return journal
    journal = Journal(
        plan_digest,
        chain.chain_id,
        genesis_hash,
        str(account.address),
        settled_nonce(account),
        int(chain.blocks.height),
    )
    path.write_text(json.dumps(asdict(journal), indent=2) + "\n")
    return journal


def genesis() -> str:
    """Hash of block 0: tells two chains with the same id apart."""
    block = chain.provider.make_request("eth_getBlockByNumber", ["0x0", False])
    return str(block["hash"])


def settled_nonce(account: AccountAPI) -> int:
    """The account's nonce once nothing of it is waiting to be mined.

    Raises:
        ClickException: a transaction has been waiting for too long.
    """
    give_up = time.monotonic() + PENDING_SECONDS
    while time.monotonic() < give_up:
        mined, pending = (
            int(chain.provider.make_request("eth_getTransactionCount", [account.address, tag]), 16)
            for tag in ("latest", "pending")
        )
        if mined == pending:
            return mined
        time.sleep(1)
    raise ClickException(
        f"A transaction of {account.address} has been waiting for {PENDING_SECONDS} s; try again later."
    )
