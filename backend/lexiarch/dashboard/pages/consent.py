"""What a member is asked before a website is told anything."""

from collections.abc import Sequence
from typing import NamedTuple
from urllib.parse import urlsplit

from lexiarch.dashboard.language import current
from lexiarch.proofs.openid.authorize import Need, Question
from lexiarch.proofs.openid.claims import CLAIMS
from lexiarch.proofs.openid.visitors import Visitor
from lexiarch.views.text import address_text


class Tick(NamedTuple):
    """One thing that the website may be told."""

    scope: str
    words: str
    ticked: bool


def build_context(question: Question, visitor: Visitor | None, form_token: str) -> dict[str, object]:
    """The page for a question.

    Args:
        form_token: what the form has to bring along; '' when there is none.
    """
    client = question.request.asked.client
    return {
        "page": "",
        "need": question.need.name.lower(),
        "client": client,
        "site": site_of(question.request.asked.redirect_uri),
        "ticks": ticks(question.request.scopes),
        "account": address_text(visitor.account) if visitor and visitor.account else "",
        "sealed": question.sealed,
        "form_token": form_token,
        "way_out": question.way_out,
        "ask": question.need is Need.CONSENT,
    }


def ticks(scopes: Sequence[str]) -> list[Tick]:
    """What is asked for beside the status, in the order of {CLAIMS}."""
    texts = current().texts
    return [
        Tick(scope, texts.gettext(claim.words), claim.ticked)
        for scope, claim in CLAIMS.items()
        if scope in scopes
    ]


def site_of(redirect_uri: str) -> str:
    """Where the answer goes, as a reader can check it: the host, or the scheme of an app."""
    url = urlsplit(redirect_uri)
    return url.netloc or url.scheme
