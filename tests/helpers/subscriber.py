"""Feeds and calendars as other people's programs read them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import feedparser
import icalendar


@dataclass(frozen=True)
class Read:
    """One entry of a feed, or one event of a calendar."""

    id: str
    title: str
    link: str
    at: datetime
    status: str = ""
    """Of events."""
    alarms: tuple[int, ...] = ()
    """Of events: minutes before it."""


def read_feed(document: bytes) -> list[Read]:
    """Entries of an Atom document that has no fault."""
    feed: Any = feedparser.parse(document)
    assert not feed.bozo, feed.bozo_exception
    assert feed.version == "atom10"
    assert feed.feed.id
    assert feed.feed.updated_parsed
    ids = [entry.id for entry in feed.entries]
    assert len(set(ids)) == len(ids)
    return [
        Read(entry.id, entry.title, entry.link, datetime.fromisoformat(entry.updated))
        for entry in feed.entries
    ]


def read_calendar(document: bytes) -> list[Read]:
    """Events of an iCalendar document that has no fault and nothing but what the standard names."""
    calendar = icalendar.Calendar.from_ical(document)
    assert calendar.errors == []
    assert calendar.get("version") == "2.0"
    events = calendar.events
    assert all(event.errors == [] for event in events)
    return [_event(event) for event in events]


def _event(event: icalendar.Event) -> Read:
    for needed in ("UID", "DTSTAMP", "DTSTART"):
        assert needed in event
    alarms = [event.start - alarm.trigger for alarm in event.alarms.times]
    minutes = tuple(int(before.total_seconds()) // 60 for before in alarms)
    status = str(event["STATUS"])
    return Read(str(event["UID"]), str(event["SUMMARY"]), str(event["URL"]), event.start, status, minutes)
