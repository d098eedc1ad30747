"""The member's secret: from a signature, or in a sealed file."""

import json
from pathlib import Path
from typing import Any

from tests.helpers.semaphore import imported_commitment
from tests.helpers.typescript import run_typescript

HERE = {"dao": "Commons", "chainId": 31337, "registry": "0x5FbDB2315678afecb367f032d93F642f64180aa3"}
PASSPHRASE = "correct horse battery"

HELP = f"""
const here = {json.dumps(HERE)};
const base64 = (bytes) => Buffer.from(bytes).toString("base64");
const opened = async (text, passphrase = {json.dumps(PASSPHRASE)}, where = here) => {{
  try {{ return base64(await it.openFile(text, passphrase, where)); }}
  catch (error) {{ return error instanceof it.FileError ? error.code : `not a FileError: ${{error}}`; }}
}};
"""


def run(body: str, folder: Path) -> Any:
    return run_typescript("secret/secret.ts", HELP + body, folder)


def test_a_secret_is_an_identity_that_semaphores_library_imports(tmp_path: Path) -> None:
    body = """
    const secret = await it.secretOf(Uint8Array.from({ length: 65 }, (_, place) => place));
    return { secret: base64(secret), commitment: String(it.identityOf(secret).commitment) };
    """
    found = run(body, tmp_path)
    assert imported_commitment(found["secret"]) == int(found["commitment"])


def test_the_secret_hangs_on_r_and_s_and_on_nothing_else(tmp_path: Path) -> None:
    body = """
    const bytes = (change) => Array.from({ length: 65 }, (_, place) => place + (place === change ? 1 : 0));
    const signature = (change) => Uint8Array.from(bytes(change));
    const of = async (change) => base64(await it.secretOf(signature(change)));
    return Promise.all([-1, 64, 63, 0].map(of));
    """
    same, recovery, s, r = run(body, tmp_path)
    assert same == recovery
    assert len({same, s, r}) == 3


def test_a_file_opens_with_its_passphrase_and_with_no_other(tmp_path: Path) -> None:
    body = """
    const [one, other] = await Promise.all([1, 2].map(() => it.makeFile("correct horse battery", here)));
    const file = JSON.parse(one);
    return { iterations: file.iterations, answers: await Promise.all([
      opened(one), opened(one), opened(other), opened(one, "correct horse batterx"), opened(one, ""),
    ]), inTheOpen: Object.keys(file) };
    """
    found = run(body, tmp_path)
    first, again, other, *wrong = found["answers"]
    assert first == again != other
    assert wrong == ["passphrase", "passphrase"]
    assert found["iterations"] >= 600_000
    assert "commitment" not in found["inTheOpen"]  # the file says whose it is to nobody
    assert imported_commitment(first) != imported_commitment(other)


def test_accents_open_it_however_they_were_typed(tmp_path: Path) -> None:
    body = """const text = await it.makeFile("caf\\u00e9 au lait, s'il vous pla\\u00eet", here);
    return opened(text, "cafe\\u0301 au lait, s'il vous plai\\u0302t");"""
    assert len(run(body, tmp_path)) == 44


CHANGES = {
    "null": "not-a-key",
    '{ ...file, format: "other" }': "not-a-key",
    "{ ...file, version: 2 }": "newer",
    "{ ...file, iterations: 1 }": "not-a-key",
    "{ ...file, iterations: 1e9 }": "not-a-key",
    '{ ...file, iterations: "600000" }': "not-a-key",
    "{ ...file, salt: 5 }": "not-a-key",
    '{ ...file, iv: "%%" }': "not-a-key",
    "{ ...file, chainId: 1 }": "another-dao",
    f'{{ ...file, registry: "0x{"11" * 20}" }}': "another-dao",
    '{ ...file, dao: "Another" }': "passphrase",  # sealed with the rest
    "{ ...file, data: file.data.replace(/^./, (letter) => letter === 'A' ? 'B' : 'A') }": "passphrase",
    "{ ...file, registry: file.registry.toLowerCase() }": "passphrase",
}


def test_what_is_no_file_of_this_dao_is_refused_by_a_word(tmp_path: Path) -> None:
    body = f"""const file = JSON.parse(await it.makeFile("correct horse battery", here));
    const changed = [{", ".join(CHANGES)}].map((each) => JSON.stringify(each));
    return Promise.all(["not json", ...changed].map((text) => opened(text)));"""
    assert run(body, tmp_path) == ["not-a-key", *CHANGES.values()]
