"""The language of a page. Texts stand in English where they are used, marked for translation.

Templates say `{{ _("Older proposals") }}` and `{{ ngettext("%(num)s vote", "%(num)s votes", count) }}`; the
words of Python modules come from `gettext` and `ngettext` here. Values are named, never joined on: languages
order them differently.
"""

from gettext import NullTranslations

from jinja2 import Environment

_ENGLISH = NullTranslations()


def gettext(text: str, **values: object) -> str:
    """`text` in the language of the page, with `%(name)s` replaced by the values."""
    return _current().gettext(text) % values


def ngettext(one: str, many: str, num: int, **values: object) -> str:
    """The form of the text that `num` things take; `%(num)s` is their number."""
    return _current().ngettext(one, many, num) % {"num": num, **values}


def install(environment: Environment) -> None:
    """Gives templates `_`, `gettext` and `ngettext`, which escape the values."""
    environment.add_extension("jinja2.ext.i18n")
    environment.install_gettext_callables(  # type: ignore[attr-defined]  # the extension adds it
        lambda text: _current().gettext(text),
        lambda one, many, num: _current().ngettext(one, many, num),
        newstyle=True,
    )


def _current() -> NullTranslations:
    return _ENGLISH
