"""Documentation that a program can check is checked by one."""

import re
from pathlib import Path

import pytest

from lexiarch.domain.words import Change
from lexiarch.proofs.openid.claims import CLAIMS
from lexiarch.proofs.openid.clients import load_clients
from lexiarch.relay.settings import RelaySettings
from lexiarch.settings import Settings
from lexiarch.webhooks.hooks import load_hooks

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])


def test_settings_page_lists_every_setting_with_its_default() -> None:
    rows = re.findall(
        r"^\| `(LEXIARCH_\w+)` \| (.+?) \|", (ROOT / "docs/settings.md").read_text(), re.MULTILINE
    )
    documented = dict(rows)
    expected = {
        f"{kind.model_config['env_prefix']}{name.upper()}": field.default
        for kind in (Settings, RelaySettings)
        for name, field in kind.model_fields.items()
    }
    assert set(documented) == set(expected)
    for name, default in expected.items():
        if default is not None and str(default) != "":
            assert (
                documented[name] == f"`{str(default).lower() if isinstance(default, bool) else default}`"
            ), name


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_relative_link_of_a_page_leads_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#\s]+)", page.read_text())
    missing = [link for link in links if "://" not in link and not (page.parent / link).exists()]
    assert missing == []


def test_the_readme_names_the_folders_that_are_there() -> None:
    tree = (ROOT / "README.md").read_text().split("## The house")[1].split("```")[1]
    package = ROOT / "backend" / "lexiarch"
    for layer in (folder.name for folder in package.iterdir() if (folder / "__init__.py").exists()):
        assert f"{layer}/" in tree, layer


@pytest.mark.parametrize("page", ["guarantees.md", "invariants.md", "proofs.md"])
def test_every_test_that_a_page_names_exists(page: str) -> None:
    sources = [*(ROOT / "tests").rglob("*.t.sol"), *(ROOT / "tests").rglob("test_*.py")]
    written = re.findall(r"(?:function|def) (\w+)", "\n".join(source.read_text() for source in sources))
    named = re.findall(r"`((?:test|testFuzz|invariant|check)_\w+)`", (ROOT / "docs" / page).read_text())
    assert named
    assert set(named) - set(written) == set()


def _block(page: str, language: str) -> str:
    """The page's first block in a language."""
    text = (ROOT / "docs" / page).read_text()
    return text.split(f"```{language}\n")[1].split("```")[0]


def test_the_clients_that_the_page_shows_can_be_loaded_and_every_claim_is_described(tmp_path: Path) -> None:
    file = tmp_path / "clients.toml"
    file.write_text(_block("proofs.md", "toml"))
    assert list(load_clients(str(file))) == ["forum", "shop-app"]
    described = set(re.findall(r"`(\w+)`", (ROOT / "docs/proofs.md").read_text()))
    assert set(CLAIMS) - described == set()


def test_the_webhooks_that_the_page_shows_can_be_loaded_and_every_kind_is_described(tmp_path: Path) -> None:
    file = tmp_path / "webhooks.toml"
    file.write_text(_block("webhooks.md", "toml"))
    assert [hook.name for hook in load_hooks(str(file))] == ["forum", "tally-bot", "inside"]
    described = set(re.findall(r"`(\w+)`", (ROOT / "docs/webhooks.md").read_text()))
    assert set(Change) - described == set()


def test_the_solidity_of_the_page_on_gating_is_that_of_the_examples() -> None:
    examples = (ROOT / "contracts/integrations/examples").glob("*.sol")
    sources = [example.read_text() for example in examples]
    shown = re.findall(r"```solidity\n(.*?)```", (ROOT / "docs/gating.md").read_text(), re.DOTALL)
    assert len(shown) == 4
    for block in shown:
        assert any(block in source for source in sources), block
