"""Whole lists as files."""

import re
from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Path, Query

from lexiarch.api.context import Context, Ctx
from lexiarch.api.docs import Responses, text_answers
from lexiarch.api.download import Download
from lexiarch.api.params import EXAMPLE_ID, UintText
from lexiarch.api.tabular import Csv, Ndjson, Tabular
from lexiarch.domain.chain import Address
from lexiarch.domain.errors import ExportOvertaken, IdInvalid, ParameterInvalid, ProposalNotFound
from lexiarch.store.database import Reader
from lexiarch.store.keyset import Place
from lexiarch.views import begin_export, build_part, examples
from lexiarch.views.exports import Export, ExportName, Part
from lexiarch.views.models import Model, Vote
from lexiarch.views.text import address_text, parse_uint_id

router = APIRouter(prefix="/export", tags=["exports"])

Begin = Callable[[Reader], Export]
"""Begins an export of the last indexed block."""

_REFUSALS = (
    ParameterInvalid("An export of holders is not of one proposal.", "Leave proposal out, or export votes."),
    IdInvalid("-1", "a proposal id"),
    ProposalNotFound(7),
    ExportOvertaken(1234),
)


def _answers(tabular: Tabular, description: str) -> Responses:
    example = (tabular.head() + tabular.lines([examples.VOTE])).decode()
    return text_answers(tabular.media_type.partition(";")[0], example, description, _REFUSALS)


What = Annotated[ExportName, Path(description="The list.", examples=["votes"])]
ProposalQuery = Annotated[
    UintText | None,
    Query(
        alias="proposal",
        description="Of votes: only those on the proposal with this id.",
        examples=[EXAMPLE_ID],
    ),
]


@router.get(
    "/{what}.csv",
    summary="A whole list for a spreadsheet",
    status_code=200,
    response_class=Download,
    responses=_answers(Csv(Vote), "CSV (RFC 4180) with a header"),
)
def export_csv(context: Ctx, what: What, proposal: ProposalQuery = None) -> Download:
    """All rows, newest first (accounts by address), as they were at the last indexed block; of any length.

    Null is an empty field. Text that a spreadsheet may take for a formula, since it begins with `=`, `+`,
    `-`, `@`, a tab or a line break, gets a leading apostrophe. Of holders, those are listed whose iD is live
    or ran out. If the chain replaces the block, the file is cut off.
    """
    return download(context, _begin(context, what, proposal), Csv)


@router.get(
    "/{what}.ndjson",
    summary="A whole list for a program",
    status_code=200,
    response_class=Download,
    responses=_answers(Ndjson(Vote), "A JSON object in each line"),
)
def export_ndjson(context: Ctx, what: What, proposal: ProposalQuery = None) -> Download:
    """The same as the CSV, a JSON object in each line, with all texts as they are."""
    return download(context, _begin(context, what, proposal), Ndjson)


def _begin(context: Context, what: ExportName, proposal: str | None) -> Begin:
    number = None if proposal is None else parse_uint_id(proposal)
    return lambda reader: begin_export(reader, context.deployment, what, number)


def download(context: Context, begin: Begin, form: Callable[[type[Model]], Tabular]) -> Download:
    """A list as a file."""
    with context.database.read() as reader:
        export = begin(reader)
        pieces = _Pieces(context, export, form(export.listing.row_type))
        first = pieces.first(reader)
    return Download(
        first, pieces.next, file_headers(export, pieces.tabular.media_type, pieces.tabular.ending)
    )


def file_headers(export: Export, media_type: str, ending: str) -> dict[str, str]:
    """Of an answer that a browser saves under a name such as `commons-of-the-valley-votes-1234.csv`."""
    dao = re.sub(r"[^a-z0-9]+", "-", export.deployment.name.lower()).strip("-")[:60] or "dao"
    account = f"-{address_text(export.account)}" if export.account else ""
    name = f"{dao}{account}-{export.name}-{export.block.number}.{ending}"
    return {
        "Content-Type": media_type,
        "Content-Disposition": f'attachment; filename="{name}"',
        "Cache-Control": "no-store",
    }


class _Pieces:
    """An export as text, part by part; each is read in a transaction of its own."""

    def __init__(self, context: Context, export: Export, tabular: Tabular) -> None:
        self.tabular = tabular
        self._context = context
        self._export = export
        self._key: Place | Address | None = export.start

    def first(self, reader: Reader) -> bytes:
        """Head and first part: what is wrong with an export shows here, while it can still be said."""
        return self.tabular.head() + self._text(build_part(reader, self._export, self._export.start))

    def next(self) -> bytes | None:
        """The next part; None after the last."""
        if self._key is None:
            return None
        with self._context.database.read() as reader:
            return self._text(build_part(reader, self._export, self._key))

    def _text(self, part: Part) -> bytes:
        self._key = part.next_key
        return self.tabular.lines(part.rows)
