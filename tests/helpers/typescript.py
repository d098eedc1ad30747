"""Modules of the browser's part, run by Node: those that touch no page."""

import json
import subprocess
from pathlib import Path
from typing import Any

from scripts.node_tools import ROOT

_BROWSER = (
    'globalThis.navigator ??= { language: "en-GB", languages: ["en-GB"] };'
    'globalThis.document ??= { documentElement: { lang: "en" } };'
)
"""What modules look at when they are loaded."""

ASSETS = ROOT / "backend" / "lexiarch" / "dashboard" / "assets"


def run_typescript(module: str, body: str, folder: Path) -> Any:
    """What `body` returns, as JSON; it may wait, and sees the exports of `module` (in assets/) as `it`."""
    source = folder / "entry.ts"
    source.write_text(
        f'import * as it from "{ASSETS / module}";\n'
        f"const answer = await (async () => {{ {body} }})();\n"
        "console.log(JSON.stringify(answer ?? null));\n"
    )
    languages = folder / "languages.ts"
    languages.write_text("export const languages = {};\n")
    options = ["--bundle", "--format=esm", "--log-level=error", f"--banner:js={_BROWSER}"]
    options.append(f"--alias:lexiarch:languages={languages}")  # English needs none
    command = [ROOT / "node_modules" / ".bin" / "esbuild", source, *options]
    bundle = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT, timeout=60).stdout
    node = ["node", "--input-type=module", "-"]
    done = subprocess.run(node, input=bundle, check=True, capture_output=True, text=True, timeout=60)
    return json.loads(done.stdout)
