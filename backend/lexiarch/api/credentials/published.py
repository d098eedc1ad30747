"""What everybody reads: keys, status lists, and what wallets and verifiers have to know."""

import hashlib
from typing import Any, Final

from fastapi import APIRouter, Path, Request, Response
from fastapi.responses import JSONResponse

from lexiarch.api.etags import has_present, not_modified
from lexiarch.api.sessions import ProofsDep
from lexiarch.proofs.credentials import metadata
from lexiarch.verify.words import API, LIST_TYPE
from lexiarch.web.errors import RouteNotFound

_LIST_CACHE: Final = "public, max-age=5"
"""Long enough for a crowd to ask once, short enough for an end to be seen."""
_DOCUMENT_CACHE: Final = "public, max-age=300"
_FOR_ALL: Final = {"Access-Control-Allow-Origin": "*"}

router = APIRouter(prefix="/credentials", include_in_schema=False)
well_known = APIRouter(prefix="/.well-known", include_in_schema=False)
"""At the root of the host (RFC 8615); where the site has a path, a proxy has to send them here."""


def _document(content: dict[str, Any]) -> JSONResponse:
    return JSONResponse(content, headers={"Cache-Control": _DOCUMENT_CACHE, **_FOR_ALL})


@router.get("/keys")
def get_keys(proofs: ProofsDep) -> JSONResponse:
    """A JWK set (RFC 7517): the key that signs, and those that did before."""
    return _document(proofs.issuer.keys.published())


@router.get("/types/holder")
def get_type(proofs: ProofsDep) -> JSONResponse:
    """What the `vct` means."""
    return _document(metadata.type_metadata(proofs.site_url, proofs.deployment.name))


@router.get("/context")
def get_context(proofs: ProofsDep) -> JSONResponse:
    """The JSON-LD context of the W3C credential."""
    return _document(metadata.json_ld_context(proofs.site_url))


@router.get("/status-lists")
def get_status_lists(proofs: ProofsDep) -> JSONResponse:
    """The addresses of all lists, in the form of the standard's aggregation."""
    return JSONResponse({"status_lists": proofs.issuer.lists.uris()}, headers={"Cache-Control": _LIST_CACHE})


@router.get("/status-lists/{number}")
def get_status_list(proofs: ProofsDep, request: Request, number: int = Path(ge=0, lt=1 << 31)) -> Response:
    """A status list as it is now, compared with the chain. It is the same for whoever asks."""
    row = proofs.issuer.lists.load(number)
    if row is None:
        raise RouteNotFound(request.url.path)
    tag = f'W/"{hashlib.sha256(row.token.encode()).hexdigest()[:32]}"'
    headers = {"ETag": tag, "Cache-Control": _LIST_CACHE}
    if has_present(request, tag):
        return not_modified(headers)
    return Response(row.token, headers=headers, media_type=f"application/{LIST_TYPE}")


@well_known.get("/openid-credential-issuer")
def get_issuer_metadata(proofs: ProofsDep) -> JSONResponse:
    """OpenID4VCI 1.0, 12.2.2."""
    return _document(metadata.issuer_metadata(proofs.site_url, proofs.deployment.name))


@well_known.get(f"/oauth-authorization-server{API}")
def get_authorization_metadata(proofs: ProofsDep) -> JSONResponse:
    """RFC 8414, 3. It is another server than the one that websites sign people in with."""
    return _document(metadata.authorization_metadata(proofs.site_url))


@well_known.get("/jwt-vc-issuer")
def get_jwt_issuer(proofs: ProofsDep) -> JSONResponse:
    """draft-ietf-oauth-sd-jwt-vc, JWT VC Issuer Metadata."""
    return _document(metadata.jwt_issuer_metadata(proofs.site_url, proofs.issuer.keys.published()))
