"""Secret ballots in a browser: how long a proof takes, how long a large tree, and what has to be loaded."""

import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from statistics import median
from tempfile import TemporaryDirectory

from playwright.sync_api import Page, sync_playwright

from lexiarch.dashboard import STATIC_DIR
from lexiarch.store.database import Database, open_database
from lexiarch.store.schema import prepare_schema
from lexiarch.store.tables import LeafRow, encode_amount
from tests.bench.book import Book
from tests.bench.sizes import Sizes
from tests.helpers.builders import History, hash32, make_deployment, tag
from tests.helpers.dao import eventually
from tests.helpers.model.governor import Terms
from tests.helpers.service import free_port, start_lexiarch, stop_lexiarch

_PROPOSAL = 7
_PROOFS = 5
_FIELD = 21888242871839275222246405745257275088548364400416034343698204186575808495617

_HELP = """
window.ask = (name, asked) => new Promise((resolve, reject) => {
  window.prover.onmessage = ({ data }) => {
    if ("answer" in data) resolve(data.answer);
    else if ("failure" in data) reject(new Error(data.failure));
  };
  window.prover.postMessage({ id: 1, name, asked });
});
window.timed = async (work) => {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
};
window.load = async (path) => new Uint8Array(await (await fetch(`/static/${path}`)).arrayBuffer());
"""
_START = """(path) => {
  const policy = trustedTypes.createPolicy("lexiarch-prover", { createScriptURL: (text) => text });
  window.prover = new Worker(policy.createScriptURL(`/static/${path}`));
}"""
_OPEN = """async () => {
  const { commitment } = await ask("fromSignature", { signature: new Uint8Array(65).fill(7) });
  return String(commitment);
}"""
_TREE = f"""() => timed(async () => {{
  const tree = await (await fetch("/api/v1/proposals/{_PROPOSAL}/tree")).json();
  return ask("tree", {{ leaves: tree.leaves.map(BigInt) }});
}})"""
_LOAD = "async ([wasm, zkey]) => { [window.wasm, window.zkey] = [await load(wasm), await load(zkey)]; }"
_PROOF = '() => timed(() => ask("prove", { message: 1n, scope: 2n, depth: 16, wasm, zkey }))'
_LOADED = """() => performance.getEntriesByType("resource")
  .filter(({ name }) => name.includes("/prover/"))
  .reduce((total, { transferSize }) => total + transferSize, 0)"""


def measure(book: Book, sizes: Sizes) -> None:
    """In Chromium without a window, on the files and under the policies that the server gives."""
    with book.part("secret ballots"), _served() as (url, database), _browsed(url) as page:
        prover, wasm, zkey = _files()
        page.evaluate(_START, prover)
        _plant(database, sizes.leaves, int(page.evaluate(_OPEN)))
        book.note("secret_tree_seconds", median(page.evaluate(_TREE) for _ in range(3)))
        page.evaluate(_LOAD, [wasm, zkey])
        proofs = [page.evaluate(_PROOF) for _ in range(_PROOFS)]
        book.note("secret_first_proof_seconds", proofs[0])
        book.note("secret_proof_seconds", median(proofs))
        book.note("secret_download_mb", page.evaluate(_LOADED) / 1e6)
        page.reload()
        page.evaluate(_HELP)
        page.evaluate("(paths) => Promise.all(paths.map(load))", [prover, wasm, zkey])
        book.note("secret_download_again_mb", page.evaluate(_LOADED) / 1e6)


def _files() -> list[str]:
    """Paths under /static of what makes proofs."""
    patterns = ("prover-*.js", "semaphore-16-*.wasm", "semaphore-16-*.zkey")
    return [f"prover/{next((STATIC_DIR / 'prover').glob(pattern)).name}" for pattern in patterns]


@contextmanager
def _served() -> Iterator[tuple[str, Database]]:
    """The service over an index that no chain fills, and that index."""
    with TemporaryDirectory(prefix="lexiarch-bench-") as name:
        folder, deployment, port = Path(name), make_deployment(), free_port()
        file, address = folder / "deployment.json", f"sqlite:///{folder}/index.db"
        file.write_text(deployment.model_dump_json())
        database = open_database(address)
        prepare_schema(database, deployment)
        serve = ("serve", "--no-index", "--port", str(port))
        process = start_lexiarch(folder / "log", *serve, deployment=file, database_url=address)
        try:
            eventually(lambda: _answers(f"http://127.0.0.1:{port}/health"), 30, "lexiarch serve")
            yield f"http://127.0.0.1:{port}", database
        finally:
            stop_lexiarch(process)
            database.close()


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=5) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


@contextmanager
def _browsed(url: str) -> Iterator[Page]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        page = browser.new_page()
        page.goto(f"{url}/health")
        page.evaluate(_HELP)
        yield page
        browser.close()


def _plant(database: Database, leaves: int, commitment: int) -> None:
    """A proposal with a frozen tree of so many leaves, one of which is the browser's own."""
    chance = Random(1)
    history = History().founded().at(1)
    numbers = [chance.randrange(1, _FIELD) for _ in range(leaves)]
    numbers[leaves // 3] = commitment
    rows = [
        LeafRow(
            *(history.block, place, hash32("transaction", place), history.time, tag(place), place),
            *(encode_amount(number), encode_amount(0)),
        )
        for place, number in enumerate(numbers)
    ]
    with database.write() as writer:
        writer.insert(rows)
    history.at(2).propose(_PROPOSAL, terms=Terms(True, True, 0, 0, secret=True))
    history.freeze(_PROPOSAL, members=leaves).save(database)
