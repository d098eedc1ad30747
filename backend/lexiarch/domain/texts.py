"""Texts of errors, marked where they stand for the catalogues of the pages. The API has them in English."""


class Text(str):
    """A text that pages may have in other languages. Its `%(name)s` are to be replaced by values."""

    __slots__ = ()


def mark(text: str) -> Text:
    """Marks a text; `make translations` finds it by this call."""
    return Text(text)
