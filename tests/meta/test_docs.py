"""Documentation that a program can check is checked by one."""

import re
from pathlib import Path

import pytest

from lexiarch.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])


def test_settings_page_lists_every_setting_with_its_default() -> None:
    rows = re.findall(
        r"^\| `(LEXIARCH_\w+)` \| (.+?) \|", (ROOT / "docs/settings.md").read_text(), re.MULTILINE
    )
    documented = dict(rows)
    expected = {f"LEXIARCH_{name.upper()}": field.default for name, field in Settings.model_fields.items()}
    assert set(documented) == set(expected)
    for name, default in expected.items():
        if default != "":
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


@pytest.mark.parametrize("page", ["guarantees.md", "invariants.md"])
def test_every_test_that_a_page_names_exists(page: str) -> None:
    sources = [*(ROOT / "tests").rglob("*.t.sol"), *(ROOT / "tests").rglob("test_*.py")]
    written = re.findall(r"(?:function|def) (\w+)", "\n".join(source.read_text() for source in sources))
    named = re.findall(r"`((?:test|testFuzz|invariant|check)_\w+)`", (ROOT / "docs" / page).read_text())
    assert named
    assert set(named) - set(written) == set()
