"""The table of figures, and where it goes."""

from pathlib import Path

import pytest

from scripts.node_tools import ROOT
from tests.bench.book import Book, percentile
from tests.bench.table import render, write_page

_WANTED = (
    *("backfill_sqlite_events_per_s", "backfill_postgres_events_per_s", "backfill_sparse_events_per_s"),
    *("backfill_peak_mib", "follow_p50_ms", "follow_p99_ms", "follow_poll_p99_ms", "list_rps"),
    *("page_p99_ms_1e4", "page_p99_ms_1e5", "page_p99_ms_1e6", "sse_5000_seconds", "sse_5000_mib"),
    *("lcp_ms", "first_view_kb"),
)


def test_the_main_figures_have_a_line_each_and_a_peer_is_compared_the_right_way_round() -> None:
    figures = dict.fromkeys(_WANTED, 100.0)
    table = render({**figures, "peer_subsquid_events_per_s": 50, "peer_subsquid_peak_mib": 250})
    lines = table.splitlines()
    assert len(lines) == 2 + len(_WANTED)
    assert "Subsquid, PostgreSQL: 50.0 (2.0 times)" in lines[2]
    (memory,) = [line for line in lines if "resident memory, 500,000 events, SQLite" in line]
    assert "Subsquid, PostgreSQL: 250 (2.5 times)" in memory


def test_a_part_that_fails_is_told_and_the_next_goes_on() -> None:
    book = Book()
    with book.part("one"):
        book.note("first", 1)
        raise RuntimeError("broken")
    with book.part("two"):
        book.note("second", 2)
    assert book.figures == {"first": 1, "second": 2}
    assert book.faults == ["one: broken"]


@pytest.mark.parametrize(("percent", "expected"), [(50, 50), (99, 99), (100, 100)])
def test_percentiles_are_values_that_were_measured(percent: float, expected: float) -> None:
    assert percentile([float(value) for value in range(100, 0, -1)], percent) == expected


def test_the_page_keeps_its_words_around_the_table(tmp_path: Path) -> None:
    page = tmp_path / "bench.md"
    page.write_text((ROOT / "docs" / "bench.md").read_text())
    for table in ("| first |", "| second |"):
        write_page(page, table, "MACHINE")
    text = page.read_text()
    assert text.count("MACHINE") == text.count("| second |") == 1
    assert "| first |" not in text
    assert text.startswith("# Speed")
    page.write_text("no marks")
    with pytest.raises(ValueError, match="marks"):
        write_page(page, "", "")
