"""A wallet of other makers, in Node: what interoperability means."""

import json
import subprocess
from pathlib import Path
from typing import Any

_SCRIPT = Path(__file__).with_suffix(".mjs")


def ask_wallet(command: str, **what: object) -> dict[str, Any]:
    """What the wallet says: `fetch` takes an offer, `read` reads a credential, `present` answers a site."""
    done = subprocess.run(
        ["node", str(_SCRIPT)],
        input=json.dumps({"command": command, **what}),
        cwd=_SCRIPT.parents[2],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found
