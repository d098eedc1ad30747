"""No page has a text that cannot be translated: all of them, in a language that puts texts into brackets."""

import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute
from starlette.types import ASGIApp, Receive, Scope, Send

from lexiarch.dashboard.errors import create_error_page
from lexiarch.dashboard.language import speaking
from lexiarch.dashboard.routes import create_router
from lexiarch.decode.calls import encode_call
from lexiarch.domain.deployment import ContractName, Deployment
from lexiarch.domain.errors import DatabaseUnavailable, IdInvalid, LexiarchError, ProposalNotFound
from lexiarch.domain.execution import ETHER, Outcome, TrialLog
from lexiarch.domain.governor import Clock, GovernorKind, GovernorModel
from lexiarch.domain.texts import mark
from lexiarch.domain.words import CaseStep, End, Step
from lexiarch.settings import Settings
from lexiarch.store.database import Database
from lexiarch.store.meta import EtherAt, save_comparison, save_ether
from lexiarch.views.effects import TRANSFER
from lexiarch.views.simulation import Simulator
from lexiarch.views.text import address_text
from tests.backend.dashboard.conftest import TOKEN
from tests.backend.dashboard.pages.test_simulation import Fixed
from tests.helpers.asgi import get
from tests.helpers.builders import (
    ABSTAIN,
    AGAINST,
    DELAY,
    FOR,
    ORGANISATION_SCHEMA,
    PERIOD,
    PERSON_SCHEMA,
    History,
    account,
    hash32,
    make_deployment,
    tag,
)
from tests.helpers.client import Client
from tests.helpers.languages import bare_words, bracketed, find_bare
from tests.helpers.model.governor import Terms

ACCOUNTS = range(1, 9)
PROPOSALS = range(1, 10)
OPEN = 1000 + DELAY + 1
PATHS = {
    "/": ["/", f"/?account={address_text(account(1))}", f"/?account={address_text(account(7))}"],
    "/open-votes": [f"/open-votes?account={address_text(account(1))}"],
    "/proposals": ["/proposals", "/proposals?state=queued", "/proposals?state=expired"],
    "/proposals/{proposal_id}": [
        *(f"/proposals/{number}" for number in PROPOSALS),
        *(f"/proposals/{number}?account={address_text(account(1))}&order=weight" for number in PROPOSALS),
        *(f"/proposals/9?account={address_text(account(who))}" for who in ACCOUNTS),
        f"/proposals/9?voter={address_text(account(1))}",
        f"/proposals/9?voter={address_text(account(6))}&choice=against",
        "/proposals/9?house=holder&choice=abstain",
    ],
    "/proposals/{proposal_id}/eligibility": [
        f"/proposals/8/eligibility?account={address_text(account(who))}" for who in ACCOUNTS
    ],
    "/proposals/{proposal_id}/nonvoters": [
        *(f"/proposals/{number}/nonvoters" for number in PROPOSALS),
        "/proposals/9/nonvoters?house=holder",
    ],
    "/proposals/{proposal_id}/simulation": ["/proposals/8/simulation", "/proposals/9/simulation?part=true"],
    "/accounts/{address}": [
        *(f"/accounts/{address_text(account(who))}" for who in ACCOUNTS),
        *(f"/accounts/{address_text(account(1000 + number))}" for number in range(len(ContractName))),
    ],
    "/accounts/{address}/data": [f"/accounts/{address_text(account(who))}/data" for who in ACCOUNTS],
    "/accounts/{address}/id": [f"/accounts/{address_text(account(who))}/id" for who in ACCOUNTS],
    "/accounts/{address}/ballot-key": [
        f"/accounts/{address_text(account(who))}/ballot-key" for who in ACCOUNTS
    ],
    "/accept": ["/accept"],
    "/reason": ["/reason"],
    "/credentials": ["/credentials"],
    "/members": ["/members"],
    "/delegates": ["/delegates", "/delegates?order=votes"],
    "/issuers": ["/issuers"],
    "/issuers/{address}": [f"/issuers/{address_text(account(who))}" for who in (900, 901, 902, 903)],
    "/desk": ["/desk", f"/desk?account={address_text(account(900))}"],
    "/desk/renewals": [f"/desk/renewals?account={address_text(account(who))}" for who in (900, 901)],
    "/notifications": ["/notifications", f"/notifications?account={address_text(account(1))}"],
    "/session": ["/session"],
    "/propose": ["/propose"],
    "/freshness": ["/freshness"],
}
"""Addresses to look at, for each page that there is."""


class Speaks:
    """Makes every page in one language."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        with speaking(bracketed()):
            await self._app(scope, receive, send)


def make_app(database: Database, deployment: Deployment) -> FastAPI:
    sent = TrialLog(
        ETHER,
        (TRANSFER, hash32("", 0)[:12] + account(1), hash32("", 0)[:12] + account(5)),  # type: ignore[arg-type]  # any words
        TOKEN.to_bytes(32, "big"),
    )
    unknown = TrialLog(account(5), (hash32("event", 1),), b"")
    well, failed = Outcome(True, b"", "", 21_000, (sent, unknown)), Outcome(False, b"", "0x12", None, ())
    app = FastAPI()
    simulator = Simulator(Fixed(well, failed, together=False), deployment)
    app.include_router(create_router(database, deployment, Settings(), simulator=simulator))
    error_page = create_error_page(database, deployment, Settings())
    app.add_exception_handler(LexiarchError, lambda _, error: error_page(error))
    app.add_middleware(Speaks)
    return app


def call(contract: ContractName, function: str, *values: object) -> tuple[bytes, int, bytes]:
    place = list(ContractName).index(contract)
    return account(1000 + place), 0, encode_call(contract, function, *values)


ACCREDIT = "accredit(address,bytes32,uint48,uint32)"
ACTIONS = (
    call(ContractName.TOKEN, "transfer(address,uint256)", account(5), TOKEN),
    call(ContractName.GOVERNOR, "setVotingPeriod(uint32)", 600),
    call(ContractName.GOVERNOR, "updateQuorumNumerator(uint256)", 20),
    call(ContractName.GOVERNOR, "relay(address,uint256,bytes)", account(5), 1, b""),
    call(ContractName.ISSUER_REGISTRY, "registerSchema(string,uint8)", "Σχήμα", 1),
    call(ContractName.ISSUER_REGISTRY, ACCREDIT, account(900), PERSON_SCHEMA, 9, 9),
    call(ContractName.HOLDER_REGISTRY, "decideCase(bytes32,uint32,bool)", tag(1), 1, True),
    (account(5), 7, b""),
    (account(5), 7, b"\x01\x02\x03\x04\x05"),
    (account(5), 0, b""),
    (account(1000), 0, b"\x01\x02\x03\x04"),
)  # fmt: skip


@pytest.fixture
def deployment() -> Deployment:
    """Its names are no Latin words."""
    return make_deployment().model_copy(update={"name": "Δήμος", "token_symbol": "ΔΡΧ"})


@pytest.fixture
def lived(history: History, database: Database) -> None:
    """An index in which something is of every kind."""
    secret = Terms(True, True, 0, 0, secret=True)
    persons = Terms(False, True, 0, 30)
    tokens = Terms(True, False, 20, 0)
    history.at(1).schema(definition="Άνθρωπος").schema(ORGANISATION_SCHEMA, 2, "Σωματείο")
    history.accredit(1).accredit(2, 901, suspended_until=10**5).accredit(3, 902, until=5).accredit(4, 903)
    history.withdraw(4, 903).ground(1, "Λόγος").ground(2, "Άλλος").ground(2, "Άλλος", retired=True)
    history.track(1, persons).assign(account(1002), b"\x01\x02\x03\x04", 1).track(2, tokens)
    for who in (1, 2, 3, 4):
        history.attest(who, who, kind=2 if who == 4 else 1).leaf(who, who)
    history.attest(5, 5, until=100).attest(6, 6).end(6, 6, End.EXITED).attest(8, 8)
    history.balance(1, 7 * TOKEN).delegate(1, 1).power(1, 7 * TOKEN).balance(2, TOKEN).delegate(2, 1)
    history.balance(7, TOKEN).balance(3, TOKEN).delegate(3, 2).power(2, 4 * 10**17)
    history.at(10).propose(1, "# Ένα").step(1, Step.CANCELED).propose(2, "# Δύο", actions=ACTIONS)
    history.propose(3, "# Τρία", terms=persons).propose(4, "# Τέσσερα").propose(5, "# Πέντε", terms=tokens)
    history.at(11 + DELAY)
    for number in (2, 3, 4):
        history.vote(number, 1, FOR, weight=400 * TOKEN, person=1, reason="Ναι")
        history.vote(number, 2, FOR, person=2).vote(number, 4, AGAINST, weight=TOKEN)
    history.vote(5, 1, AGAINST, weight=10 * TOKEN)
    history.at(20 + DELAY + PERIOD).step(2, Step.QUEUED, eta=10**6).step(4, Step.QUEUED, eta=700)
    history.at(800).step(4, Step.EXECUTED).propose(6, "# Έξι", terms=secret).leaf(7, 7, due=0)
    history.at(990).propose(7, "# Επτά", actions=ACTIONS, terms=secret).freeze(7, 3)
    history.at(1000).propose(8, "# Οκτώ\n\nΛόγια\n\n|α|β|\n|-|-|\n|1|2|\n", actions=ACTIONS)
    history.propose(9, "# Εννέα", actions=ACTIONS[:2])
    history.at(OPEN).open_case(2, 2, suspended_until=10**5).open_case(3, 3).case_step(3, CaseStep.APPEALED)
    history.ask_for(1, 1, 7).vote(9, 1, FOR, weight=7 * TOKEN, person=1, reason="Ναι").vote(
        9, 3, ABSTAIN, person=3
    )
    history.freeze(6, 1).secret_vote(6, 7, FOR).save(database)
    with database.write() as writer:
        save_comparison(writer, history.block - 1, [])
        save_ether(writer, EtherAt(5 * TOKEN // 2, 2))


def bare(app: FastAPI, path: str, status: int = 200) -> list[str]:
    answer = get(app, path)
    assert answer.status_code == status, (path, answer.text)
    return find_bare(answer.text)


def test_every_page_is_looked_at(database: Database, deployment: Deployment) -> None:
    routes = create_router(database, deployment, Settings()).routes
    shown = {route.path for route in routes if isinstance(route, APIRoute) and "GET" in route.methods}
    missing = shown - set(PATHS)
    assert missing == set(), "add addresses of these pages to PATHS, so that their texts are checked"
    assert set(PATHS) <= shown


@pytest.mark.usefixtures("lived")
@pytest.mark.parametrize("page", PATHS)
def test_no_text_of_a_page_is_bare(page: str, database: Database, deployment: Deployment) -> None:
    app = make_app(database, deployment)
    found = {path: words for path in PATHS[page] if (words := bare(app, path))}
    assert found == {}


@pytest.mark.parametrize("page", ["/", "/proposals", "/members", "/delegates", "/issuers", "/propose"])
def test_no_text_of_a_young_dao_is_bare(
    page: str, database: Database, deployment: Deployment, history: History
) -> None:
    history.save(database)
    assert bare(make_app(database, deployment), page) == []


@pytest.mark.parametrize("clock", Clock)
def test_no_text_of_another_dao_is_bare(
    clock: Clock, database: Database, deployment: Deployment, history: History
) -> None:
    model = GovernorModel(kind=GovernorKind.OPENZEPPELIN, clock=clock)
    foreign = deployment.model_copy(update={"governor": model})
    history.at(1).balance(1, TOKEN).delegate(1, 1).power(1, TOKEN).at(10).propose(1, "# Ένα", actions=ACTIONS)
    history.at(11 + DELAY).vote(1, 1, FOR, weight=TOKEN).save(database)
    app = make_app(database, foreign)
    one = address_text(account(1))
    paths = [
        "/",
        "/proposals",
        "/proposals/1",
        "/propose",
        "/delegates",
        f"/accounts/{one}",
        "/proposals/1/nonvoters",
    ]
    assert {path: words for path in paths if (words := bare(app, path))} == {}


@pytest.mark.parametrize(
    "error",
    [
        ProposalNotFound(7),
        IdInvalid("7", mark("a proposal id")),
        DatabaseUnavailable("Ω"),
        LexiarchError("Ω", "Ω"),
    ],
)
def test_no_text_of_an_error_is_bare(
    error: LexiarchError, database: Database, deployment: Deployment
) -> None:
    with speaking(bracketed()):
        page = create_error_page(database, deployment, Settings())(error)
    words = find_bare(bytes(page.body).decode())
    assert words == [] or isinstance(error, DatabaseUnavailable)


@pytest.mark.usefixtures("lived")
def test_no_text_of_a_preview_is_bare(database: Database, deployment: Deployment) -> None:
    client = Client(make_app(database, deployment))
    actions = [
        {"target": address_text(target), "value": str(value), "calldata": "0x" + data.hex()}
        for target, value, data in ACTIONS
    ]
    found = {}
    for who, chosen in ((1, actions), (2, []), (4, actions[:1]), (5, []), (6, []), (7, actions[9:])):
        draft = {"description": "# Ένα\n\nΛόγια", "actions": chosen, "proposer": address_text(account(who))}
        answer = client.request("POST", "/propose/preview", json=draft)
        assert answer.status_code == 200, answer.text
        if words := find_bare(answer.text):
            found[who] = words
    assert found == {}


def test_what_is_outside_of_brackets_is_found() -> None:
    assert bare_words("⟦by ⟦you⟧ now⟧ 7 0x12ab ETH") == []
    assert bare_words("⟦by⟧ you") == ["you"]
    assert find_bare("<p>⟦by <a>Ω</a> at <b>last</b>⟧ <i>Ω</i></p>") == []
    assert find_bare("<p>⟦by⟧ <a>you</a></p>") == ["<a>you"]
    assert find_bare('<p title="you"></p>') == ["<p title='you'>"]
    assert find_bare("<p><code>you</code></p>") == []
