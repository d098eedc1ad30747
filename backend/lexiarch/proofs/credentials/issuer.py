"""Makes the credentials themselves."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from joserfc.jwk import ECKey

from lexiarch.domain.chain import Address, Hash32
from lexiarch.domain.words import HolderKind
from lexiarch.proofs.consents import note_read
from lexiarch.proofs.credentials.errors import WalletRefused
from lexiarch.proofs.credentials.keys import IssuerKeys
from lexiarch.proofs.credentials.lists.publish import Place, StatusLists
from lexiarch.proofs.credentials.offers import Grant, Offers
from lexiarch.proofs.credentials.wallet_keys import Nonces, read_key_proofs
from lexiarch.proofs.standing import Standing
from lexiarch.sdjwt.issue import issue
from lexiarch.sdjwt.jwt import bare_jwk, sign_jwt
from lexiarch.store.database import Database, Writer
from lexiarch.store.private.credentials import delete_credential_access_of, spend_grant
from lexiarch.store.private.status_lists import Bearer, count_positions
from lexiarch.verify.words import API, CREDENTIAL_TYPE, HIDDEN, VCT_PATH, W3C_TYPE

SD_JWT_VC: Final = "holder"
"""Configuration of the SD-JWT VC."""
W3C_VC: Final = "holder_w3c"
"""Configuration of the W3C credential."""
WALLET: Final = "wallet"
"""Who is given credentials, as the member's log names them: a wallet of theirs, of which nothing is known."""
W3C_CREDENTIAL: Final = "LexiarchHolderCredential"
DAY: Final = 86_400
LIFE_DAYS: Final = 8
"""From the beginning (UTC) of the day of its issue: between seven and eight."""
_DIGESTS: Final = 4
_KIND: Final = {HolderKind.PERSON: "person", HolderKind.ORGANISATION: "organisation"}


@dataclass(frozen=True, slots=True)
class Issuer:
    """All that gives out credentials of one DAO. Any thread may use it."""

    url: str
    index: Database
    private: Database
    keys: IssuerKeys
    lists: StatusLists
    offers: Offers
    nonces: Nonces
    clock: Callable[[], float] = time.time

    def give(self, token: str, configuration: str, proofs: Sequence[str]) -> list[str]:
        """Credentials for a wallet, one for each proof of a key.

        Args:
            token: its access token.
            configuration: {SD_JWT_VC} or {W3C_VC}.

        Raises:
            WalletRefused: see the codes of OpenID4VCI 1.0, 8.3.1.2.
        """
        grant = self.offers.find(token)
        now = int(self.clock())
        keys = read_key_proofs(proofs, self.url, self.nonces, now)
        made = now - now % DAY
        expires = made + LIFE_DAYS * DAY
        bearer = Bearer(grant.account, grant.standing.person_tag)
        with self.private.write() as writer:
            if not spend_grant(writer, grant.digest, len(keys)):
                raise WalletRefused("invalid_credential_request", "More credentials than the offer has left.")
            places = self.lists.reserve(writer, bearer, len(keys), expires)
            note_read(writer, bearer.person_tag, WALLET, HIDDEN, configuration, now)
        make = self._sd_jwt if configuration == SD_JWT_VC else self._w3c
        return [make(grant, key, place, made) for key, place in zip(keys, places, strict=True)]

    def count(self, person_tag: Hash32) -> int:
        """How many credentials of a person have neither ended nor expired."""
        with self.private.read() as reader:
            return count_positions(reader, person_tag, int(self.clock()))

    def end(self, account: Address, person_tag: Hash32) -> int:
        """Ends all credentials of a person, with the offers and tokens that would bring more.

        Nothing that says whose they were is kept. Returns how many ended.
        """
        with self.private.write() as writer:
            delete_credential_access_of(writer, account)
            return self.lists.end(writer, person_tag)

    def on_erased(self, writer: Writer, account: Address, person_tags: Sequence[Hash32]) -> None:
        """Ends all that a member has, see OnErased."""
        delete_credential_access_of(writer, account)
        for tag in person_tags:
            self.lists.end(writer, tag)

    def _sd_jwt(self, grant: Grant, key: ECKey, place: Place, made: int) -> str:
        signer = self.keys.current
        header = {"typ": CREDENTIAL_TYPE, "kid": signer.kid}
        claims = {"vct": self.url + VCT_PATH, **self._common(key, place, made)}
        return issue(header, claims, _said(grant.standing), _DIGESTS, signer)

    def _w3c(self, grant: Grant, key: ECKey, place: Place, made: int) -> str:
        """W3C Verifiable Credentials 2.0, secured as VC-JOSE-COSE has it. It hides nothing."""
        signer = self.keys.current
        common = self._common(key, place, made)
        credential = {
            "@context": ["https://www.w3.org/ns/credentials/v2", f"{self.url}{API}/context"],
            "type": ["VerifiableCredential", W3C_CREDENTIAL],
            "issuer": self.url,
            "validFrom": _iso(made),
            "validUntil": _iso(common["exp"]),
            "credentialSubject": _said(grant.standing),
            **common,
        }
        return sign_jwt({"typ": W3C_TYPE, "cty": "vc", "kid": signer.kid}, credential, signer)

    def _common(self, key: ECKey, place: Place, made: int) -> dict[str, Any]:
        """The times are those of every credential of the day, so that they tell none from another."""
        return {
            "iss": self.url,
            "iat": made,
            "exp": made + LIFE_DAYS * DAY,
            "cnf": {"jwk": bare_jwk(key)},
            "status": {"status_list": {"idx": place.position, "uri": place.uri}},
        }


def _said(standing: Standing) -> dict[str, str]:
    since = str(datetime.fromtimestamp(standing.since, UTC).year)
    return dict(zip(HIDDEN, (_KIND[standing.kind], since), strict=True))


def _iso(moment: int) -> str:
    return datetime.fromtimestamp(moment, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def create_issuer(
    url: str,
    index: Database,
    private: Database,
    keys_path: Path,
    clock: Callable[[], float] = time.time,
) -> Issuer:
    """Puts the parts together.

    Raises:
        SettingsInvalid: the keys cannot be read or made.
    """
    keys = IssuerKeys(keys_path)
    return Issuer(
        url,
        index,
        private,
        keys,
        StatusLists(url, index, private, keys, clock),
        Offers(index, private, clock),
        Nonces(private, clock),
        clock=clock,
    )
