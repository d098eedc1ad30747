"""Which client speaks (RFC 6749, 2.3): by Basic, by the form, or by name alone when it is public."""

import binascii
from base64 import b64decode
from collections.abc import Mapping
from urllib.parse import unquote_plus

from lexiarch.proofs.openid.clients import Client
from lexiarch.proofs.openid.errors import TokenRefused


def authenticate_client(
    clients: Mapping[str, Client], authorization: str | None, given: Mapping[str, str]
) -> Client:
    """The client of a request.

    Args:
        authorization: the header.
        given: the form, each name once.

    Raises:
        TokenRefused: it is unknown, does not prove who it is, or does so in two ways.
    """
    name, secret = given.get("client_id"), given.get("client_secret")
    if authorization is not None:
        if secret is not None:
            raise TokenRefused("invalid_request", "the client authenticates in two ways")
        basic, secret = _read_basic(authorization)
        if name not in (None, basic):
            raise TokenRefused("invalid_request", "client_id is another than that of the header")
        name = basic
    client = clients.get(name or "")
    if client is None or not (secret is None if client.public else secret and client.knows(secret)):
        raise TokenRefused("invalid_client", "the client is unknown, or its secret is wrong", 401)
    return client


def _read_basic(header: str) -> tuple[str, str]:
    scheme, _, value = header.partition(" ")
    try:
        pair = b64decode(value, validate=True).decode() if scheme.lower() == "basic" else ""
    except (binascii.Error, UnicodeDecodeError):
        pair = ""
    name, colon, secret = pair.partition(":")
    if not colon:
        raise TokenRefused("invalid_client", "the Authorization header is no Basic credentials", 401)
    return unquote_plus(name), unquote_plus(secret)
