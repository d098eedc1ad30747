"""The question to a wallet, and what wallets may answer."""

import json
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest

from lexiarch.verify import Presentation, TokenRefused, read_response

SHOP = "https://shop.example/answer"


def test_the_link_carries_the_whole_question() -> None:
    asked = Presentation.begin("https://dao.example/", SHOP, ("kind",))
    fields = {name: value[0] for name, value in parse_qs(urlsplit(asked.link()).query).items()}
    assert fields["client_id"] == asked.client_id == f"redirect_uri:{SHOP}"
    assert fields["response_uri"] == SHOP
    assert (fields["response_type"], fields["response_mode"]) == ("vp_token", "direct_post")
    assert (fields["nonce"], fields["state"]) == (asked.nonce, asked.state)
    assert json.loads(fields["dcql_query"]) == {
        "credentials": [
            {
                "id": "holder",
                "format": "dc+sd-jwt",
                "meta": {"vct_values": ["https://dao.example/api/v1/credentials/types/holder"]},
                "claims": [{"path": ["kind"]}],
            }
        ]
    }


def test_no_claim_is_asked_for_unless_it_is_named() -> None:
    assert (
        "claims"
        not in Presentation.begin("https://dao.example", SHOP).request()["dcql_query"]["credentials"][0]
    )


def test_each_question_has_a_nonce_and_a_state_of_its_own() -> None:
    asked = [Presentation.begin("https://dao.example", SHOP) for _ in range(2)]
    assert len({each.nonce for each in asked} | {each.state for each in asked}) == 4


def test_an_answer_is_read() -> None:
    body = urlencode({"vp_token": json.dumps({"holder": ["a~b"]}), "state": "s"})
    assert read_response(body) == ("s", "a~b")


@pytest.mark.parametrize(
    "body",
    [
        "",
        "x",
        "error=access_denied&state=s",
        "state=s",
        urlencode({"vp_token": json.dumps({"holder": ["a~b"]})}),
        *(
            urlencode({"vp_token": token, "state": "s"})
            for token in ("a~b", "[]", "{}", '{"other":["a"]}', '{"holder":"a"}', '{"holder":[]}')
        ),
        urlencode({"vp_token": '{"holder":["a","b"]}', "state": "s"}),
        urlencode({"vp_token": '{"holder":[7]}', "state": "s"}),
        urlencode([("vp_token", '{"holder":["a"]}'), ("state", "s"), ("state", "t")]),
        urlencode({"vp_token": "a" * 140_000, "state": "s"}),
    ],
)
def test_any_other_answer_is_refused(body: str) -> None:
    with pytest.raises(TokenRefused):
        read_response(body)
