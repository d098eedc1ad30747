"""JSON-RPC over HTTP to one of several nodes: tries again briefly, changes nodes, then gives up.

Error texts never show a URL's path or query, where providers' keys are.
"""

import random
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any, Final
from urllib.parse import urlsplit

import orjson
import requests
from requests.exceptions import InvalidSchema, InvalidURL, MissingSchema

from lexiarch import __version__
from lexiarch.chain.answers import Malformed, parse_quantity
from lexiarch.chain.refusal import Refused
from lexiarch.domain.errors import LexiarchError, NodeAnswerInvalid, NodeUnreachable, WrongChain

ATTEMPTS: Final = 3
"""Per node."""
PAUSE: Final = 0.1
"""Seconds before the second attempt, about; doubled before each further one."""
LONGEST_PAUSE: Final = 1.0
"""Seconds."""


_HEADERS: Final = {"Content-Type": "application/json", "User-Agent": f"lexiarch/{__version__}"}

Read = Callable[[bytes], Any]
"""Reads a JSON-RPC answer; raises ValueError when it is none."""


class _Endpoint:
    """One node."""

    def __init__(self, url: str, session: requests.Session, timeout: float) -> None:
        self._url = url
        self._session = session
        self._timeout = timeout

    def ask(self, method: str, params: Sequence[Any], read: Read) -> Any:
        """The answer to one call."""
        return read(self._post(_question(0, method, params)))

    def ask_all(self, method: str, params: Sequence[Sequence[Any]], read: Read) -> Any:
        """The answers to several calls of one method, in their order, unless the node refuses them whole."""
        answers = read(self._post([_question(number, method, each) for number, each in enumerate(params)]))
        if not isinstance(answers, list) or not all(isinstance(answer, dict) for answer in answers):
            return answers
        return sorted(answers, key=lambda answer: answer.get("id") or 0)

    def _post(self, question: Any) -> bytes:
        body = orjson.dumps(question)
        with self._session.post(
            self._url, body, headers=_HEADERS, timeout=self._timeout, stream=True
        ) as answer:
            # in one piece, not in thousands; of an error, kept for who looks at it
            raw: bytes = answer.raw.read(decode_content=True) if answer.ok else answer.content
            answer.raise_for_status()
            return raw


def _question(number: int, method: str, params: Sequence[Any]) -> dict[str, Any]:
    return {"jsonrpc": "2.0", "id": number, "method": method, "params": params}


class Transport:
    """Asks the first node that answers, and stays with it.

    Args:
        urls: of nodes of one chain, the preferred one first.
        timeout: seconds that a node may take to connect, and between two pieces of an answer.
    """

    def __init__(self, urls: Sequence[str], timeout: float) -> None:
        self._session = requests.Session()
        self._timeout = timeout
        self._urls = list(urls)
        self._nodes = [_Endpoint(url, self._session, timeout) for url in urls]
        self._current = 0
        self._chain_ids: dict[int, int] = {}

    def close(self) -> None:
        """Closes the connections."""
        self._session.close()

    def call(self, method: str, params: Sequence[Any], read: Read = orjson.loads) -> Any:
        """The result of one call.

        Args:
            read: reads the whole answer.

        Raises:
            Refused: the node answered with an error.
            NodeUnreachable, NodeAnswerInvalid, WrongChain: see Source.
        """
        return self._persist(method, lambda node: [node.ask(method, params, read)])[0]

    def batch(self, method: str, params: Sequence[Sequence[Any]], read: Read = orjson.loads) -> list[Any]:
        """The results of several calls of one method, in their order. See `call`."""
        return self._persist(method, lambda node: _answers(node.ask_all(method, params, read), len(params)))

    def batch_with_reverts(self, method: str, params: Sequence[Sequence[Any]]) -> list[Any]:
        """As `batch`; a call that reverts has its Refused for a result."""

        def ask(node: _Endpoint) -> list[Any]:
            return _answers(node.ask_all(method, params, orjson.loads), len(params))

        return self._persist(method, ask, _result_or_revert)

    def _persist(
        self, method: str, ask: Callable[[_Endpoint], list[Any]], take: Callable[[Any], Any] | None = None
    ) -> list[Any]:
        """Asks until a node answers, each of them a few times. `take` is `_result`, or like it."""
        failure: LexiarchError = NodeUnreachable("LEXIARCH_RPC_URL", "it names no node")
        for attempt in range(ATTEMPTS * len(self._nodes)):
            if attempt:
                self._current = (self._current + 1) % len(self._nodes)
                time.sleep(min(LONGEST_PAUSE, PAUSE * 2 ** (attempt - 1)) * random.uniform(0.5, 1.5))
            try:
                return self._ask(ask, take or _result)
            except _TRANSIENT as error:
                if isinstance(error, Refused) and not error.is_rate:
                    raise
                failure = self._failure(method, error)
        raise failure

    def _ask(self, ask: Callable[[_Endpoint], list[Any]], take: Callable[[Any], Any]) -> list[Any]:
        current = self._current
        if len(self._nodes) > 1 and current not in self._chain_ids:
            self._check_chain(current)
        return [take(answer) for answer in _body_of_refusal(lambda: ask(self._nodes[current]))]

    def _check_chain(self, current: int) -> None:
        """Refuses to mix chains, once for each node."""
        chain_id = parse_quantity(_result(self._nodes[current].ask("eth_chainId", [], orjson.loads)))
        expected = next(iter(self._chain_ids.values()), chain_id)
        if chain_id != expected:
            raise WrongChain(f"the chain id of {_public(self._urls[current])}", expected, chain_id)
        self._chain_ids[current] = chain_id

    def _failure(self, method: str, error: Exception) -> LexiarchError:
        if not isinstance(error, requests.RequestException | Refused):
            return NodeAnswerInvalid(
                method, str(error) if isinstance(error, Malformed) else "it is no JSON-RPC"
            )
        return NodeUnreachable(_public(self._urls[self._current]), self._reason(error))

    def _reason(self, error: Exception) -> str:
        match error:
            case Refused():
                return "it limits the rate of requests"
            case requests.HTTPError():
                return f"HTTP status {error.response.status_code}"
            case InvalidURL() | InvalidSchema() | MissingSchema():
                return "that is no http:// or https:// address"
            case requests.Timeout():
                return f"nothing came within {self._timeout:g} seconds"
            case _:
                return "the connection failed"


_TRANSIENT: Final = (
    requests.RequestException,
    Refused,
    *(ValueError, TypeError, AttributeError, RecursionError),  # stumbling over an answer of another form
)
"""What may pass."""


def _body_of_refusal(ask: Callable[[], list[Any]]) -> list[Any]:
    """The answers; also an error that came with an HTTP status of 4xx, as some nodes send it."""
    try:
        return ask()
    except requests.HTTPError as error:
        if error.response.status_code == 429 or error.response.status_code >= 500:
            raise
        with suppress(ValueError):
            body = error.response.json()
            if isinstance(body, dict) and body.get("error"):
                return [body]
        raise


def _answers(answers: Any, count: int) -> list[Any]:
    """One answer for each call; a single one is the refusal of the whole batch."""
    if isinstance(answers, list) and len(answers) == count:
        return answers
    given = answers if isinstance(answers, list) else [_result(answers)]
    raise Malformed(f"{len(given)} answers to {count} calls")


def _result(answer: Any) -> Any:
    if not isinstance(answer, dict):
        raise Malformed(f"{answer!r:.80} is no answer")
    if answer.get("error") is not None:
        raise Refused(answer["error"])
    if "result" not in answer:
        raise Malformed("an answer without result")
    return answer["result"]


def _result_or_revert(answer: Any) -> Any:
    try:
        return _result(answer)
    except Refused as refused:
        if refused.is_revert:
            return refused
        raise


def _public(url: str) -> str:
    parts = urlsplit(url)
    host = parts.netloc.rpartition("@")[2]
    return f"{parts.scheme}://{host}" if host else "LEXIARCH_RPC_URL"
