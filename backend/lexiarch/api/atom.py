"""Feeds as Atom (RFC 4287)."""

import re
from xml.etree import ElementTree as ET

from lexiarch import __version__
from lexiarch.views.models import Feed, FeedEntry
from lexiarch.views.text import plain
from lexiarch.views.times import iso

MEDIA_TYPE = "application/atom+xml"

_NAMESPACE = "http://www.w3.org/2005/Atom"
_IMPOSSIBLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML document may hold (XML 1.0, 2.2), however it is written."""


def atom_text(feed: Feed, site: str, self_url: str) -> bytes:
    """The document.

    Args:
        site: address of the server, without a slash at the end.
        self_url: address of this feed.
    """
    root = ET.Element("feed", xmlns=_NAMESPACE)
    _add(root, "id", feed.id)
    _add(root, "title", feed.title)
    _add(root, "updated", iso(feed.updated))
    _add(ET.SubElement(root, "author"), "name", feed.title)
    _link(root, "self", MEDIA_TYPE, self_url)
    _link(root, "alternate", "text/html", f"{site}{feed.path}")
    ET.SubElement(root, "generator", version=__version__).text = "Lexiarch"
    for entry in feed.entries:
        _add_entry(root, entry, site)
    ET.indent(root)
    document: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return document


def _add_entry(root: ET.Element, entry: FeedEntry, site: str) -> None:
    element = ET.SubElement(root, "entry")
    _add(element, "id", entry.id)
    _add(element, "title", entry.title)
    _add(element, "updated", iso(entry.updated))
    _link(element, "alternate", "text/html", f"{site}{entry.path}")
    _add(element, "content", entry.text, type="text")


def _add(parent: ET.Element, name: str, text: str, **attributes: str) -> None:
    ET.SubElement(parent, name, attributes).text = _IMPOSSIBLE.sub("\ufffd", plain(text))


def _link(parent: ET.Element, rel: str, media_type: str, url: str) -> None:
    ET.SubElement(parent, "link", rel=rel, type=media_type, href=_IMPOSSIBLE.sub("\ufffd", url))
