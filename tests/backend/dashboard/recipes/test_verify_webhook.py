"""Both recipes take what the courier signs, and nothing else."""

import base64
import json
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from lexiarch.dashboard.recipes.verify_webhook import verify
from lexiarch.webhooks.signature import sign

ROOT = Path(__file__).resolve().parents[4]
RECIPE = ROOT / "backend/lexiarch/dashboard/recipes/verify_webhook.ts"

SECRET, OTHER = b"s" * 32, b"o" * 32
WRITTEN = "whsec_" + base64.b64encode(SECRET).decode()
NOW = int(time.time())
BODY = '{"id":7,"title":"Mühle 🗳"}'.encode()

Headers = dict[str, str]
Verify = Callable[[Headers, bytes], None]


def headers(signed_by: list[bytes], sent_at: int = NOW) -> Headers:
    signature = sign(signed_by, "7", sent_at, BODY)
    return {"webhook-id": "7", "webhook-timestamp": str(sent_at), "webhook-signature": signature}


@pytest.fixture(scope="session")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The TypeScript recipe as a module that Node runs."""
    module = tmp_path_factory.mktemp("recipes") / "verify.mjs"
    esbuild = ROOT / "node_modules/.bin/esbuild"
    subprocess.run(
        [esbuild, RECIPE, f"--outfile={module}", "--format=esm", "--log-level=warning"], check=True
    )
    return module


@pytest.fixture(params=["python", "typescript"])
def check(request: pytest.FixtureRequest) -> Verify:
    if request.param == "python":
        return lambda given, body: verify(WRITTEN, given, body)
    module: Path = request.getfixturevalue("compiled")

    def run(given: Headers, body: bytes) -> None:
        program = f"""import {{ verify }} from {json.dumps(str(module))};
            const body = new Uint8Array({list(body)});
            await verify({json.dumps(WRITTEN)}, {json.dumps(given)}, body);"""
        command = ["node", "--input-type=module", "--eval", program]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
        if done.returncode:
            raise ValueError(done.stderr)

    return run


@pytest.mark.parametrize("signed_by", [[SECRET], [OTHER, SECRET]])
def test_what_the_courier_signs_is_taken(check: Verify, signed_by: list[bytes]) -> None:
    check(headers(signed_by), BODY)


@pytest.mark.parametrize(
    ("given", "body"),
    [
        (headers([OTHER]), BODY),
        (headers([SECRET]), BODY + b" "),
        (headers([SECRET]) | {"webhook-id": "8"}, BODY),
        (headers([SECRET]) | {"webhook-timestamp": str(NOW + 1)}, BODY),
        (headers([SECRET]) | {"webhook-signature": ""}, BODY),
        (headers([SECRET]) | {"webhook-signature": headers([SECRET])["webhook-signature"][3:]}, BODY),
    ],
    ids=["another key", "another body", "another id", "another time", "no signature", "no version"],
)
def test_anything_else_is_refused(check: Verify, given: Headers, body: bytes) -> None:
    with pytest.raises(ValueError, match="signed by somebody else"):
        check(given, body)


@pytest.mark.parametrize("sent_at", [NOW - 3600, NOW + 3600], ids=["old", "future"])
def test_what_is_old_or_of_the_future_is_refused(check: Verify, sent_at: int) -> None:
    with pytest.raises(ValueError, match="too old, or of the future"):
        check(headers([SECRET], sent_at), BODY)
