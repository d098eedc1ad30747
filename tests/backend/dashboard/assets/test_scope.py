"""The browser computes the scope of a proof as the server does."""

from pathlib import Path

from lexiarch.domain.chain import Address
from lexiarch.proofs.scopes import website_scope
from tests.helpers.typescript import run_typescript

TREE = "0xc7183455a4c133ae270771860664b6b7ec320bb1"
ASKED = [(31_337, "https://forum.example", "sign-in"), (1, "", "Käufe"), (10**15, "a", "a")]


def test_page_and_server_mean_the_same_scope(tmp_path: Path) -> None:
    body = "".join(
        f'found.push(String(it.websiteScope({chain}, "{TREE}", "{client}", "{purpose}")));\n'
        for chain, client, purpose in ASKED
    )
    found = run_typescript("proofs/scope.ts", f"const found = [];\n{body}return found;", tmp_path)
    tree = Address(bytes.fromhex(TREE[2:]))
    assert [int(each) for each in found] == [website_scope(chain, tree, *asked) for chain, *asked in ASKED]
