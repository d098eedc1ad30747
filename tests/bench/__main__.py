"""Measures the record, and writes build/bench.json:  python -m tests.bench [backfill] [follow] [reads] …

With PEERS=1 in the environment Subsquid and Ponder are installed and run on the same chains.
"""

import argparse
import json
import os
import sys

from scripts.node_tools import ROOT
from tests.bench import backfill, follow, paint, reads, secret, streams
from tests.bench.book import Book
from tests.bench.sizes import FULL, QUICK
from tests.bench.table import machine, render, write_page

_PARTS = ("backfill", "follow", "streams", "reads", "secret", "pages")
_PAGE = ROOT / "docs" / "bench.md"


def main() -> int:
    args = _parse()
    sizes, book = QUICK if args.quick else FULL, Book()
    parts = args.parts or _PARTS
    if "backfill" in parts:
        backfill.measure(book, sizes, with_peers=os.environ.get("PEERS", "") not in ("", "0"))
    if "follow" in parts:
        follow.measure(book, sizes)
    if "streams" in parts:
        streams.measure(book, sizes)
    if "reads" in parts:
        reads.measure(book, sizes)
    if "secret" in parts:
        secret.measure(book, sizes)
    if "pages" in parts:
        paint.measure(book)

    table, where = render(book.figures), machine()
    result = ROOT / "build" / ("bench-quick.json" if args.quick else "bench.json")
    result.parent.mkdir(exist_ok=True)
    result.write_text(json.dumps({**book.figures, "machine": where}, indent=2) + "\n", encoding="utf-8")
    print(f"\n{where}\n\n{table}")
    if args.write_docs and not book.faults:
        write_page(_PAGE, table, where)
    for fault in book.faults:
        print(f"error: {fault}", file=sys.stderr)
    return int(bool(book.faults))


def _parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench")
    parser.add_argument("parts", nargs="*", choices=[*_PARTS, []], help="all of them, if none is named")
    parser.add_argument("--quick", action="store_true", help="small, to try the programs: not the figures")
    parser.add_argument("--write-docs", action="store_true", help="put the table into docs/bench.md")
    args = parser.parse_args()
    if args.write_docs and (args.quick or args.parts):
        parser.error("the docs take the figures of all parts in full size, and no others")
    return args


if __name__ == "__main__":
    sys.exit(main())
