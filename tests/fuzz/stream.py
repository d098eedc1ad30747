"""The event stream, which does not end: schemathesis makes the requests, and the first block is read."""

from collections import Counter
from time import monotonic
from typing import Any

import httpx
import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings

from tests.fuzz.run import Result

_PATH = "/api/v1/events"


def run_stream(url: str, *, seed_number: int, examples: int) -> Result:
    """Asks for event streams: each answers one block of a stream, or an error that the document names."""
    schema = schemathesis.openapi.from_url(f"{url}{_PATH.removesuffix('/events')}/openapi.json")
    operation = schema[_PATH]["GET"]
    responses: dict[str, Any] = operation.definition.raw["responses"]
    result = Result()
    counts = Counter[int]()

    @seed(seed_number)
    @settings(
        max_examples=examples,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy())
    def ask(case: Any) -> None:
        status, fault = _ask(client, url, case, responses)
        counts[status] += 1
        if fault:
            result.faults.append(fault)

    begun = monotonic()
    with httpx.Client(timeout=10) as client:
        ask()
    result.seconds, result.counts = monotonic() - begun, {f"GET {_PATH}": counts}
    return result


def _ask(client: httpx.Client, url: str, case: Any, responses: dict[str, Any]) -> tuple[int, str]:
    """Status, and what is wrong."""
    arguments = case.as_transport_kwargs(base_url=url)
    request = client.build_request(
        "GET", arguments["url"], params=arguments.get("params"), headers=dict(arguments["headers"])
    )
    answer = client.send(request, stream=True)
    try:
        media = answer.headers["content-type"].partition(";")[0]
        status = str(answer.status_code)
        if status not in responses or media not in responses[status]["content"]:
            return answer.status_code, f"{request.url}: {status} {media} is not in the document"
        if status == "200":
            first = next(answer.iter_text())
            fault = "" if first.startswith("retry: ") else f"{request.url}: begins with {first[:100]!r}"
        else:
            error = httpx.Response(200, content=answer.read()).json()["error"]
            fault = "" if set(error) == {"code", "message", "remedy"} else f"{request.url}: {error}"
        return answer.status_code, fault
    finally:
        answer.close()
