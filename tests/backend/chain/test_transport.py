"""Node with nodes that fail: what is tried again, what is not, and what the error says."""

import itertools
import json
import time
from collections.abc import Iterator
from typing import Any

import pytest

from lexiarch.chain import transport
from lexiarch.chain.node import Node
from lexiarch.chain.transport import ATTEMPTS
from lexiarch.domain.chain import Address
from lexiarch.domain.errors import (
    ChainError,
    LexiarchError,
    NodeAnswerInvalid,
    NodeUnreachable,
    RangeTooLarge,
    WrongChain,
)
from tests.helpers.fake_node import error, fake_node, result

SOMEONE = Address(b"\x0a" * 20)


def header_of(number: int) -> dict[str, str]:
    return {
        "number": hex(number),
        "hash": "0x" + number.to_bytes(32, "big").hex(),
        "parentHash": "0x" + (number - 1).to_bytes(32, "big").hex(),
        "timestamp": hex(1_000_000 + number),
        "logsBloom": "0x" + "00" * 256,
    }


@pytest.fixture
def closed_url() -> str:
    """Where a node was until a moment ago."""
    with fake_node(lambda request: result(request, "0x1")) as node:
        return node.url


@pytest.fixture(autouse=True)
def _short_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transport, "PAUSE", 0.001)


def fetch_error(node: Node) -> LexiarchError:
    with pytest.raises(ChainError) as caught:
        node.fetch_chain_id()
    return caught.value


def test_a_node_that_says_nothing_is_given_up_at_the_timeout() -> None:
    def sleep(request: Any) -> Any:
        time.sleep(0.3)
        return result(request, "0x1")

    with fake_node(sleep) as fake, Node([fake.url], 0.05) as node:
        assert "nothing came within 0.05 seconds" in fetch_error(node).message


@pytest.mark.parametrize("status", [429, 500, 502, 503])
def test_a_passing_refusal_is_tried_again(status: int) -> None:
    statuses = iter([status, 200])

    def answer(request: Any) -> Any:
        return (status, b"later") if next(statuses) != 200 else result(request, "0x7")

    with fake_node(answer) as fake, Node([fake.url], 5) as node:
        assert node.fetch_chain_id() == 7
        assert len(fake.requests) == 2


@pytest.mark.parametrize("status", [401, 404, 503])
@pytest.mark.parametrize("body", [b"", b"<html>no</html>", b"{}", b"[]"])
def test_a_refusal_that_stays_is_unreachable_with_its_status(status: int, body: bytes) -> None:
    with fake_node(lambda request: (status, body)) as fake, Node([fake.url], 5) as node:
        failure = fetch_error(node)
        assert isinstance(failure, NodeUnreachable)
        assert f"HTTP status {status}" in failure.message
        assert len(fake.requests) == ATTEMPTS


@pytest.mark.parametrize(
    ("code", "message"), [(-32005, "daily request count exceeded, request rate limited"), (429, "slow down")]
)
def test_a_rate_limit_said_in_json_is_tried_again(code: int, message: str) -> None:
    turns = itertools.count()

    def answer(request: Any) -> Any:
        limited = error(request, code, message)
        return limited if next(turns) == 0 else result(request, "0x7")

    with fake_node(answer) as fake, Node([fake.url], 5) as node:
        assert node.fetch_chain_id() == 7


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>busy</html>",
        b'{"jsonrpc": "2.0", "id": 1, "resu',
        b"[]",
        b"17",
        b"\xff\xfe",
        b'{"id": 1}',
        b"[" * 100_000,
    ],
)
def test_an_answer_that_is_not_json_rpc_is_asked_again_and_then_invalid(body: bytes) -> None:
    with fake_node(lambda request: (200, body)) as fake, Node([fake.url], 5) as node:
        assert isinstance(fetch_error(node), NodeAnswerInvalid)
        assert len(fake.requests) == ATTEMPTS


def test_a_truncated_body_is_tried_again() -> None:
    turns = itertools.count()

    def answer(request: Any) -> Any:
        return (200, b'{"jsonrpc": "2.0", "id": 0, "res') if next(turns) == 0 else result(request, "0x7")

    with fake_node(answer) as fake, Node([fake.url], 5) as node:
        assert node.fetch_chain_id() == 7


@pytest.mark.parametrize("value", [None, 1, "7", "0x", "0xzz", {}, []])
def test_a_result_of_another_form_is_invalid(value: Any) -> None:
    with fake_node(lambda request: result(request, value)) as fake, Node([fake.url], 5) as node:
        assert isinstance(fetch_error(node), NodeAnswerInvalid)


def test_the_second_node_answers_when_the_first_fails_and_is_asked_from_then_on() -> None:
    with (
        fake_node(lambda request: (503, b"")) as first,
        fake_node(lambda request: result(request, "0x7")) as second,
        Node([first.url, second.url], 5) as node,
    ):
        assert node.fetch_chain_id() == 7
        assert len(first.requests) == 1
        assert node.fetch_chain_id() == 7
        assert len(first.requests) == 1


def test_the_second_node_answers_when_the_first_is_down(closed_url: str) -> None:
    with (
        fake_node(lambda request: result(request, "0x7")) as second,
        Node([closed_url, second.url], 5) as node,
    ):
        assert node.fetch_chain_id() == 7


def test_a_second_node_on_another_chain_is_refused() -> None:
    turns = itertools.count()

    def once(request: Any) -> Any:
        return result(request, "0x7") if next(turns) < 2 else (503, b"")

    with (
        fake_node(once) as first,
        fake_node(lambda request: result(request, "0x8")) as second,
        Node([first.url, second.url], 5) as node,
    ):
        assert node.fetch_chain_id() == 7
        failure = fetch_error(node)
        assert isinstance(failure, WrongChain)
        assert second.url in failure.message


def test_no_node_at_all_is_unreachable() -> None:
    with Node([], 5) as node:
        assert isinstance(fetch_error(node), NodeUnreachable)


@pytest.mark.parametrize(
    "url", ["", "localhost:8545", "ftp://127.0.0.1:8545", "http://", "http://127.0.0.1:99999", "127.0.0.1"]
)
def test_what_is_no_url_of_a_node_is_unreachable(url: str) -> None:
    with Node([url], 5) as node:
        assert isinstance(fetch_error(node), NodeUnreachable)


def test_errors_do_not_show_the_key_in_the_url(closed_url: str) -> None:
    with Node([closed_url.replace("://", "://user:pass@") + "/v3/s3cret?key=s3cret"], 5) as node:
        failure = fetch_error(node)
    shown = "".join(str(each) for each in chain_of(failure))
    assert closed_url in shown
    assert "s3cret" not in shown
    assert "pass@" not in shown


def chain_of(failure: BaseException | None) -> Iterator[BaseException]:
    """The error and what a traceback would show as its cause."""
    while failure is not None:
        yield failure
        failure = failure.__cause__ or (None if failure.__suppress_context__ else failure.__context__)


def test_batch_answers_out_of_order_are_put_in_order() -> None:
    def answer(batch: Any) -> Any:
        return [result(each, header_of(int(each["params"][0], 16))) for each in reversed(batch)]

    with fake_node(answer) as fake, Node([fake.url], 5) as node:
        assert [header.number for header in node.fetch_headers([4, 5, 6])] == [4, 5, 6]


def test_a_limit_of_the_rate_within_a_batch_of_calls_is_no_revert_and_asked_again() -> None:
    refusals = iter([{"code": 429, "message": "too many requests"}])

    def answer(batch: Any) -> Any:
        first, *others = batch
        error = next(refusals, None)
        told = {"jsonrpc": "2.0", "id": first["id"], "error": error} if error else result(first, "0x01")
        return [told, *(result(each, "0x02") for each in others)]

    with fake_node(answer) as fake, Node([fake.url], 5) as node:
        assert node.call_all([(Address(bytes(20)), b"")] * 2, bytes(32)) == [b"\x01", b"\x02"]
    assert next(refusals, None) is None


def test_batch_with_an_answer_missing_is_invalid() -> None:
    def answer(batch: Any) -> Any:
        return [result(each, header_of(int(each["params"][0], 16))) for each in batch[1:]]

    with (
        fake_node(answer) as fake,
        Node([fake.url], 5) as node,
        pytest.raises(NodeAnswerInvalid, match="2 answers to 3 calls"),
    ):
        node.fetch_headers([4, 5, 6])


def test_batch_answered_as_if_it_were_one_call_is_invalid() -> None:
    def answer(batch: Any) -> Any:
        return result(batch[0], header_of(4))

    with (
        fake_node(answer) as fake,
        Node([fake.url], 5) as node,
        pytest.raises(NodeAnswerInvalid, match="1 answers to 2 calls"),
    ):
        node.fetch_headers([4, 5])


def test_batch_answers_to_other_blocks_are_invalid() -> None:
    def answer(batch: Any) -> Any:
        return [result(each, header_of(9)) for each in batch]

    with (
        fake_node(answer) as fake,
        Node([fake.url], 5) as node,
        pytest.raises(NodeAnswerInvalid, match="it is block 9, not 0x4"),
    ):
        node.fetch_headers([4, 5])


def test_batch_that_the_node_refuses_as_a_whole_is_invalid() -> None:
    def answer(batch: Any) -> Any:
        return {
            "jsonrpc": "2.0",
            "id": None,
            "error": {"code": -32600, "message": "batches are not supported"},
        }

    with (
        fake_node(answer) as fake,
        Node([fake.url], 5) as node,
        pytest.raises(NodeAnswerInvalid, match="batches are not supported"),
    ):
        node.fetch_headers([4, 5])


@pytest.mark.parametrize(
    ("code", "message"),
    [
        (-32005, "query returned more than 10000 results"),
        (-32005, "the query would generate a large answer"),
        (-32602, "query exceeds max results 20000, retry with the range 1-100"),
        (-32600, "You can make eth_getLogs requests with up to a 10 block range."),
        (-32000, "exceed maximum block range: 5000"),
        (-32000, "block range is too wide"),
        (-32614, "eth_getLogs is limited to a 10,000 range"),
        (-32602, "Log response size exceeded."),
        (-32000, "logs matched by query exceeds limit of 10000"),
        (-32002, "request timed out"),
    ],
)
@pytest.mark.parametrize("status", [200, 400])
def test_logs_refused_for_their_number_are_a_range_too_large(code: int, message: str, status: int) -> None:
    def answer(request: Any) -> Any:
        return status, json.dumps(error(request, code, message)).encode()

    with fake_node(answer) as fake, Node([fake.url], 5) as node:
        with pytest.raises(RangeTooLarge, match="blocks 5 to 900"):
            node.fetch_logs(5, 900, [SOMEONE])
        assert len(fake.requests) == 1  # the same range again would be refused again


def test_logs_refused_for_another_reason_are_no_range_too_large() -> None:
    def answer(request: Any) -> Any:
        return error(request, -32601, "the method eth_getLogs does not exist")

    with (
        fake_node(answer) as fake,
        Node([fake.url], 5) as node,
        pytest.raises(NodeAnswerInvalid, match="does not exist"),
    ):
        node.fetch_logs(5, 900, [SOMEONE])
