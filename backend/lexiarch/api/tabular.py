"""Rows as text: CSV (RFC 4180) for spreadsheets, NDJSON for programs."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Protocol

from lexiarch.views.models import Model

_FORMULA = tuple("=+-@\t\r\n＝＋－＠")
"""What a spreadsheet may take for the beginning of a formula (OWASP, "CSV Injection")."""


class Tabular(Protocol):
    """How rows of one type are written."""

    media_type: ClassVar[str]
    ending: ClassVar[str]
    """Of a file's name."""

    def head(self) -> bytes:
        """What comes before the first row."""

    def lines(self, rows: Sequence[Model]) -> bytes:
        """Some rows."""


@dataclass(frozen=True, slots=True)
class Csv:
    """A header, then a line for each row. Text that looks like a formula gets a leading apostrophe."""

    media_type: ClassVar[str] = "text/csv; charset=utf-8; header=present"
    ending: ClassVar[str] = "csv"
    row_type: type[Model]

    def head(self) -> bytes:
        fields = self.row_type.model_fields.items()
        return _csv([[field.serialization_alias or name for name, field in fields]])

    def lines(self, rows: Sequence[Model]) -> bytes:
        dumped = (row.model_dump(mode="json", by_alias=True).values() for row in rows)
        return _csv([[_cell(value) for value in values] for values in dumped])


@dataclass(frozen=True, slots=True)
class Ndjson:
    """A JSON object for each row, as the API's lists have them."""

    media_type: ClassVar[str] = "application/x-ndjson"
    ending: ClassVar[str] = "ndjson"
    row_type: type[Model]

    def head(self) -> bytes:
        return b""

    def lines(self, rows: Sequence[Model]) -> bytes:
        return "".join(row.model_dump_json(by_alias=True) + "\n" for row in rows).encode()


def _csv(lines: Sequence[Sequence[str]]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text).writerows(lines)
    return text.getvalue().encode()


def _cell(value: object) -> str:
    """Null is empty, true and false are as in JSON."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    text = str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text
