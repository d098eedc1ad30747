"""What is measured, in words, and what it is compared with."""

from typing import NamedTuple


class Figure(NamedTuple):
    """One line of the table."""

    key: str
    words: str
    unit: str
    to_beat: str = ""
    """Of the field, measured elsewhere on a like machine before this project had a bench."""
    peers: tuple[str, ...] = ()
    """Keys of figures of the same run."""


PEERS = {
    "subsquid": "Subsquid, PostgreSQL",
    "ponder_pglite": "Ponder, PGlite",
    "ponder_postgres": "Ponder, PostgreSQL",
}
"""Indexers of others, by the names in keys."""


def _peer_keys(ending: str) -> tuple[str, ...]:
    return tuple(f"peer_{name}_{ending}" for name in PEERS)


def peer_name(key: str) -> str:
    """Whose figure it is."""
    return next(words for name, words in PEERS.items() if key.startswith(f"peer_{name}_"))


_BALLOTS = (("1e4", "10,000"), ("1e5", "100,000"), ("1e6", "1,000,000"))
FIGURES = (
    Figure(
        "backfill_sqlite_events_per_s",
        "backfill of 500,000 events, 400 a block, SQLite",
        "events/s",
        "Subsquid 18,000",
        _peer_keys("events_per_s"),
    ),
    Figure(
        "backfill_postgres_events_per_s",
        "the same, PostgreSQL",
        "events/s",
        "Subsquid 18,000",
        _peer_keys("events_per_s"),
    ),
    Figure(
        "backfill_sparse_events_per_s",
        "backfill of 20,000 blocks of one event, SQLite",
        "events/s",
        "Subsquid 2,080",
        _peer_keys("sparse_events_per_s"),
    ),
    Figure(
        "backfill_peak_mib",
        "most resident memory, 500,000 events, SQLite",
        "MiB",
        "Subsquid 340",
        _peer_keys("peak_mib"),
    ),
    Figure("backfill_small_peak_mib", "the same, 250,000 events", "MiB"),
    Figure(
        "backfill_postgres_peak_mib", "the same, 500,000 events, PostgreSQL (without the server's)", "MiB"
    ),
    Figure(
        "follow_p50_ms",
        "from a block to its row in the API, by subscription, median",
        "ms",
        "Ponder on a WebSocket 28",
    ),
    Figure("follow_p99_ms", "the same, 99th percentile", "ms", "Ponder on a WebSocket 3,380 at most"),
    Figure("follow_poll_p50_ms", "the same, polling ten times a second, median", "ms", "Subsquid 77"),
    Figure("follow_poll_p99_ms", "the same, 99th percentile", "ms", "Subsquid 125 at most"),
    Figure("list_rps", "list of proposals at saturation (least of the three below)", "requests/s"),
    *(
        Figure(f"list_rps_{name}", f"the same, {votes} ballots indexed", "requests/s")
        for name, votes in _BALLOTS
    ),
    *(
        Figure(f"{key}_{name}", words.format(votes), "ms")
        for key, words in (
            ("page_p99_ms", "page of a proposal with {} ballots, 200 requests/s, 99th percentile"),
            ("page_ms", "page of a proposal with {} ballots, one request at a time, each made anew, mean"),
            ("list_p99_ms", "list of proposals, {} ballots indexed, 200 requests/s, 99th percentile"),
        )
        for name, votes in _BALLOTS
    ),
    Figure("sse_5000_seconds", "from a block to the last of 5,000 listeners, median of 7 blocks", "s"),
    Figure("sse_5000_worst_seconds", "the same, slowest", "s"),
    Figure("sse_5000_mib", "most resident memory of the server with them", "MiB"),
    Figure("secret_proof_seconds", "a secret ballot's proof in Chromium, depth 16, median of 5", "s"),
    Figure("secret_first_proof_seconds", "the same, the first", "s"),
    Figure("secret_tree_seconds", "a tree of 10,000 members fetched and hashed there, median of 3", "s"),
    Figure("secret_download_mb", "what a first secret ballot loads, prover, circuit and key", "MB"),
    Figure("secret_download_again_mb", "the same, the next time", "MB"),
    Figure("sse_kib_each", "of it, for each listener", "KiB", "29 (idle streams, uvicorn)"),
    Figure("lcp_ms", "largest contentful paint of the demo's slowest page, empty cache, median of 5", "ms"),
    Figure(
        "first_view_kb", "script and style that the demo's heaviest page loads without a wallet, gzip", "kB"
    ),
)
