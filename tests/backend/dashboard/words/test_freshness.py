import time

import pytest

from lexiarch.dashboard.language import speaking
from lexiarch.dashboard.languages import languages
from lexiarch.dashboard.words.differences import difference_words
from lexiarch.dashboard.words.freshness import freshness
from lexiarch.domain.deployment import ContractName
from lexiarch.indexer.checks.check import Check, _difference
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


DIFFERENCES = [
    (
        "governor.proposalVotes(7) is 1, 2, 3, the index says 1, 2, 4",
        "governor.proposalVotes(7) is 1, 2, 3 on the chain and 1, 2, 4 in the index",
        "governor.proposalVotes(7) ist 1, 2, 3 auf der Blockchain und 1, 2, 4 im Index",
    ),
    (
        "token.getVotes(0x12) reverts, the index says 5",
        "token.getVotes(0x12) cannot be asked, the index says 5",
        "token.getVotes(0x12) lässt sich nicht abfragen, der Index sagt 5",
    ),
    (
        "token.name() answers in another form, the index says Is (it)",
        "token.name() answers in another form, the index says Is (it)",
        "token.name() antwortet in anderer Form, der Index sagt Is (it)",
    ),
    ("something else", "something else", "something else"),
]


@pytest.mark.parametrize(("kept", "english", "german"), DIFFERENCES)
def test_what_differs_is_told_in_the_readers_language(kept: str, english: str, german: str) -> None:
    status = make_status(differences=(kept,))
    assert freshness(status).detail == f"the index differs from the chain: {english}"
    with speaking(languages()["de"]):
        assert freshness(status).detail.endswith(f": {german}")


def test_the_indexers_own_words_for_a_difference_are_understood() -> None:
    for check in (Check(ContractName.TOKEN, "getVotes(address)", (b"\x12" * 20,), (5,)),):
        for found in ("reverts", "answers in another form", "is 7"):
            kept = _difference(check, found)
            assert difference_words(kept).endswith(("5", "in the index"))
            if found != "answers in another form":  # which is the same in English
                assert difference_words(kept) != kept


def test_an_indexer_that_has_been_silent_for_long_is_not_trusted() -> None:
    now = int(time.time())
    recent, old = (make_status().model_copy(update={"contact": now - ago}) for ago in (5, 3600))
    assert freshness(recent).tone == "good"
    assert freshness(old).tone == "bad"
    assert freshness(old).detail.startswith("the indexer has been silent for 1 hour")
