"""A member's wallet, as far as the issuer sees it: keys that it makes, and proofs that it holds them."""

import time
from typing import Any

from joserfc.jwk import ECKey

from lexiarch.domain.chain import Address
from lexiarch.proofs.credentials.issuer import SD_JWT_VC, Issuer
from lexiarch.proofs.standing import load_standing_now
from lexiarch.sdjwt.issue import bind, present
from lexiarch.sdjwt.jwt import bare_jwk, sign_jwt
from lexiarch.store.database import Database, Reader
from lexiarch.store.meta import Contact, save_contact


def new_keys(number: int) -> list[ECKey]:
    return [ECKey.generate_key("P-256") for _ in range(number)]


def prove(
    key: ECKey, audience: str, nonce: str, now: int, header: dict[str, Any] | None = None, **changes: object
) -> str:
    """The proof of a key for the credential endpoint, with changes; those to None are left out."""
    head = {"typ": "openid4vci-proof+jwt", "jwk": bare_jwk(key), **(header or {})}
    claims = {"aud": audience, "iat": now, "nonce": nonce, **changes}
    kept = ({name: value for name, value in part.items() if value is not None} for part in (head, claims))
    return sign_jwt(*kept, key)


def fetch(issuer: Issuer, account: Address, keys: list[ECKey], configuration: str = SD_JWT_VC) -> list[str]:
    """Takes an offer and fetches a credential for each key."""
    session = issuer.offers.make(account, tag_of(issuer, account), with_tx_code=False)
    token = issuer.offers.redeem(session.code, None)
    now, nonce = int(issuer.clock()), issuer.nonces.make()
    return issuer.give(token, configuration, [prove(key, issuer.url, nonce, now) for key in keys])


def tag_of(issuer: Issuer, account: Address) -> Any:
    with issuer.index.read() as reader:
        standing = load_standing_now(reader, account)
    assert standing is not None
    return standing.person_tag


def show(credential: str, key: ECKey, audience: str, nonce: str, now: int, *names: str) -> str:
    """Shows a credential with some of its claims."""
    return bind(present(credential, names), key, audience, nonce, now)


def sign_of_life(index: Database, at: float | None = None) -> None:
    """The indexer says that it follows the chain."""
    with index.write() as writer:
        save_contact(writer, Contact(int(time.time() if at is None else at), None))


def everything_in(database: Database, tables: tuple[str, ...]) -> str:
    """All that tables hold, as text."""

    def rows(reader: Reader, table: str) -> list[str]:
        return [
            " ".join(each.hex() if isinstance(each, bytes) else str(each) for each in row)
            for row in reader.all(f"SELECT * FROM {table}")
        ]

    with database.read() as reader:
        return "\n".join(line for table in tables for line in rows(reader, table))
