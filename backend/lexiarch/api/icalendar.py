"""Calendars as iCalendar (RFC 5545)."""

from collections.abc import Iterator, Sequence

from lexiarch import __version__
from lexiarch.views.models import CalendarEvent
from lexiarch.views.text import plain
from lexiarch.views.times import moment

MEDIA_TYPE = "text/calendar"

_LONGEST = 75
"""Octets of a line, without its end."""
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None, "\t": " "})


def icalendar_text(name: str, events: Sequence[CalendarEvent], site: str) -> bytes:
    """The document.

    Args:
        name: of the calendar.
        site: address of the server, without a slash at the end.
    """
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//Lexiarch//Lexiarch {__version__}//EN",
        "CALSCALE:GREGORIAN",
        f"NAME:{_text(name)}",
        f"X-WR-CALNAME:{_text(name)}",
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
    ]
    for event in events:
        lines += _event_lines(event, site)
    lines.append("END:VCALENDAR")
    return b"".join(_fold(line.encode(errors="replace")) for line in lines)


def _event_lines(event: CalendarEvent, site: str) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{event.id}"
    yield f"DTSTAMP:{_time(event.updated)}"
    yield f"LAST-MODIFIED:{_time(event.updated)}"
    yield f"SEQUENCE:{event.revision}"
    yield f"DTSTART:{_time(event.time)}"
    yield f"SUMMARY:{_text(event.title)}"
    if event.text:
        yield f"DESCRIPTION:{_text(event.text)}"
    yield f"URL:{site}{event.path}"
    yield f"STATUS:{'CANCELLED' if event.canceled else 'CONFIRMED'}"
    yield "TRANSP:TRANSPARENT"
    for seconds in event.alarms:
        yield from _alarm_lines(event, seconds)
    yield "END:VEVENT"


def _alarm_lines(event: CalendarEvent, seconds: int) -> Iterator[str]:
    yield "BEGIN:VALARM"
    yield "ACTION:DISPLAY"
    yield f"TRIGGER:-PT{seconds // 60}M"
    yield f"DESCRIPTION:{_text(event.title)}"
    yield "END:VALARM"


def _time(time: int) -> str:
    return moment(time).strftime("%Y%m%dT%H%M%SZ")


def _text(text: str) -> str:
    return plain(text).translate(_ESCAPED)


def _fold(line: bytes) -> bytes:
    """The line in pieces that are short enough; no character is cut (RFC 5545, 3.1)."""
    pieces, start, room = [], 0, _LONGEST
    while len(line) - start > room:
        end = start + room
        while line[end] & 0xC0 == 0x80:  # within a character
            end -= 1
        pieces.append(line[start:end])
        start, room = end, _LONGEST - 1  # a space comes before
    pieces.append(line[start:])
    return b"\r\n ".join(pieces) + b"\r\n"
