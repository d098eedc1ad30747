"""Feeds and calendar, for programs that people have already."""

from collections.abc import Sequence

from fastapi import APIRouter, Request, Response

from lexiarch.api.atom import MEDIA_TYPE as ATOM
from lexiarch.api.atom import atom_text
from lexiarch.api.context import Context, Ctx
from lexiarch.api.docs import text_answers
from lexiarch.api.etags import TaggedRoute
from lexiarch.api.icalendar import MEDIA_TYPE as ICALENDAR
from lexiarch.api.icalendar import icalendar_text
from lexiarch.api.params import NO_PROPOSAL, AddressParam, ProposalIdText
from lexiarch.domain.errors import AddressInvalid
from lexiarch.views import (
    build_account_feed,
    build_calendar,
    build_feed,
    build_proposal_calendar,
    build_reminders_calendar,
    build_reminders_feed,
    examples,
)
from lexiarch.views.models import CalendarEvent, Feed
from lexiarch.views.text import address_text, parse_address, parse_uint_id

router = APIRouter(tags=["feeds"], route_class=TaggedRoute)

_SITE = "https://dao.example"
_FEED = atom_text(examples.FEED, _SITE, f"{_SITE}/api/v1/feed.atom").decode()
_CALENDAR = icalendar_text("Commons of the Upper Valley", [examples.CALENDAR_EVENT], _SITE).decode()
_REMINDERS_FEED = atom_text(examples.REMINDERS_FEED, _SITE, f"{_SITE}/reminders.atom").decode()
_REMINDERS = icalendar_text("Votes that wait", [examples.REMINDER], _SITE).decode()


@router.get(
    "/feed.atom",
    summary="What happened to proposals, as a feed",
    response_class=Response,
    responses=text_answers(ATOM, _FEED, "Atom (RFC 4287), the newest 50 entries"),
)
def get_feed(context: Ctx, request: Request) -> Response:
    """Proposals made, extended, queued, executed and canceled. Ids are the same on every server."""
    with context.database.read() as reader:
        feed = build_feed(reader, context.deployment)
    return _atom(context, request, feed)


@router.get(
    "/accounts/{address}/feed.atom",
    summary="What an account did, as a feed",
    response_class=Response,
    responses=text_answers(ATOM, _FEED, "Atom (RFC 4287), the newest 50 entries", (AddressInvalid("0x123"),)),
)
def get_account_feed(context: Ctx, request: Request, address: AddressParam) -> Response:
    """Proposals made, ballots cast, its iD given, renewed or ended, and delegations from it and to it."""
    account = parse_address(address)
    with context.database.read() as reader:
        feed = build_account_feed(reader, context.deployment, account)
    return _atom(context, request, feed)


@router.get(
    "/accounts/{address}/reminders.atom",
    summary="Votes that wait for an account, as a feed",
    response_class=Response,
    responses=text_answers(
        ATOM, _REMINDERS_FEED, "Atom (RFC 4287), of open votes", (AddressInvalid("0x123"),)
    ),
)
def get_account_reminders_feed(context: Ctx, request: Request, address: AddressParam) -> Response:
    """Open votes on which the account can vote and has not: an entry when a vote opens, another a day and
    another two hours before it ends. All of them go once it has voted, and when the vote is over.
    """
    account = parse_address(address)
    with context.database.read() as reader:
        feed = build_reminders_feed(reader, context.deployment, account)
    return _atom(context, request, feed)


@router.get(
    "/accounts/{address}/reminders.ics",
    summary="Votes that wait for an account, as a calendar with alarms",
    response_class=Response,
    responses=text_answers(
        ICALENDAR, _REMINDERS, "iCalendar (RFC 5545), of open votes", (AddressInvalid("0x123"),)
    ),
)
def get_account_reminders_calendar(context: Ctx, request: Request, address: AddressParam) -> Response:
    """The end of each open vote on which the account can vote and has not, with alarms a day and two hours
    before. Once it has voted, the event has the status CANCELLED and no alarm; it goes when the vote is over.
    """
    account = parse_address(address)
    with context.database.read() as reader:
        events = build_reminders_calendar(reader, context.deployment, account)
    name = f"Votes that wait for {address_text(account)} · {context.deployment.name}"
    return _icalendar(context, request, events, name)


@router.get(
    "/calendar.ics",
    summary="When votes open and end, as a calendar",
    response_class=Response,
    responses=text_answers(ICALENDAR, _CALENDAR, "iCalendar (RFC 5545), of the newest 200 proposals"),
)
def get_calendar(context: Ctx, request: Request) -> Response:
    """When votes open and end, from when what they passed can be executed, and when it expires.

    What was called off stays, with the status CANCELLED.
    """
    with context.database.read() as reader:
        events = build_calendar(reader, context.deployment)
    return _icalendar(context, request, events)


@router.get(
    "/proposals/{id}/calendar.ics",
    summary="When a proposal's vote opens and ends, as a calendar",
    response_class=Response,
    responses=text_answers(
        ICALENDAR,
        _CALENDAR,
        "iCalendar (RFC 5545), of one proposal",
        NO_PROPOSAL,
    ),
)
def get_proposal_calendar(context: Ctx, request: Request, proposal_id: ProposalIdText) -> Response:
    """The moments of one proposal, with the ids of the calendar of all: a reminder of its deadline."""
    number = parse_uint_id(proposal_id)
    with context.database.read() as reader:
        events = build_proposal_calendar(reader, context.deployment, number)
    return _icalendar(context, request, events)


def _icalendar(
    context: Context, request: Request, events: Sequence[CalendarEvent], name: str = ""
) -> Response:
    text = icalendar_text(name or context.deployment.name, events, _site(context, request))
    return Response(text, media_type=f"{ICALENDAR}; charset=utf-8")


def _atom(context: Context, request: Request, feed: Feed) -> Response:
    site = _site(context, request)
    return Response(atom_text(feed, site, f"{site}{request.url.path}"), media_type=ATOM)


def _site(context: Context, request: Request) -> str:
    return str(request.base_url).rstrip("/") + context.base
