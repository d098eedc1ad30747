"""Pages of the OpenID Connect provider: what a member is asked when a website sends them here."""

from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Annotated
from urllib.parse import parse_qsl

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from lexiarch.dashboard.pages import consent
from lexiarch.dashboard.rendering import Moment, Renderer, response_headers
from lexiarch.domain.deployment import Deployment
from lexiarch.proofs.openid.authorize import Need, Question
from lexiarch.proofs.openid.provider import Provider
from lexiarch.proofs.openid.visitors import Visitor
from lexiarch.proofs.parts import Proofs
from lexiarch.settings import Settings
from lexiarch.store.database import Database
from lexiarch.views import build_last_change_id, build_status

TokenOf = Callable[[Request, Proofs], str | None]
"""The session's token that a request brings along."""
_NO_STORE = {"Cache-Control": "no-store"}


async def _read_form(request: Request) -> list[tuple[str, str]]:
    text = (await request.body()).decode(errors="replace")
    try:
        return parse_qsl(text, keep_blank_values=True, max_num_fields=100)
    except ValueError:
        return []


_Form = Annotated[list[tuple[str, str]], Depends(_read_form)]


def create_openid_pages(
    database: Database, deployment: Deployment, settings: Settings, provider: Provider, token_of: TokenOf
) -> APIRouter:
    """The pages of one DAO's provider.

    Args:
        token_of: reads the session's cookie.
    """
    router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
    renderer = Renderer(deployment, settings)

    def visitor_of(request: Request) -> Visitor | None:
        return provider.visitor(token_of(request, provider.proofs))

    def show(template: str, context: Mapping[str, object], onward: str) -> HTMLResponse:
        with database.read() as reader:
            moment = Moment(build_status(reader, deployment), build_last_change_id(reader))
        page = renderer.render(template, moment, context)
        page.headers.update(response_headers(deployment, settings, form_to=onward))
        page.headers["Cache-Control"] = "no-store"
        return page

    @router.get("/openid/consent")
    def show_question(request: Request) -> Response:
        sealed, visitor = request.query_params.get("request", ""), visitor_of(request)
        question = provider.authorization.resume(sealed, visitor)
        if isinstance(question, str):
            return RedirectResponse(question, HTTPStatus.SEE_OTHER, _NO_STORE)
        if question.need is Need.PROOF:
            return show_wanted(question, visitor)
        token = provider.authorization.form_token(sealed, visitor) if visitor else ""
        context = consent.build_context(question, visitor, token)
        return show("consent.html", context, question.request.asked.redirect_uri)

    def show_wanted(question: Question, visitor: Visitor | None) -> Response:
        wanted = provider.unnamed.want(question)
        context = consent.build_unnamed_context(question, wanted, visitor)
        return show("unnamed.html", context, question.request.asked.redirect_uri)

    @router.get("/openid/unnamed")
    def show_unnamed(request: Request) -> Response:
        """The same question, to be answered without saying who."""
        question = provider.authorization.resume_unnamed(request.query_params.get("request", ""))
        return show_wanted(question, visitor_of(request))

    @router.post("/openid/unnamed")
    def take_proof(request: Request, form: _Form) -> Response:
        """No cookie may say whose browser it is: that the answer is its own, the website sees by `state`."""
        given = dict(form)
        sealed = given.get("request", "")
        question = provider.authorization.resume_unnamed(sealed)
        if visitor := visitor_of(request):
            return show_wanted(question, visitor)
        challenge, proof = consent.read_proof(given)
        visitor = provider.unnamed.verify(question, challenge, given.get("form", ""), proof)
        answer = provider.authorization.answer_proven(sealed, visitor)
        return RedirectResponse(answer, HTTPStatus.SEE_OTHER, _NO_STORE)

    @router.post("/openid/consent")
    def take_answer(request: Request, form: _Form) -> Response:
        """303: the form goes no further (RFC 9700, 4.12)."""
        given = dict(form)
        ticked = [value for name, value in form if name == "claim"]
        answer = provider.authorization.answer(
            given.get("request", ""),
            given.get("form", ""),
            ticked if given.get("answer") == "allow" else None,
            visitor_of(request),
        )
        return RedirectResponse(answer, HTTPStatus.SEE_OTHER, _NO_STORE)

    @router.get("/openid/leave")
    def show_leave(request: Request) -> Response:
        visitor, pairs = visitor_of(request), request.query_params.multi_items()
        digest = visitor.digest if visitor else b""
        wanted = provider.logout.read(pairs, digest)
        context = {
            "page": "",
            "client": wanted.client,
            "fields": [(name, value) for name, value in pairs if name != "form"],
            "form_token": provider.logout.form_token(digest),
        }
        return show("leave.html", context, wanted.back)

    return router
