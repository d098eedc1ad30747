"""What a wallet gets, from whom, and that two of its credentials cannot be joined."""

import logging
from typing import Any

import pytest
from joserfc.jwk import ECKey

from lexiarch.domain.words import End
from lexiarch.proofs.consents import Read, erase, list_reads
from lexiarch.proofs.credentials.errors import WalletRefused
from lexiarch.proofs.credentials.issuer import LIFE_DAYS, SD_JWT_VC, W3C_VC, Issuer
from lexiarch.proofs.credentials.offers import BATCH_SIZE, OFFER_SECONDS, TOKEN_SECONDS
from lexiarch.proofs.credentials.wallet_keys import NONCE_SECONDS
from lexiarch.sdjwt.encoding import decode, read_json, read_object
from lexiarch.sdjwt.jwt import bare_jwk, public_key, read_jwt
from lexiarch.store.database import Database
from tests.backend.proofs.credentials.conftest import URL, Clock
from tests.helpers.builders import START, History, account, tag
from tests.helpers.holder_wallet import everything_in, fetch, new_keys, prove, tag_of

DAY = 86_400
TABLES = ("credential_offer", "credential_grant", "status_list", "status_position", "meta")
KEY, OTHER = new_keys(2)


def payload(token: str) -> dict[str, Any]:
    return read_object(decode(token.split(".")[1], ""), "")


def access(issuer: Issuer, who: int = 1) -> str:
    offer = issuer.offers.make(account(who), tag_of(issuer, account(who)), with_tx_code=False)
    return issuer.offers.redeem(offer.code, None)


def refused(error: str, call: Any, *arguments: Any) -> None:
    with pytest.raises(WalletRefused) as found:
        call(*arguments)
    assert found.value.error == error, found.value.why


class TestTheCredential:
    def test_it_says_that_and_nothing_else(self, issuer: Issuer, clock: Clock) -> None:
        (credential,) = fetch(issuer, account(1), [KEY])
        claims = payload(credential)
        assert set(claims) == {"iss", "iat", "exp", "vct", "cnf", "status", "_sd", "_sd_alg"}
        assert claims["cnf"] == {"jwk": bare_jwk(KEY)}
        disclosed = [read_array(text) for text in credential.split("~")[1:-1]]
        assert [part[1:] for part in disclosed] == [["kind", "person"], ["since", "2026"]]
        assert claims["iat"] == clock.now - clock.now % DAY
        assert claims["exp"] == claims["iat"] + LIFE_DAYS * DAY

    def test_nothing_in_it_names_the_holder(self, issuer: Issuer) -> None:
        text = "".join(fetch(issuer, account(1), new_keys(3)))
        whole = text + "".join(
            decode(part, "").decode("latin1") for part in text.replace("~", ".").split(".") if part
        )
        for secret in (account(1), tag(1)):
            assert secret.hex() not in whole.lower()
        assert str(START) not in whole, "the second in which the iD began"
        assert str(START + 10_000) not in whole, "the second in which the iD expires"

    def test_of_two_from_one_batch_only_what_all_of_the_day_share_is_the_same(self, issuer: Issuer) -> None:
        one, two = fetch(issuer, account(1), new_keys(2))
        (other,) = fetch(issuer, account(2), new_keys(1))

        def shared(first: str, second: str) -> set[str]:
            a, b = payload(first), payload(second)
            assert not set(a["_sd"]) & set(b["_sd"])
            assert not set(first.split("~")[1:-1]) & set(second.split("~")[1:-1])
            return {name for name in a if a[name] == b[name]}

        assert shared(one, two) == shared(one, other) == {"iss", "iat", "exp", "vct", "_sd_alg"}
        assert one.split(".")[0] == two.split(".")[0] == other.split(".")[0]

    def test_the_w3c_form_is_a_credential_of_the_data_model(self, issuer: Issuer) -> None:
        (credential,) = fetch(issuer, account(1), [KEY], W3C_VC)
        keys = [public_key(jwk) for jwk in issuer.keys.published()["keys"]]
        found = read_jwt(credential, "vc+jwt", keys)
        assert found.header["cty"] == "vc"
        claims = found.claims
        assert claims["@context"][0] == "https://www.w3.org/ns/credentials/v2"
        assert claims["type"] == ["VerifiableCredential", "LexiarchHolderCredential"]
        assert claims["issuer"] == claims["iss"] == URL
        assert claims["credentialSubject"] == {"kind": "person", "since": "2026"}
        assert (claims["validFrom"], claims["validUntil"]) == ("2026-09-21T00:00:00Z", "2026-09-29T00:00:00Z")
        assert not {"vc", "vp"} & set(claims)


def read_array(text: str) -> list[Any]:
    return list(read_json(decode(text, ""), ""))


class TestOffers:
    def test_one_is_taken_once(self, issuer: Issuer) -> None:
        offer = issuer.offers.make(account(1), tag(1), with_tx_code=False)
        issuer.offers.redeem(offer.code, None)
        refused("invalid_grant", issuer.offers.redeem, offer.code, None)

    def test_a_new_one_replaces_the_one_before(self, issuer: Issuer) -> None:
        first, second = (issuer.offers.make(account(1), tag(1), with_tx_code=False) for _ in range(2))
        refused("invalid_grant", issuer.offers.redeem, first.code, None)
        issuer.offers.redeem(second.code, None)

    def test_it_ends_after_ten_minutes(self, issuer: Issuer, clock: Clock) -> None:
        offer = issuer.offers.make(account(1), tag(1), with_tx_code=False)
        clock.now += OFFER_SECONDS
        refused("invalid_grant", issuer.offers.redeem, offer.code, None)

    def test_without_its_transaction_code_it_is_worth_nothing(self, issuer: Issuer) -> None:
        offer = issuer.offers.make(account(1), tag(1), with_tx_code=True)
        wrong = "000000" if offer.tx_code != "000000" else "000001"
        for code in (None, "", wrong, f"{offer.tx_code} "):
            refused("invalid_grant", issuer.offers.redeem, offer.code, code)
        issuer.offers.redeem(offer.code, offer.tx_code)

    def test_after_five_wrong_codes_it_is_gone(self, issuer: Issuer) -> None:
        offer = issuer.offers.make(account(1), tag(1), with_tx_code=True)
        wrong = "000000" if offer.tx_code != "000000" else "000001"
        for _ in range(5):
            refused("invalid_grant", issuer.offers.redeem, offer.code, wrong)
        refused("invalid_grant", issuer.offers.redeem, offer.code, offer.tx_code)

    def test_a_transaction_code_that_was_not_asked_for_is_refused(self, issuer: Issuer) -> None:
        offer = issuer.offers.make(account(1), tag(1), with_tx_code=False)
        refused("invalid_grant", issuer.offers.redeem, offer.code, "123456")

    def test_without_a_live_id_nothing_is_given(self, issuer: Issuer, index: Database, roll: History) -> None:
        offer = issuer.offers.make(account(1), tag(1), with_tx_code=False)
        token = access(issuer, 2)
        roll.at(100).end(1, 1, End.EXITED).end(2, 2, End.REVOKED).save(index)
        refused("invalid_grant", issuer.offers.redeem, offer.code, None)
        refused("invalid_token", issuer.give, token, SD_JWT_VC, [])


class TestFetching:
    def test_no_more_than_a_batch_is_given_for_an_offer(self, issuer: Issuer, clock: Clock) -> None:
        token, nonce = access(issuer), issuer.nonces.make()

        def ask(number: int) -> list[str]:
            proofs = [prove(key, URL, nonce, clock.now) for key in new_keys(number)]
            return issuer.give(token, SD_JWT_VC, proofs)

        assert len(ask(BATCH_SIZE - 1)) == BATCH_SIZE - 1
        refused("invalid_credential_request", ask, 2)
        ask(1)
        refused("invalid_credential_request", ask, 1)
        assert issuer.count(tag(1)) == BATCH_SIZE

    def test_a_token_ends(self, issuer: Issuer, clock: Clock) -> None:
        token = access(issuer)
        clock.now += TOKEN_SECONDS
        refused("invalid_token", issuer.give, token, SD_JWT_VC, [])
        refused("invalid_token", issuer.give, "other", SD_JWT_VC, [])

    @pytest.mark.parametrize(
        ("header", "claims", "error"),
        [
            ({}, {"aud": "https://other.example"}, "invalid_proof"),
            ({}, {"aud": [URL, "https://other.example"]}, "invalid_proof"),
            ({}, {"aud": None}, "invalid_proof"),
            ({}, {"iat": None}, "invalid_proof"),
            ({}, {"iat": START + 1000 - 601}, "invalid_proof"),
            ({}, {"iat": START + 1000 + 61}, "invalid_proof"),
            ({}, {"exp": START}, "invalid_proof"),
            ({}, {"nonce": None}, "invalid_nonce"),
            ({}, {"nonce": "x"}, "invalid_nonce"),
            ({}, {"nonce": 7}, "invalid_nonce"),
            ({"typ": "JWT"}, {}, "invalid_proof"),
            ({"typ": None}, {}, "invalid_proof"),
            ({"jwk": None}, {}, "invalid_proof"),
            ({"jwk": bare_jwk(OTHER)}, {}, "invalid_proof"),
            ({"jwk": KEY.as_dict(private=True)}, {}, "invalid_proof"),
            ({"kid": "x"}, {}, "invalid_proof"),
            ({"x5c": ["x"]}, {}, "invalid_proof"),
        ],
    )
    def test_a_proof_that_says_anything_else_is_refused(
        self, issuer: Issuer, clock: Clock, header: dict[str, Any], claims: dict[str, Any], error: str
    ) -> None:
        token = access(issuer)
        good = {"nonce": issuer.nonces.make(), "aud": URL, "iat": clock.now}
        said = {**good, **claims}
        proof = prove(KEY, said.pop("aud"), said.pop("nonce"), said.pop("iat"), header, **said)
        refused(error, issuer.give, token, SD_JWT_VC, [proof])
        issuer.give(token, SD_JWT_VC, [prove(KEY, URL, good["nonce"], clock.now)])

    def test_two_proofs_of_one_key_are_refused(self, issuer: Issuer, clock: Clock) -> None:
        nonce = issuer.nonces.make()
        proofs = [prove(KEY, URL, nonce, clock.now, jti=str(each)) for each in range(2)]
        refused("invalid_proof", issuer.give, access(issuer), SD_JWT_VC, proofs)

    def test_a_nonce_ends_and_cannot_be_made_by_others(self, issuer: Issuer, clock: Clock) -> None:
        nonce = issuer.nonces.make()
        assert issuer.nonces.is_good(nonce)
        assert not any(
            issuer.nonces.is_good(other) for other in ("", "A" * len(nonce), nonce[:-1], nonce + "A")
        )
        clock.now += NONCE_SECONDS
        assert not issuer.nonces.is_good(nonce)


class TestWhatIsKept:
    def test_neither_codes_nor_tokens_nor_keys_nor_credentials(
        self, issuer: Issuer, private: Database, clock: Clock, caplog: pytest.LogCaptureFixture
    ) -> None:
        caplog.set_level(logging.DEBUG)
        offer = issuer.offers.make(account(1), tag(1), with_tx_code=True)
        waiting = issuer.offers.make(account(2), tag(2), with_tx_code=True)
        token = issuer.offers.redeem(offer.code, offer.tx_code)
        key: ECKey = new_keys(1)[0]
        nonce = issuer.nonces.make()
        (credential,) = issuer.give(token, SD_JWT_VC, [prove(key, URL, nonce, clock.now)])
        kept = everything_in(private, TABLES) + caplog.text
        canaries = [offer.code, waiting.code, token, nonce, *bare_jwk(key).values()]
        canaries += [part for part in credential.split("~") if part]
        for canary in set(canaries) - {"EC", "P-256"}:
            assert canary not in kept
        assert waiting.tx_code not in kept.split(), "the transaction code stands there as it is"

    def test_after_an_end_nothing_of_the_member(self, issuer: Issuer, private: Database) -> None:
        fetch(issuer, account(1), new_keys(2))
        issuer.offers.make(account(1), tag(1), with_tx_code=True)
        issuer.end(account(1), tag(1))
        kept = everything_in(private, TABLES)
        assert account(1).hex() not in kept
        assert tag(1).hex() not in kept

    def test_the_members_log_is_told_what_was_given_and_when(
        self, issuer: Issuer, private: Database, clock: Clock
    ) -> None:
        fetch(issuer, account(1), new_keys(2))
        with private.read() as reader:
            reads = list_reads(reader, [tag(1)])
        assert reads == [Read(tag(1), "wallet", ("kind", "since"), SD_JWT_VC, int(clock.now))]

    def test_who_erases_what_is_kept_ends_all_credentials(self, issuer: Issuer, private: Database) -> None:
        fetch(issuer, account(1), new_keys(2))
        fetch(issuer, account(2), new_keys(1))
        issuer.offers.make(account(1), tag(1), with_tx_code=True)
        with private.write() as writer:
            erase(writer, account(1), [tag(1)], [issuer.on_erased])
        assert issuer.count(tag(1)) == 0
        assert issuer.count(tag(2)) == 1
        kept = everything_in(private, (*TABLES, "data_read"))
        assert account(1).hex() not in kept
        assert tag(1).hex() not in kept
