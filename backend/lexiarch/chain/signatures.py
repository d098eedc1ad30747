"""What accounts that are contracts say, now: asked when nobody's key can be recovered from a signature."""

from typing import Any, Final

from lexiarch.chain.answers import Malformed, parse_bytes
from lexiarch.chain.node import Node
from lexiarch.chain.refusal import Refused
from lexiarch.domain.chain import Address
from lexiarch.domain.errors import NodeAnswerInvalid, WrongChain

_GAS: Final = hex(10_000_000)
"""Enough to deploy a wallet, too little to keep a node busy."""
_SENDER: Final = "0x" + "5e" * 20
"""Nobody's. Some contracts let address zero do what nobody else may."""


class SignatureNode(Node):
    """A node that is asked about signatures.

    Its answers are believed only while it is on the chain that is meant: the same address may be another's
    wallet elsewhere.
    """

    def fetch_has_code(self, account: Address, chain_id: int) -> bool:
        """Whether the account is a contract.

        Raises:
            WrongChain: the node is on another chain.
            ChainError: the node cannot be used.
        """
        found = self.fetch_chain_id()
        if found != chain_id:
            raise WrongChain("the chain id", chain_id, found)
        return bool(self._ask("eth_getCode", ["0x" + account.hex(), "latest"]))

    def fetch_returned(self, to: Address | None, data: bytes) -> bytes | None:
        """What a call returns; None when it reverts.

        Args:
            to: None to run `data` as the code of a new contract, which stays nowhere.

        Raises:
            ChainError: the node cannot be used.
        """
        call = {"from": _SENDER, "data": "0x" + data.hex(), "gas": _GAS}
        if to is not None:
            call["to"] = "0x" + to.hex()
        return self._ask("eth_call", [call, "latest"])

    def _ask(self, method: str, params: list[Any]) -> bytes | None:
        try:
            return parse_bytes(self._transport.call(method, params))
        except Refused as refused:
            if refused.is_revert:
                return None
            raise NodeAnswerInvalid(method, str(refused)) from None
        except Malformed as error:
            raise NodeAnswerInvalid(method, str(error)) from None
