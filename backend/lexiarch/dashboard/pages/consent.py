"""What a member is asked before a website is told anything."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple
from urllib.parse import urlsplit

from lexiarch.dashboard.language import current
from lexiarch.proofs.anonymous import Proof
from lexiarch.proofs.errors import ProofInvalid
from lexiarch.proofs.openid.authentication import ANONYMOUS
from lexiarch.proofs.openid.authorize import Question
from lexiarch.proofs.openid.claims import CLAIMS
from lexiarch.proofs.openid.unnamed import Wanted
from lexiarch.proofs.openid.visitors import Visitor
from lexiarch.views.text import address_text

_CHALLENGE = re.compile("[0-9a-f]{64}")
_NUMBER = re.compile("[0-9]{1,78}")
"""Decimal; the largest has 256 bits."""


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
        "unnamed": ANONYMOUS in client.means,
    }


def build_unnamed_context(question: Question, wanted: Wanted, visitor: Visitor | None) -> dict[str, object]:
    """The page on which a question is answered with a proof.

    Args:
        visitor: who is signed in, and whose browser would say so beside the proof.
    """
    client, redirect_uri = question.request.asked.client, question.request.asked.redirect_uri
    return {
        "page": "",
        "client": client,
        "site": site_of(redirect_uri),
        "asked": wanted.asked,
        "challenge": wanted.asked.challenge.hex(),
        "sealed": question.sealed,
        "form_token": wanted.form,
        "account": address_text(visitor.account) if visitor and visitor.account else "",
        "way_out": question.way_out,
    }


def read_proof(given: Mapping[str, str]) -> tuple[bytes, Proof]:
    """Challenge and proof of the form.

    Raises:
        ProofInvalid: they cannot be read.
    """
    challenge = given.get("challenge", "")
    numbers = [given.get("root", ""), given.get("nullifier", ""), *given.get("points", "").split(",")]
    if not _CHALLENGE.fullmatch(challenge) or not all(map(_NUMBER.fullmatch, numbers)):
        raise ProofInvalid
    root, nullifier, *points = map(int, numbers)
    return bytes.fromhex(challenge), Proof(root, nullifier, tuple(points))


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
