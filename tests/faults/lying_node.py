"""A node that lies: the chain in memory behind JSON-RPC over HTTP, with the faults that real nodes have."""

import json
from collections import Counter
from collections.abc import Callable
from random import Random
from typing import Any

from eth_utils.crypto import keccak

from lexiarch.domain.chain import RawLog
from lexiarch.indexer.bloom import explains
from tests.helpers.fake_chain import Block, FakeChain
from tests.helpers.fake_node import Answer, error, result

_STATUSES = (429, 500, 502, 503)
_REFUSALS = (
    (-32000, "header not found"),
    (-32005, "daily request count exceeded, request rate limited"),
    (-32603, "Internal error"),
    (-32601, "the method does not exist/is not available"),
)


class LyingNode:
    """Answers as a chain's node would, and lies in a part of its answers.

    It does not lie where nobody could notice: what it leaves out of a block is missing in the bloom, and of a
    range far behind the head it leaves nothing out.

    Args:
        chance: decides when and how.
    """

    def __init__(self, chain: FakeChain, chance: Random) -> None:
        self._chain = chain
        self._chance = chance
        self.told: Counter[str] = Counter()
        """Lies by kind."""
        self.share = 0.0
        """Of answers that are lies."""
        self.lag = 0
        """Blocks that it does not have yet."""
        self.forgotten: list[Block] = []
        """Blocks of other forks, which it may still serve."""

    def answer(self, request: Any) -> Any:
        """What to send: JSON, or an HTTP status and body."""
        if self._chance.random() >= self.share:
            return self._honest(request)
        lies: tuple[Callable[[Any], Any], ...] = (
            self._fail,
            self._cut_off,
            self._say_nonsense,
            self._refuse,
            self._say_nothing,
            *(self._lie_in_a_batch if isinstance(request, list) else self._lie_in_one,) * 6,
        )
        return self._chance.choice(lies)(request)

    # ---- the truth

    @property
    def _blocks(self) -> list[Block]:
        return self._chain.blocks[: len(self._chain.blocks) - self.lag]

    def _honest(self, request: Any) -> Any:
        if isinstance(request, list):
            return [self._honest(each) for each in request]
        method, params = request["method"], request["params"]
        if method == "eth_chainId":
            return result(request, hex(self._chain.chain_id))
        if method == "eth_getLogs":
            return self._logs(request, params[0])
        block = self._blocks[-1] if params[0] == "latest" else self._by_number(int(params[0], 16))
        return result(request, _header_json(block) if block else None)

    def _by_number(self, number: int) -> Block | None:
        return self._blocks[number] if number < len(self._blocks) else None

    def _logs(self, request: Any, where: dict[str, Any]) -> Any:
        if "blockHash" in where:
            found = [block for block in self._blocks if _hex(block.header.hash) == where["blockHash"]]
            if not found:
                return error(request, -32000, "unknown block")
        else:
            # a node that has not all of them yet gives what it has
            found = self._blocks[int(where["fromBlock"], 16) : int(where["toBlock"], 16) + 1]
        logs = [log for block in found for log in block.logs]
        wanted = where.get("address")
        return result(request, [_log_json(log) for log in logs if not wanted or _hex(log.address) in wanted])

    # ---- the lies

    def _fail(self, _: Any) -> Answer:
        self.told["HTTP errors"] += 1
        return self._chance.choice(_STATUSES), b"try again later"

    def _cut_off(self, request: Any) -> Answer:
        self.told["bodies cut off"] += 1
        body = json.dumps(self._honest(request)).encode()
        return 200, body[: self._chance.randrange(len(body))]

    def _say_nonsense(self, _: Any) -> Answer:
        self.told["answers that are no JSON-RPC"] += 1
        return 200, self._chance.choice((b"<html>busy</html>", b"[]", b"{}", b"null", b'"ok"', b"\xff"))

    def _refuse(self, request: Any) -> Any:
        self.told["refusals"] += 1
        one = request[0] if isinstance(request, list) else request
        if one["method"] == "eth_getLogs" and self._chance.random() < 0.5:
            return error(one, -32005, "query returned more than 10000 results")
        return error(one, *self._chance.choice(_REFUSALS))

    def _say_nothing(self, request: Any) -> Any:
        self.told["null for an answer"] += 1
        return (
            [result(each, None) for each in request] if isinstance(request, list) else result(request, None)
        )

    def _lie_in_a_batch(self, request: Any) -> Any:
        answers = self._honest(request)
        how = self._chance.choice(("shuffled", "one missing", "one twice", "one of another block"))
        self.told[f"batches: {how}"] += 1
        place = self._chance.randrange(len(answers))
        if how == "shuffled":
            self._chance.shuffle(answers)
        elif how == "one missing":
            del answers[place]
        elif how == "one twice":
            answers.append(answers[place])
        else:
            answers[place] = self._other_block(request[place])
        return answers

    def _lie_in_one(self, request: Any) -> Any:
        if request["method"] == "eth_getLogs":
            return self._lie_about_logs(request)
        if request["method"] == "eth_chainId":
            return self._honest(request)  # another chain is another script
        return self._other_block(request)

    def _other_block(self, request: Any) -> Any:
        """An older head; for a number, the block of another fork, or one beside it."""
        number = len(self._blocks) - 1 if request["params"][0] == "latest" else int(request["params"][0], 16)
        stale = [block for block in self.forgotten if block.header.number == number]
        if stale and self._chance.random() < 0.5:
            self.told["blocks of a fork that is gone"] += 1
            return result(request, _header_json(self._chance.choice(stale)))
        self.told["head going back, or another block"] += 1
        earlier = max(0, min(number, len(self._blocks)) - self._chance.randint(1, 20))
        return result(request, _header_json(self._blocks[earlier]))

    def _lie_about_logs(self, request: Any) -> Any:
        answer = self._honest(request)
        logs = answer.get("result")
        if not logs:
            return answer
        lies = [self._double, self._remove, self._mistake]
        if "blockHash" in request["params"][0]:
            lies += [self._leave_out] * 4
        return self._chance.choice(lies)(answer)

    def _double(self, answer: Any) -> Any:
        self.told["logs twice"] += 1
        return answer | {"result": [*answer["result"], self._chance.choice(answer["result"])]}

    def _remove(self, answer: Any) -> Any:
        self.told["logs that a reorg removed"] += 1
        return answer | {"result": [log | {"removed": True} for log in answer["result"]]}

    def _mistake(self, answer: Any) -> Any:
        self.told["logs of another fork's block"] += 1
        other = _hex(keccak(text=f"fork {self._chance.random()}"))
        return answer | {"result": [log | {"blockHash": other} for log in answer["result"]]}

    def _leave_out(self, answer: Any) -> Any:
        logs = answer["result"]
        kept = [] if self._chance.random() < 0.3 else [log for log in logs if self._chance.random() < 0.6]
        block = next(block for block in self._blocks if _hex(block.header.hash) == logs[0]["blockHash"])
        places = {int(log["logIndex"], 16) for log in kept}
        given = [log for log in block.logs if log.log_index in places]
        if len(kept) == len(logs) or _leaves_no_trace(given, block):
            return answer
        self.told["logs left out: all" if not kept else "logs left out: some"] += 1
        return answer | {"result": kept}


def _leaves_no_trace(given: list[RawLog], block: Block) -> bool:
    """Whether only the block's receipts can tell that there are more logs."""
    return explains(given, block.header.logs_bloom)


def _hex(data: bytes) -> str:
    return f"0x{data.hex()}"


def _header_json(block: Block) -> dict[str, str]:
    header = block.header
    return {
        "number": hex(header.number),
        "hash": _hex(header.hash),
        "parentHash": _hex(header.parent_hash),
        "timestamp": hex(header.timestamp),
        "logsBloom": _hex(header.logs_bloom),
    }


def _log_json(log: RawLog) -> dict[str, Any]:
    return {
        "blockNumber": hex(log.block_number),
        "blockHash": _hex(log.block_hash),
        "transactionHash": _hex(log.tx_hash),
        "logIndex": hex(log.log_index),
        "address": _hex(log.address),
        "topics": [_hex(topic) for topic in log.topics],
        "data": _hex(log.data),
        "removed": False,
    }
