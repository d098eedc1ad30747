"""Modules of the browser's part, put into a page of the service: for functions that no page calls alone."""

import hashlib
import json
import subprocess
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from scripts.node_tools import ROOT

_STATIC = ROOT / "backend" / "lexiarch" / "dashboard" / "static"


def put_into(page: Page, source: str, folder: Path) -> None:
    """Runs TypeScript in a page; its exports are `it` there. It imports files of assets/ as `assets/…`."""
    entry, languages = folder / "main.ts", folder / "languages.ts"
    (folder / "entry.ts").write_text(source)
    entry.write_text('import * as it from "./entry";\nObject.assign(window, { it });\n')
    languages.write_text("export const languages = {};\n")
    command = [
        ROOT / "node_modules" / ".bin" / "esbuild",
        entry,
        *("--bundle", "--format=esm", "--target=es2022", "--log-level=error"),  # some modules wait for words
        f"--alias:lexiarch:languages={languages}",
        f"--alias:assets={ROOT / 'backend' / 'lexiarch' / 'dashboard' / 'assets'}",
        *(f"--define:{name}={json.dumps(value)}" for name, value in _built().items()),
    ]
    bundle = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT, timeout=60).stdout
    page.evaluate(f"async () => {{ {bundle}\n }}")


def _built() -> dict[str, Any]:
    """What scripts/bundle.mjs tells of the files beside the bundle."""
    (script,) = (path for path in (_STATIC / "prover").glob("prover-*.js"))
    circuits: dict[str, dict[str, Any]] = {}
    for path in (*(_STATIC / "prover").glob("semaphore-*.wasm"), *(_STATIC / "prover").glob("*.zkey")):
        content = path.read_bytes()
        depth, kind = path.name.split("-")[1], path.suffix[1:]
        digest = hashlib.sha256(content).hexdigest()
        circuits.setdefault(depth, {})[kind] = {
            "path": f"prover/{path.name}",
            "sha256": digest,
            "size": len(content),
        }
    return {"PROVER_SCRIPT": f"prover/{script.name}", "PROVER_CIRCUITS": circuits}
