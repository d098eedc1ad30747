"""Calls tried on a node: what they would do, and what code is there. Needs no transaction and no key."""

from collections.abc import Sequence
from typing import Any, Final

from lexiarch.chain.answers import Malformed, parse_bytes, parse_quantity
from lexiarch.chain.node import BATCH, Node
from lexiarch.chain.refusal import Refused
from lexiarch.domain.chain import Address, Hash32
from lexiarch.domain.errors import NodeAnswerInvalid
from lexiarch.domain.execution import Call, Outcome, Trial, TrialLog, Where

_LONGEST_WORDS: Final = 200
"""Characters of what a node says that are passed on."""


class TrialNode(Node):
    """A node that is asked what would happen."""

    def try_calls(self, sender: Address, calls: Sequence[Call], where: Where) -> Trial:
        """What would become of calls, in the order given.

        Each sees the effects of those before it where the node has `eth_simulateV1`; else it is tried alone.

        Raises:
            ChainError: the node cannot be used.
        """
        try:
            return Trial(True, self._fetch_simulation(sender, calls, where))
        except NodeAnswerInvalid:
            return Trial(False, [self._try_alone(sender, call, where) for call in calls])

    def fetch_codes(self, accounts: Sequence[Address], block: int | bytes) -> list[bytes] | None:
        """Code of each account after a block; None when the node does not know that state (any more).

        Raises:
            ChainError: the node cannot be used.
        """
        return self._fetch_states("eth_getCode", [["0x" + account.hex()] for account in accounts], block)

    def fetch_slots(self, accounts: Sequence[Address], slot: bytes, block: int | bytes) -> list[bytes] | None:
        """A word of each account's storage after a block; as {fetch_codes}."""
        params = [["0x" + account.hex(), "0x" + slot.hex()] for account in accounts]
        return self._fetch_states("eth_getStorageAt", params, block)

    def _fetch_states(
        self, method: str, params: Sequence[list[str]], block: int | bytes
    ) -> list[bytes] | None:
        where = hex(block) if isinstance(block, int) else {"blockHash": "0x" + block.hex()}
        found: list[bytes] = []
        try:
            for start in range(0, len(params), BATCH):
                calls = [[*each, where] for each in params[start : start + BATCH]]
                found += map(parse_bytes, self._transport.batch(method, calls))
        except (Refused, Malformed, NodeAnswerInvalid):
            return None
        return found

    def _fetch_simulation(self, sender: Address, calls: Sequence[Call], where: Where) -> list[Outcome]:
        overrides = {"number": hex(where.number + 1), "time": hex(where.time)}
        request = {
            "blockStateCalls": [
                {"blockOverrides": overrides, "calls": [call_json(sender, call) for call in calls]}
            ],
            "traceTransfers": True,
            "validation": False,
        }
        params = [request, {"blockHash": "0x" + where.hash.hex()}]
        return self._fetch("eth_simulateV1", params, lambda json: _parse_outcomes(json, len(calls)))

    def _try_alone(self, sender: Address, call: Call, where: Where) -> Outcome:
        params = [call_json(sender, call), {"blockHash": "0x" + where.hash.hex()}]
        try:
            returned = parse_bytes(self._transport.call("eth_call", params))
        except Refused as refused:
            return Outcome(False, refused.data, str(refused), None, ())
        except Malformed as error:
            raise NodeAnswerInvalid("eth_call", str(error)) from None
        return Outcome(True, returned, "", None, ())


def call_json(sender: Address, call: Call) -> dict[str, str]:
    """A call as JSON-RPC takes it."""
    return {
        "from": "0x" + sender.hex(),
        "to": "0x" + call.to.hex(),
        "value": hex(call.value),
        "input": "0x" + call.data.hex(),
    }


def _parse_outcomes(json: Any, count: int) -> list[Outcome]:
    try:
        outcomes = [_parse_outcome(each) for each in json[0]["calls"]]
    except (KeyError, IndexError, TypeError, AttributeError) as error:
        raise Malformed(f"it has another form: {error!r:.80}") from None
    if len(outcomes) != count:
        raise Malformed(f"{len(outcomes)} outcomes of {count} calls")
    return outcomes


def _parse_outcome(json: Any) -> Outcome:
    error = json.get("error") or {}
    success = parse_quantity(json["status"]) == 1
    returned = parse_bytes(json["returnData"])
    if not success and not returned and isinstance(error.get("data"), str):
        returned = parse_bytes(error["data"])
    said = "" if success else str(error.get("message", ""))[:_LONGEST_WORDS]
    logs = [parse_log(log) for log in json["logs"]] if success else []
    return Outcome(success, returned, said, parse_quantity(json["gasUsed"]), logs)


def parse_log(json: Any) -> TrialLog:
    """A log, whatever it belongs to."""
    topics = tuple(Hash32(parse_bytes(topic, 32)) for topic in json["topics"])
    return TrialLog(Address(parse_bytes(json["address"], 20)), topics, parse_bytes(json["data"]))
