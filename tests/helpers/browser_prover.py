"""The pages' own prover, in a browser, asked for whatever a hostile voter may want proved."""

from collections.abc import Sequence
from typing import Any

from playwright.sync_api import Page

from lexiarch.dashboard import STATIC_DIR
from tests.helpers.semaphore import DEPTH, Ballot, signal_of

_START = """async ([script, wasm, zkey]) => {
  const policy = trustedTypes.createPolicy("lexiarch-prover", { createScriptURL: (text) => text });
  const worker = new Worker(policy.createScriptURL(`/static/${script}`));
  window.ask = (name, asked) => new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => {
      if ("answer" in data) resolve(data.answer);
      else if ("failure" in data) reject(new Error(data.failure));
    };
    worker.postMessage({ id: 1, name, asked });
  });
  const load = async (path) => new Uint8Array(await (await fetch(`/static/${path}`)).arrayBuffer());
  [window.wasm, window.zkey] = [await load(wasm), await load(zkey)];
}"""
_OPEN = """async (seed) => {
  const { commitment } = await ask("fromSignature", { signature: new Uint8Array(65).fill(seed) });
  return String(commitment);
}"""
_PROVE = """async ([leaves, message, scope, depth]) => {
  const { place } = await ask("tree", { leaves: leaves.map(BigInt) });
  if (place < 0) throw new Error("the key is not in this tree");
  const asked = { message: BigInt(message), scope: BigInt(scope), depth, wasm, zkey };
  const { nullifier, points } = await ask("prove", asked);
  return { nullifier: String(nullifier), points: points.map(String) };
}"""


class BrowserProver:
    """Keys are made of a signature of 65 times the same byte.

    Args:
        page: any page of the service.
    """

    def __init__(self, page: Page) -> None:
        self._page = page
        patterns = ("prover-*.js", f"semaphore-{DEPTH}-*.wasm", f"semaphore-{DEPTH}-*.zkey")
        files = [next((STATIC_DIR / "prover").glob(pattern)).name for pattern in patterns]
        page.evaluate(_START, [f"prover/{name}" for name in files])

    def commitment(self, key: int) -> int:
        return int(self._page.evaluate(_OPEN, key))

    def prove(self, key: int, leaves: Sequence[int], support: int, scope: int) -> Ballot:
        """A ballot of whoever has the key, in a tree of these leaves."""
        self.commitment(key)
        signals = [str(signal_of(support)), str(signal_of(scope))]
        made: dict[str, Any] = self._page.evaluate(_PROVE, [[str(leaf) for leaf in leaves], *signals, DEPTH])
        return Ballot(int(made["nullifier"]), [int(point) for point in made["points"]])
