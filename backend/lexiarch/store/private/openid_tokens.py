"""Codes and tokens of OpenID Connect, by the SHA-256 of their 256 random bits."""

from typing import NamedTuple

from lexiarch.store.database import Reader, Writer


class CodeRow(NamedTuple):
    """An authorization code. Times in seconds since 1970."""

    digest: bytes
    grant_id: str
    redirect_uri: str
    challenge: str
    nonce: str | None
    used: int
    expires: int


class TokenRow(NamedTuple):
    """An access token or a refresh token. Times in seconds since 1970."""

    digest: bytes
    grant_id: str
    kind: str
    scope: str
    used: int
    expires: int


def save_code(writer: Writer, row: CodeRow) -> None:
    """Keeps a new code."""
    writer.insert_into("openid_code", CodeRow._fields, [row])


def load_code(reader: Reader, digest: bytes) -> CodeRow | None:
    """The code of a digest, used or not."""
    row = reader.one(f"SELECT {', '.join(CodeRow._fields)} FROM openid_code WHERE digest = ?", (digest,))
    return CodeRow._make(row) if row else None


def use_code(writer: Writer, digest: bytes) -> bool:
    """Uses a code up. Returns whether it was unused."""
    return writer.execute("UPDATE openid_code SET used = 1 WHERE digest = ? AND used = 0", (digest,)) == 1


def save_token(writer: Writer, row: TokenRow) -> None:
    """Keeps a new token."""
    writer.insert_into("openid_token", TokenRow._fields, [row])


def load_token(reader: Reader, digest: bytes, kind: str) -> TokenRow | None:
    """The token of a digest, used or not."""
    sql = f"SELECT {', '.join(TokenRow._fields)} FROM openid_token WHERE digest = ? AND kind = ?"
    row = reader.one(sql, (digest, kind))
    return TokenRow._make(row) if row else None


def use_token(writer: Writer, digest: bytes) -> bool:
    """Uses a refresh token up. Returns whether it was unused."""
    return writer.execute("UPDATE openid_token SET used = 1 WHERE digest = ? AND used = 0", (digest,)) == 1


def delete_token(writer: Writer, digest: bytes) -> None:
    """Ends one token."""
    writer.execute("DELETE FROM openid_token WHERE digest = ?", (digest,))
