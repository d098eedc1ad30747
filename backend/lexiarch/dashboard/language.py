"""Texts and numbers in the language of the page. Texts stand in English where they are used, marked.

Templates say `{{ _("Older proposals") }}` and `{{ ngettext("%(num)s vote", "%(num)s votes", count) }}`; the
words of Python modules come from `gettext`, `ngettext` and `pgettext` here, within functions: what a module
asks for while it is loaded stays English. Values are named, not joined on: languages order them differently.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from decimal import Decimal, localcontext

from babel.numbers import format_decimal
from jinja2 import Environment, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from lexiarch.dashboard.languages import ENGLISH, Language

_language: ContextVar[Language] = ContextVar("language", default=ENGLISH)


def current() -> Language:
    """The language of the page that is being made."""
    return _language.get()


@contextmanager
def speaking(language: Language) -> Iterator[None]:
    """Within it, pages are made in this language."""
    before = _language.set(language)
    try:
        yield
    finally:
        _language.reset(before)


def gettext(text: str, **values: object) -> str:
    """`text` in the language of the page, with `%(name)s` replaced by the values."""
    return current().texts.gettext(text) % values


def ngettext(one: str, many: str, num: int, **values: object) -> str:
    """The form of the text that `num` things take; `%(num)s` is their number."""
    return current().texts.ngettext(one, many, num) % {"num": number(num), **values}


def pgettext(context: str, text: str, **values: object) -> str:
    """The same for a text that means several things: `context` says which, and is not shown."""
    return current().texts.pgettext(context, text) % values


def number(value: int | Decimal) -> str:
    """A number with all its digits: `1,250.5`, or `1.250,5`."""
    with localcontext() as context:
        context.prec = 100
        return format_decimal(value, locale=current().locale, decimal_quantization=False)


def install(environment: Environment) -> None:
    """Gives templates `_`, `gettext`, `ngettext`, `pgettext` and `{% trans %}`, which escape the values."""
    environment.add_extension("jinja2.ext.i18n")
    environment.newstyle_gettext = True  # type: ignore[attr-defined]  # the extension adds it
    environment.globals.update(gettext=_gettext, ngettext=_ngettext, pgettext=_pgettext)
    environment.filters["number"] = when_shown(number)


def when_shown(filter_: Callable[..., object]) -> Callable[..., object]:
    """The filter, asked each time: of a constant, Jinja would compile what it gives in one language."""

    @pass_context
    def asked(_context: Context, *arguments: object) -> object:
        return filter_(*arguments)

    return asked


def _gettext(text: str, /, **values: object) -> Markup:
    return Markup(current().texts.gettext(text)) % values


def _ngettext(one: str, many: str, num: int, /, **values: object) -> Markup:
    return Markup(current().texts.ngettext(one, many, num)) % {**values, "num": number(num)}


def _pgettext(context: str, text: str, /, **values: object) -> Markup:
    return Markup(current().texts.pgettext(context, text)) % values
