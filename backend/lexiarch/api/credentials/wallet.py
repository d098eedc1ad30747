"""What wallets ask: a token for an offer, a nonce, credentials (OpenID4VCI 1.0). Errors are OAuth's."""

import json
from collections.abc import Callable, Coroutine
from typing import Any, Final
from urllib.parse import parse_qs

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse
from fastapi.routing import APIRoute
from starlette.concurrency import run_in_threadpool

from lexiarch.api.sessions import ProofsDep
from lexiarch.proofs.credentials.errors import WalletRefused
from lexiarch.proofs.credentials.issuer import SD_JWT_VC, W3C_VC
from lexiarch.proofs.credentials.offers import BATCH_SIZE, GRANT_TYPE, TOKEN_SECONDS

_HEADERS: Final = {"Cache-Control": "no-store"}
_FORM: Final = "application/x-www-form-urlencoded"


class _WalletRoute(APIRoute):
    """A route whose refusals have the form of RFC 6749, 5.2."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        answer = super().get_route_handler()

        async def handle(request: Request) -> Response:
            try:
                return await answer(request)
            except WalletRefused as refused:
                headers = dict(_HEADERS)
                if refused.status_code == 401:
                    headers["WWW-Authenticate"] = f'Bearer error="{refused.error}"'
                content = {"error": refused.error, "error_description": refused.why}
                return JSONResponse(content, refused.status_code, headers)

        return handle


router = APIRouter(prefix="/credentials", route_class=_WalletRoute, include_in_schema=False)


@router.post("/token")
async def give_token(request: Request, proofs: ProofsDep) -> JSONResponse:
    """RFC 6749, 4.5, with the grant of OpenID4VCI 1.0, 6.1."""
    if request.headers.get("content-type", "").partition(";")[0].strip() != _FORM:
        raise WalletRefused("invalid_request", f"The request must be {_FORM}.")
    fields = _fields(await request.body())
    if fields.get("grant_type", GRANT_TYPE) != GRANT_TYPE:
        raise WalletRefused("unsupported_grant_type", f"The only grant type here is {GRANT_TYPE}.")
    if not {"grant_type", "pre-authorized_code"} <= set(fields):
        raise WalletRefused("invalid_request", "There is no grant_type, or no pre-authorized_code.")
    code, tx_code = fields["pre-authorized_code"], fields.get("tx_code")
    token = await run_in_threadpool(proofs.issuer.offers.redeem, code, tx_code)
    body = {"access_token": token, "token_type": "Bearer", "expires_in": TOKEN_SECONDS}
    return JSONResponse(body, headers=_HEADERS)


@router.post("/nonce")
def give_nonce(proofs: ProofsDep) -> JSONResponse:
    """OpenID4VCI 1.0, 7."""
    return JSONResponse({"c_nonce": proofs.issuer.nonces.make()}, headers=_HEADERS)


@router.post("/issue")
async def give_credentials(request: Request, proofs: ProofsDep) -> JSONResponse:
    """OpenID4VCI 1.0, 8."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token:
        raise WalletRefused("invalid_token", "There is no access token.")
    configuration, keys = _wanted(await request.body())
    made = await run_in_threadpool(proofs.issuer.give, token.strip(), configuration, keys)
    body = {"credentials": [{"credential": credential} for credential in made]}
    return JSONResponse(body, headers=_HEADERS)


def _fields(body: bytes) -> dict[str, str]:
    try:
        fields = parse_qs(body.decode(), strict_parsing=True, max_num_fields=20, keep_blank_values=True)
    except ValueError as error:
        raise WalletRefused("invalid_request", "The request is no form.") from error
    if any(len(values) > 1 for values in fields.values()):
        raise WalletRefused("invalid_request", "A field is given twice.")
    return {name: values[0] for name, values in fields.items()}


def _wanted(body: bytes) -> tuple[str, list[str]]:
    """Which configuration, and proofs of which keys."""
    try:
        wanted = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise WalletRefused("invalid_credential_request", "The request is not JSON.") from error
    if not isinstance(wanted, dict) or "credential_response_encryption" in wanted:
        raise WalletRefused("invalid_credential_request", "The request is no object, or asks for encryption.")
    if "credential_identifier" in wanted:
        raise WalletRefused("unknown_credential_identifier", "The token response named no identifiers.")
    configuration = wanted.get("credential_configuration_id")
    if configuration not in (SD_JWT_VC, W3C_VC):
        raise WalletRefused("unknown_credential_configuration", "There is no such credential here.")
    proofs = wanted.get("proofs")
    keys = proofs.get("jwt") if isinstance(proofs, dict) and len(proofs) == 1 else None
    if not isinstance(keys, list) or not all(isinstance(key, str) for key in keys):
        raise WalletRefused("invalid_proof", "There are no proofs of type jwt.")
    if not 1 <= len(keys) <= BATCH_SIZE:
        raise WalletRefused("invalid_proof", f"Send one to {BATCH_SIZE} proofs.")
    return configuration, keys
