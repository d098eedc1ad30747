import time

import pytest

from lexiarch.dashboard.words.freshness import freshness
from lexiarch.views.models import BlockRef, Status


def make_status(
    indexed: int | None = 100, lag: int = 0, verified: int | None = 100, differences: tuple[str, ...] = ()
) -> Status:
    block = (
        None if indexed is None else BlockRef(number=indexed, hash="0x" + "00" * 32, timestamp=1_790_000_000)
    )
    return Status(
        name="Commons",
        chain_id=1,
        indexed=block,
        head=block,
        lag_blocks=lag,
        lag_seconds=lag * 12,
        verified_block=verified,
        differences=list(differences),
        contracts={},
        version="0",
    )


@pytest.mark.parametrize(
    ("status", "tone", "detail"),
    [
        (make_status(), "good", "verified"),
        (make_status(verified=97), "good", "verified at block 97"),
        (make_status(verified=None), "waiting", "not yet compared with the contracts"),
        (make_status(lag=2), "good", "verified"),
        (make_status(lag=50), "waiting", "index is 50 blocks behind (10 minutes)"),
        (make_status(None), "waiting", "nothing is indexed yet"),
        (
            make_status().model_copy(update={"trouble": "NodeUnreachable"}),
            "bad",
            "the index does not get on (NodeUnreachable); what you see may be old",
        ),
        (
            make_status(lag=50, differences=("votes of 7",)),
            "bad",
            "the index differs from the chain: votes of 7",
        ),
    ],
)
def test_the_foot_says_how_near_the_page_is_to_the_chain(status: Status, tone: str, detail: str) -> None:
    assert (freshness(status).tone, freshness(status).detail) == (tone, detail)


def test_an_indexer_that_has_been_silent_for_long_is_not_trusted() -> None:
    now = int(time.time())
    recent, old = (make_status().model_copy(update={"contact": now - ago}) for ago in (5, 3600))
    assert freshness(recent).tone == "good"
    assert freshness(old).tone == "bad"
    assert freshness(old).detail.startswith("the indexer has been silent for 1 hour")
