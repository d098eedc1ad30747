"""Plays scripts of faults and writes docs/audit/index.md:  python -m tests.faults [part] … [--resume]

Without a part, all of them and the planted faults. What came of each is kept in build/index as soon as it
ends; `--resume` takes it from there, as long as the sources are those of then. `--write` plays nothing: the
page then says what has not been played yet.
"""

import argparse
import sys

from scripts.node_tools import ROOT
from tests.faults.page import write_page
from tests.faults.parts import BOTH, PARTS
from tests.faults.play import Found, Kept, Result, find_fault, fingerprint, play_part, searches

_PAGE = ROOT / "docs" / "audit" / "index.md"
_KEPT = ROOT / "build" / "index"


def main() -> int:
    options = _parse()
    kept = Kept(_KEPT, fingerprint())
    if options.write:
        return _write_kept(kept)
    whole = not options.parts and options.seeds is None and options.database is None
    results = [
        _play(options, kept, name, kind)
        for name in options.parts or PARTS
        for kind in PARTS[name].databases
        if options.database in (None, kind)
    ]
    found = [_search(options, kept, *search) for search in searches()] if whole else []
    if whole:
        write_page(_PAGE, results, found)
    problems = [failure for result in results for failure in result.failures]
    problems += [
        f"nobody noticed {each.fault}: {each.part} on {each.kind}" for each in found if not each.words
    ]
    for problem in problems:
        print(f"error: {problem}", file=sys.stderr)
    return int(bool(problems))


def _write_kept(kept: Kept) -> int:
    plays = [kept.load(f"{name}-{kind}") for name, part in PARTS.items() for kind in part.databases]
    finds = [kept.load("planted-" + "-".join(search)) for search in searches()]
    write_page(_PAGE, [Result(*each) for each in plays if each], [Found(*each) for each in finds if each])
    return 0


def _play(options: argparse.Namespace, kept: Kept, name: str, kind: str) -> Result:
    known = kept.load(f"{name}-{kind}") if options.resume else None
    result = Result(*known) if known else play_part(name, kind, options.seeds, options.case)
    if options.seeds is None and options.case is None and not result.failures:
        kept.save(f"{name}-{kind}", result)
    what = ", ".join(f"{times:,} {words}" for words, times in result.happened.items())
    print(f"{name} on {kind}: {result.scripts:,} scripts in {result.seconds:,.0f} s: {what}", flush=True)
    for failure in result.failures:
        print(f"  FAILED {failure}", flush=True)
    return result


def _search(options: argparse.Namespace, kept: Kept, fault: str, part: str, kind: str) -> Found:
    name = f"planted-{fault}-{part}-{kind}"
    known = kept.load(name) if options.resume else None
    found = Found(*known) if known else find_fault(fault, part, kind)
    if found.words:
        kept.save(name, found)
    print(
        f"planted {fault}: {part} on {kind}, {found.scripts} scripts: {found.words or 'NOTHING'}", flush=True
    )
    return found


def _parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.faults")
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], help="all of them, if none is named")
    parser.add_argument("--database", choices=BOTH, help="only on this kind")
    parser.add_argument("--seeds", type=int, help="so many scripts of each part; 0 for all there are")
    parser.add_argument("--case", type=int, help="the one script to play (again)")
    parser.add_argument("--resume", action="store_true", help="take what is kept of the same sources")
    parser.add_argument("--write", action="store_true", help="only write the page, of what is kept")
    options = parser.parse_args()
    if options.case is not None and len(options.parts) != 1:
        parser.error("--case is a number of one part: name it")
    return options


if __name__ == "__main__":
    sys.exit(main())
