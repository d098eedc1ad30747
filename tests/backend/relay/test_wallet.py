"""Nonces on a real node: what is sent again, at what price, and what is taken up after a restart."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from eth_account import Account

from lexiarch.chain.wallet import WalletNode
from lexiarch.domain.chain import Address
from lexiarch.domain.errors import NodeUnreachable
from lexiarch.domain.execution import Call
from lexiarch.domain.transactions import Fees
from lexiarch.relay.parts import Parts
from lexiarch.relay.sending.budget import Budget
from lexiarch.relay.sending.fees import Offer
from lexiarch.relay.sending.journal import Journal
from lexiarch.relay.sending.wallet import Wallet
from lexiarch.relay.settings import RelaySettings
from lexiarch.signing.keystore import HotKey
from tests.backend.relay.conftest import Clock
from tests.helpers.anvil import rpc, running_anvil
from tests.helpers.builders import make_deployment

pytestmark = pytest.mark.chain

GWEI = 10**9
GAS = 50_000
TARGET = Address(b"\x0b" * 20)
FEES = Fees(GWEI, GWEI)
OFFER = Offer(2 * GWEI, GWEI)


@dataclass
class Desk:
    """A key, and wallets of it as one process after the other has them."""

    url: str
    folder: Path
    clock: Clock
    key: HotKey = field(default_factory=lambda: HotKey(Account.create()))
    journal: Journal | None = None

    def open(self, name: str = "journal", url: str = "", **settings: Any) -> Wallet:
        """Starts a process, in place of the last."""
        if self.journal:
            self.journal.close()
        deployment = make_deployment().model_copy(update={"chain_id": int(rpc(self.url, "eth_chainId"), 16)})
        given = {"max_fee": 20 * GWEI, "replace_seconds": 60, "confirmations": 1, "wei_per_day": 10**18}
        chosen = RelaySettings(**(given | settings))
        self.journal = Journal(self.folder / name, deployment.chain_id, self.key.address)
        node = WalletNode([url or self.url], 2)
        budget = Budget(chosen, self.journal, self.clock)
        wallet = Wallet(Parts(deployment, chosen, node, self.key, self.journal, budget), self.clock)
        wallet.resume()
        return wallet

    def pool(self) -> dict[int, dict[str, Any]]:
        """What waits at the node, by nonce."""
        content = rpc(self.url, "txpool_content")
        mine = [
            by_nonce
            for by_account in content.values()
            for account, by_nonce in by_account.items()
            if account.lower() == f"0x{self.key.address.hex()}"
        ]
        return {int(nonce): sent for by_nonce in mine for nonce, sent in by_nonce.items()}

    def fees(self) -> dict[int, int]:
        return {nonce: int(sent["maxFeePerGas"], 16) for nonce, sent in self.pool().items()}

    def later(self, wallet: Wallet, seconds: float = 60) -> None:
        self.clock.now += seconds
        wallet.send_again(FEES)


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with running_anvil(no_mining=True) as url:
        yield url


@pytest.fixture
def desk(url: str, tmp_path: Path, clock: Clock) -> Iterator[Desk]:
    desk = Desk(url, tmp_path, clock)
    rpc(url, "anvil_setBalance", desk.key.checksum_address, hex(10**18))
    yield desk
    rpc(url, "anvil_dropAllTransactions")


def launch(wallet: Wallet, data: bytes = b"\1") -> None:
    wallet.launch(Call(TARGET, 0, data), GAS, OFFER, [], secret=True)


def settle_all(desk: Desk, wallet: Wallet) -> None:
    for _ in range(2):
        rpc(desk.url, "evm_mine")
    for seen in list(wallet.look_up(int(rpc(desk.url, "eth_blockNumber"), 16))):
        assert seen.final
        wallet.settle(seen.out, seen.landed)


def test_fees_rise_to_the_cap_and_what_is_lost_comes_back_at_it(desk: Desk) -> None:
    wallet = desk.open()
    launch(wallet)
    last = desk.fees()[0]
    for _ in range(30):
        desk.later(wallet)
        assert last <= desk.fees()[0] <= 20 * GWEI
        last = desk.fees()[0]
    assert last > 17 * GWEI
    rpc(desk.url, "anvil_dropAllTransactions")
    desk.later(wallet)
    assert desk.fees() == {0: last}
    settle_all(desk, wallet)
    assert wallet.out == []


def test_nothing_is_sent_again_before_its_time(desk: Desk) -> None:
    wallet = desk.open()
    launch(wallet)
    desk.later(wallet, 59)
    assert (desk.fees(), wallet.replaced) == ({0: 2 * GWEI}, 0)
    desk.later(wallet, 1)
    assert wallet.replaced == 1


def test_fees_rise_no_further_than_the_day_has_room_for(desk: Desk) -> None:
    wallet = desk.open(wei_per_day=GAS * 3 * GWEI)
    launch(wallet)
    for _ in range(10):
        desk.later(wallet)
    assert desk.journal is not None
    assert 2 * GWEI < desk.fees()[0] <= 3 * GWEI
    assert desk.journal.reserved <= GAS * 3 * GWEI


def test_the_day_is_charged_what_it_cost_once_it_is_final(desk: Desk) -> None:
    wallet = desk.open()
    launch(wallet)
    launch(wallet)
    assert desk.journal is not None
    assert desk.journal.spent(0) == 2 * GAS * 2 * GWEI
    settle_all(desk, wallet)
    paid = 10**18 - int(rpc(desk.url, "eth_getBalance", desk.key.checksum_address, "latest"), 16)
    assert desk.journal.spent(desk.journal._state.day) == paid > 0


def test_a_restart_takes_up_what_waits_with_its_call(desk: Desk) -> None:
    launch(desk.open(), b"\7\7")
    wallet = desk.open()
    desk.later(wallet)
    (sent,) = desk.pool().values()
    assert (sent["input"], int(sent["maxFeePerGas"], 16) > 2 * GWEI) == ("0x0707", True)
    launch(wallet)
    assert set(desk.pool()) == {0, 1}
    settle_all(desk, wallet)


def test_a_restart_fills_the_nonce_of_what_the_node_does_not_know(desk: Desk) -> None:
    wallet = desk.open()
    launch(wallet)
    launch(wallet)
    rpc(desk.url, "anvil_dropAllTransactions")
    wallet = desk.open()
    wallet.send_again(FEES)
    for sent in desk.pool().values():
        assert (sent["to"], sent["input"]) == (f"0x{desk.key.address.hex()}", "0x")
        assert int(sent["maxFeePerGas"], 16) > 2 * GWEI  # in case another node still has the first
    assert set(desk.pool()) == {0, 1}
    settle_all(desk, wallet)
    assert desk.journal is not None
    assert desk.journal.entries == []


def test_without_its_journal_it_goes_on_behind_what_waits_and_counts_it_as_dear_as_can_be(
    desk: Desk,
) -> None:
    wallet = desk.open()
    launch(wallet)
    launch(wallet)
    wallet = desk.open("another")
    assert desk.journal is not None
    assert [entry.max_fee for entry in desk.journal.entries] == [20 * GWEI] * 2
    launch(wallet)
    assert set(desk.pool()) == {0, 1, 2}
    desk.later(wallet)
    assert {desk.fees()[nonce] for nonce in (0, 1)} == {20 * GWEI}
    settle_all(desk, wallet)
    assert desk.journal.entries == []


def test_an_empty_account_is_told_and_what_waits_is_sent_when_it_is_filled(desk: Desk) -> None:
    wallet = desk.open()
    rpc(desk.url, "anvil_setBalance", desk.key.checksum_address, "0x0")
    launch(wallet)
    assert (wallet.refused, desk.pool()) == ("the account has too little", {})
    rpc(desk.url, "anvil_setBalance", desk.key.checksum_address, hex(10**18))
    desk.later(wallet, 5)
    assert (wallet.refused, desk.fees()) == ("", {0: 2 * GWEI})


def be_away(*_: object) -> None:
    raise NodeUnreachable("http://node", "it is away")


def test_what_a_node_that_is_away_did_not_get_is_given_to_it_later(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    wallet = desk.open()
    with monkeypatch.context() as patched:
        patched.setattr(WalletNode, "send", be_away)
        with pytest.raises(NodeUnreachable):
            launch(wallet)
    assert len(wallet.out) == 1
    desk.later(wallet, 5)
    assert desk.fees() == {0: 2 * GWEI}
    launch(wallet)
    assert set(desk.pool()) == {0, 1}
