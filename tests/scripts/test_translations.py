"""The catalogues are whole, and `make check` finds every way in which one is not."""

import io
import json
from pathlib import Path

import pytest

from scripts._translations.browser import key_of
from scripts._translations.catalogue import ASSETS, LOCALES, PACKAGE, find_texts, languages, read, write
from scripts._translations.faults import find_faults
from scripts._translations.typescript import TextNotFound, extract_typescript
from scripts.translations import TARGET, main

TEMPLATES = PACKAGE / "dashboard/templates"
PAGE = """<p title="{{ _("Who") }}">{{ ngettext("%(num)s vote", "%(num)s votes", n) }}</p>
{{ pgettext("act", "Open") }}
"""
WORDS = 'x = gettext("By %(name)s", name=1)\ny = mark("There is no page.")\n'
SCRIPT = 'say(t("Sent as {hash}.", { hash }), nt("A vote", "{num} votes", n));'
GERMAN = {
    "Who": "Wer",
    "%(num)s vote": ("%(num)s Stimme", "%(num)s Stimmen"),
    "Open": "Öffnen",
    "By %(name)s": "Von %(name)s",
    "There is no page.": "Die Seite gibt es nicht.",
    "Sent as {hash}.": "Gesendet als {hash}.",
    "A vote": ("Eine Stimme", "{num} Stimmen"),
}


def put(root: Path, path: Path, text: str) -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(text)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A small project, all of whose texts are translated."""
    put(tmp_path, TEMPLATES / "page.html", PAGE)
    put(tmp_path, PACKAGE / "words.py", WORDS)
    put(tmp_path, ASSETS / "page/say.ts", SCRIPT)
    (tmp_path / LOCALES).mkdir(parents=True)
    assert main(["update", "de"], tmp_path) == 0
    translate(tmp_path, **GERMAN)
    return tmp_path


def translate(root: Path, **texts: str | tuple[str, ...]) -> None:
    catalogue = read("de", root)
    for message in catalogue:
        key = message.id if isinstance(message.id, str) else message.id[0]
        message.string = texts.get(key, message.string)
    write("de", catalogue, root)


def complaints(root: Path, capsys: pytest.CaptureFixture[str]) -> str:
    capsys.readouterr()
    assert main(["check"], root) == 1
    return capsys.readouterr().err


def test_every_text_of_the_pages_is_translated() -> None:
    assert main(["check"]) == 0
    assert "de" in languages()
    assert len(read("de")) == len(find_texts()) > 900


def test_a_whole_catalogue_passes(root: Path) -> None:
    assert main(["check"], root) == 0
    assert len(read("de", root)) == len(GERMAN)


def test_a_new_text_is_missed_until_it_is_translated(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(root, TEMPLATES / "page.html", PAGE + "{{ _('When the moon is full') }}")
    told = complaints(root, capsys)
    assert "de: not current" in told
    assert f"de: {TEMPLATES}/page.html: not translated: 'When the moon is full'" in told
    main(["update"], root)
    assert "page.html: not translated: 'When the moon is full'" in capsys.readouterr().out
    assert "not current" not in complaints(root, capsys)
    translate(root, **{"When the moon is full": "Bei Vollmond"})
    assert main(["check"], root) == 0


def test_what_is_taken_from_a_similar_text_is_fuzzy(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(root, PACKAGE / "words.py", WORDS.replace("There is no page.", "There is no such page."))
    main(["update"], root)
    assert "words.py: fuzzy, taken from another text: 'There is no such page.'" in complaints(root, capsys)


def test_a_text_that_is_gone_leaves_the_catalogue(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(root, PACKAGE / "words.py", "")
    assert complaints(root, capsys) == f"de: not current: {LOCALES}/de.po (run `make translations`)\n"
    main(["update"], root)
    assert main(["check"], root) == 0
    assert "Die Seite" not in (root / LOCALES / "de.po").read_text()


@pytest.mark.parametrize(
    ("text", "words", "fault"),
    [
        ("By %(name)s", "Von %(wem)s", "lacks %(name)s"),
        ("By %(name)s", "Von %(wem)s", "invents %(wem)s"),
        ("By %(name)s", "Zu 100 % von %(name)s", "has a % that is not written %%"),
        ("Sent as {hash}.", "Gesendet.", "lacks {hash}"),
        ("%(num)s vote", ("%(num)s Stimme", "%(zahl)s Stimmen"), "invents %(zahl)s"),
        ("Who", "<b>Wer</b>", "has other tags"),
        ("Who", " Wer", "begins or ends with other spaces"),
        ("%(num)s vote", ("%(num)s Stimme", ""), "not translated"),
    ],
)
def test_a_translation_with_other_values_or_tags_is_refused(
    root: Path, capsys: pytest.CaptureFixture[str], text: str, words: str | tuple[str, ...], fault: str
) -> None:
    translate(root, **{text: words})
    assert f": {fault}: {text!r}" in complaints(root, capsys)


def test_one_form_of_a_plural_may_do_without_its_number(root: Path) -> None:
    translate(root, **{"%(num)s vote": ("eine Stimme", "%(num)s Stimmen")})
    assert find_faults(read("de", root)) == []


def test_a_text_that_is_made_up_when_it_is_shown_is_an_error(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(root, ASSETS / "page/say.ts", "\nsay(t(words));")
    assert f"{ASSETS}/page/say.ts, line 2: t() takes its text in double quotes" in complaints(root, capsys)


def test_the_browser_gets_the_texts_of_scripts_alone(root: Path) -> None:
    assert main(["browser"], root) == 0
    texts = json.loads((root / TARGET / "de.json").read_text())
    assert texts == {
        key_of("Sent as {hash}."): "Gesendet als {hash}.",
        key_of("A vote"): {"one": "Eine Stimme", "other": "{num} Stimmen"},
    }


def test_plurals_are_given_to_the_browser_by_their_names_in_cldr(root: Path) -> None:
    main(["update", "pl"], root)
    polish = read("pl", root)
    polish["A vote"].string = ("głos", "{num} głosy", "{num} głosów")
    write("pl", polish, root)
    assert main(["browser"], root) == 0
    texts = json.loads((root / TARGET / "pl.json").read_text())
    assert texts == {key_of("A vote"): {"one": "głos", "few": "{num} głosy", "many": "{num} głosów"}}


def test_a_language_that_nobody_knows_is_refused(root: Path) -> None:
    with pytest.raises(SystemExit):
        main(["update", "tlhh"], root)
    assert languages(root) == ["de"]


@pytest.mark.parametrize(
    ("source", "texts"),
    [
        ('t("a")', [("a",)]),
        ('t("a " +\n  "b", { x })', [("a b",)]),
        ('nt("a", "b" + "c", n)', [("a", "bc")]),
        ('`${x} ${t("in a template")}`', [("in a template",)]),
        ('t("outer {why}", { why: y ?? t("inner") })', [("outer {why}",), ("inner",)]),
        ('t("say \\"so\\" … \\u00e9")', [('say "so" … é',)]),
        ("export function t(text: string): string {", []),
        ('const x = set("a"); y.t("b"); $t("c")', []),
    ],
)
def test_texts_are_found_wherever_they_stand_in_a_script(source: str, texts: list[tuple[str, ...]]) -> None:
    found = extract_typescript(io.BytesIO(source.encode()), {}, (), {})
    assert [each[2] for each in found] == texts


@pytest.mark.parametrize(
    "source", ["t(words)", "t(`a`)", "t('a')", 't("a" + b)', 'nt("a", many, n)', 't(x ? "a" : "b")']
)
def test_a_text_in_a_script_is_written_out(source: str) -> None:
    with pytest.raises(TextNotFound):
        list(extract_typescript(io.BytesIO(source.encode()), {}, (), {}))
