"""A node that is asked what it takes to send transactions, and given them."""

import re
from collections.abc import Sequence
from typing import Any, Final, Literal

from lexiarch.chain.answers import Malformed, parse_bytes, parse_quantity
from lexiarch.chain.node import BATCH
from lexiarch.chain.refusal import Refused
from lexiarch.chain.trial import TrialNode, call_json, parse_log
from lexiarch.domain.chain import Address, Hash32
from lexiarch.domain.errors import NodeAnswerInvalid, TransactionRefused
from lexiarch.domain.execution import Call, Outcome
from lexiarch.domain.transactions import Fees, Receipt, Sent, WhyRefused

_KNOWN: Final = re.compile(r"already (known|imported|exists)|known transaction", re.IGNORECASE)
_REASONS: Final = (
    (WhyRefused.NONCE, re.compile(r"nonce (is )?too low", re.IGNORECASE)),
    (WhyRefused.FEE, re.compile(r"underpriced|base fee|fee cap|fee too low", re.IGNORECASE)),
    (WhyRefused.FUNDS, re.compile(r"insufficient (funds|balance)", re.IGNORECASE)),
)
_OUT_OF_GAS: Final = re.compile(r"out ?of ?gas|gas required exceeds|intrinsic gas", re.IGNORECASE)


class WalletNode(TrialNode):
    """A node with the methods that a wallet needs."""

    def fetch_fees(self) -> Fees:
        """What gas costs in the next block.

        Raises:
            ChainError: the node cannot be used, or its chain has no base fee.
        """
        base = self._fetch("eth_feeHistory", ["0x1", "latest", []], _parse_base_fee)
        return Fees(base, self._fetch("eth_maxPriorityFeePerGas", [], parse_quantity))

    def fetch_nonce(self, account: Address, block: int | Literal["latest", "pending"]) -> int:
        """The account's next nonce after a block."""
        where = hex(block) if isinstance(block, int) else block
        return self._fetch("eth_getTransactionCount", ["0x" + account.hex(), where], parse_quantity)

    def fetch_receipts(self, hashes: Sequence[Hash32]) -> list[Receipt | None]:
        """For each transaction what became of it; None while it is in no block."""
        method, params = "eth_getTransactionReceipt", [["0x" + each.hex()] for each in hashes]
        try:
            return [
                _parse_receipt(each)
                for start in range(0, len(params), BATCH)
                for each in self._transport.batch(method, params[start : start + BATCH])
            ]
        except (Refused, Malformed) as error:
            raise NodeAnswerInvalid(method, str(error)) from None

    def fetch_transaction(self, tx_hash: Hash32) -> Sent | None:
        """A transaction that waits or is in a block; None when the node does not know it."""
        return self._fetch("eth_getTransactionByHash", ["0x" + tx_hash.hex()], _parse_sent)

    def try_transaction(
        self, sender: Address, call: Call, gas: int, at: Literal["latest", "pending"]
    ) -> Outcome:
        """What would become of a call that may use so much gas.

        Args:
            at: after the last block, or after what waits for the next one, too.

        Raises:
            ChainError: the node cannot be used, or does not try it.
        """
        params = [call_json(sender, call) | {"gas": hex(gas)}, at]
        try:
            return Outcome(True, parse_bytes(self._transport.call("eth_call", params)), "", None, ())
        except Refused as refused:
            if refused.is_revert or _OUT_OF_GAS.search(str(refused)):
                return Outcome(False, refused.data, str(refused), None, ())
            raise NodeAnswerInvalid("eth_call", str(refused)) from None
        except Malformed as error:
            raise NodeAnswerInvalid("eth_call", str(error)) from None

    def send(self, raw: bytes) -> None:
        """Gives the node a signed transaction; one that it has already is no error.

        Raises:
            TransactionRefused: the node does not take it.
            ChainError: the node cannot be used; it may have taken it.
        """
        try:
            self._transport.call("eth_sendRawTransaction", ["0x" + raw.hex()])
        except Refused as refused:
            said = str(refused)
            if not _KNOWN.search(said):
                why = next((reason for reason, form in _REASONS if form.search(said)), WhyRefused.OTHER)
                raise TransactionRefused(why) from None


def _parse_base_fee(json: Any) -> int:
    fees = json.get("baseFeePerGas") if isinstance(json, dict) else None
    if not isinstance(fees, list) or not fees:
        raise Malformed("there is no base fee: the chain does not know EIP-1559")
    return parse_quantity(fees[-1])


def _parse_receipt(json: Any) -> Receipt | None:
    if json is None:
        return None
    try:
        return Receipt(
            parse_quantity(json["blockNumber"]),
            Hash32(parse_bytes(json["blockHash"], 32)),
            parse_quantity(json["status"]) == 1,
            parse_quantity(json["gasUsed"]) * parse_quantity(json["effectiveGasPrice"]),
            [parse_log(log) for log in json["logs"]],
        )
    except (KeyError, TypeError) as error:
        raise Malformed(f"it is no receipt: {error!r:.80}") from None


def _parse_sent(json: Any) -> Sent | None:
    if json is None:
        return None
    try:
        call = Call(
            Address(parse_bytes(json["to"], 20)), parse_quantity(json["value"]), parse_bytes(json["input"])
        )
        fees = parse_quantity(json["maxFeePerGas"]), parse_quantity(json["maxPriorityFeePerGas"])
        return Sent(call, parse_quantity(json["gas"]), *fees)
    except (KeyError, TypeError) as error:
        raise Malformed(f"it is no transaction of this relay: {error!r:.80}") from None
