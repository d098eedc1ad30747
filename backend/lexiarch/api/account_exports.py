"""All that there is of one account, to take away."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Path

from lexiarch.api import member_examples as examples
from lexiarch.api.context import Context, Ctx
from lexiarch.api.docs import Responses, answers, text_answers
from lexiarch.api.download import Download
from lexiarch.api.exports import Begin, download, file_headers
from lexiarch.api.params import AddressParam
from lexiarch.api.tabular import Csv, Ndjson, Tabular
from lexiarch.domain.chain import Address
from lexiarch.domain.errors import AddressInvalid, ExportOvertaken
from lexiarch.store.keyset import Place
from lexiarch.views import begin_account_export, build_account_record, build_part
from lexiarch.views.examples import VOTE
from lexiarch.views.exports import Export
from lexiarch.views.member_models import AccountExport, AccountList, AccountRecord
from lexiarch.views.models import Vote
from lexiarch.views.text import parse_address

router = APIRouter(prefix="/accounts/{address}", tags=["exports"])

_REFUSALS = (AddressInvalid("0x123"), ExportOvertaken(1234))

What = Annotated[AccountList, Path(description="The list.", examples=["votes"])]


def _answers(tabular: Tabular, description: str) -> Responses:
    example = (tabular.head() + tabular.lines([VOTE])).decode()
    return text_answers(tabular.media_type.partition(";")[0], example, description, _REFUSALS)


_WHOLE = answers(examples.EXPORT, "The account and its lists", _REFUSALS)
_WHOLE[200]["model"] = AccountExport  # of text that is made piece by piece


@router.get(
    "/export.json",
    summary="All that there is of an account, in one document",
    status_code=200,
    response_class=Download,
    responses=_WHOLE,
)
def export_account(context: Ctx, address: AddressParam) -> Download:
    """The account as it stands, its iD with what is pending about it, and every list whole, newest first.

    All of it comes from events that are public on the chain, as of the last indexed block. Cases that are
    over are told to nobody. If the chain replaces the block, the document is cut off.
    """
    account = parse_address(address)
    with context.database.read() as reader:
        record = build_account_record(reader, context.deployment, account)
        exports = [begin_account_export(reader, context.deployment, name, account) for name in AccountList]
    pieces = _pieces(context, record, exports)
    headers = file_headers(replace(exports[0], name="everything"), "application/json", "json")
    return Download(next(pieces), lambda: next(pieces, None), headers)


@router.get(
    "/export/{what}.csv",
    summary="A list of an account for a spreadsheet",
    status_code=200,
    response_class=Download,
    responses=_answers(Csv(Vote), "CSV (RFC 4180) with a header"),
)
def export_account_csv(context: Ctx, address: AddressParam, what: What) -> Download:
    """One list of an account, whole, newest first; written as the DAO's own exports are."""
    return download(context, _begin(context, address, what), Csv)


@router.get(
    "/export/{what}.ndjson",
    summary="A list of an account for a program",
    status_code=200,
    response_class=Download,
    responses=_answers(Ndjson(Vote), "A JSON object in each line"),
)
def export_account_ndjson(context: Ctx, address: AddressParam, what: What) -> Download:
    """The same as the CSV, a JSON object in each line, with all texts as they are."""
    return download(context, _begin(context, address, what), Ndjson)


def _begin(context: Context, address: str, what: AccountList) -> Begin:
    account = parse_address(address)
    return lambda reader: begin_account_export(reader, context.deployment, what, account)


def _pieces(context: Context, record: AccountRecord, exports: Sequence[Export]) -> Iterator[bytes]:
    """The document, part by part; each is read in a transaction of its own."""
    yield record.model_dump_json(by_alias=True).removesuffix("}").encode()
    for export in exports:
        yield f',"{export.name}":['.encode()
        key: Place | Address | None = export.start
        comma = ""
        while key is not None:
            with context.database.read() as reader:
                part = build_part(reader, export, key)
            if part.rows:
                rows = ",".join(row.model_dump_json(by_alias=True) for row in part.rows)
                yield (comma + rows).encode()
                comma = ","
            key = part.next_key
        yield b"]"
    yield b"}\n"
