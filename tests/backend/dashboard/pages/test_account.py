from lexiarch.dashboard.words.accounts import short
from lexiarch.domain.deployment import ContractName, Deployment
from lexiarch.domain.words import End
from lexiarch.store.database import Database
from lexiarch.views.text import address_text
from tests.backend.dashboard.conftest import TOKEN, Pages
from tests.helpers.asgi import get
from tests.helpers.builders import DELAY, FOR, History, account
from tests.helpers.model.governor import Terms

ONE = f"/accounts/{address_text(account(1))}"


def test_an_account_shows_its_tokens_power_delegate_and_standing(
    pages: Pages, history: History, database: Database
) -> None:
    history.at(5).balance(1, 7 * TOKEN).delegate(1, 2).power(1, 3 * TOKEN).attest(1, 1).save(database)
    page = pages.open(ONE)
    assert page.test_id("account-address").text == address_text(account(1))
    assert page.test_id("account-balance").text == "7 TEST"
    assert page.test_id("account-power").text.startswith("3 TEST")
    assert address_text(account(2))[:6] in page.test_id("account-delegate").text
    assert page.test_id("account-id").text.startswith("Live person, since")


def test_tokens_that_nobody_votes_with_are_pointed_out(
    pages: Pages, history: History, database: Database
) -> None:
    history.at(5).balance(1, 7 * TOKEN).save(database)
    assert pages.open(ONE).test_id("account-delegate").text == "nobody: these tokens do not vote"


def test_why_an_id_ended_is_not_told(pages: Pages, history: History, database: Database) -> None:
    history.at(5).attest(1, 1).attest(2, 2).at(70).end(1, 1, End.REVOKED).end(2, 2, End.EXITED).save(database)
    left = f"/accounts/{address_text(account(2))}"
    words = [pages.open(path).test_id("account-id").text for path in (ONE, left)]
    assert words == ["Not live. It ended just now."] * 2
    assert "revoked" not in pages.open(ONE).source.lower()


def test_an_account_without_any_history_has_a_page(
    pages: Pages, history: History, database: Database
) -> None:
    history.save(database)
    page = pages.open(ONE)
    assert page.test_id("account-id").text == "None"
    assert "This account has done nothing here yet" in page.test_id("history").text
    assert "Nobody delegates to this account" in page.test_id("delegators").text
    assert "hidden" in page.test_id("moves").attributes
    assert "hidden" in page.test_id("power").attributes
    assert "this account has no vote" in page.test_id("no-reminders").text


def test_the_votes_of_an_account_lead_to_the_proposals(
    pages: Pages, history: History, database: Database
) -> None:
    history.at(10).propose(1, "Mend the mill").at(11 + DELAY).vote(
        1, 1, FOR, weight=TOKEN, reason="It leaks."
    )
    history.save(database)
    page = pages.open(ONE)
    assert page.all("a", href="/proposals/1")[0].text == "Mend the mill"
    assert "It leaks." in page.text


def test_what_it_did_is_told_with_reasons_and_by_kind(
    pages: Pages, history: History, database: Database
) -> None:
    history.at(5).balance(1, 7 * TOKEN).delegate(1, 2).delegate(1, 1, was=2).delegate(1, None, was=1)
    history.at(10).propose(1, "Mend the mill", by=1).at(11 + DELAY)
    history.vote(1, 1, FOR, weight=TOKEN, person=1, reason="It leaks.").save(database)
    page = pages.open(ONE)
    told = [act.text.partition(" 21 Sep")[0] for act in page.all(data_testid="act")]
    one, two = (short(address_text(account(number))) for number in (1, 2))
    assert told == [
        "Voted For on Mend the mill, with 1 TEST, as one person It leaks.",
        "Proposed Mend the mill",
        f"Took its delegation back from {one}: 7 TEST, with which nobody voted from then on",
        "Delegated its tokens to itself: 7 TEST",
        f"Delegated its tokens to {two}: 7 TEST",
    ]
    links = {link.text: link.attributes for link in page.all("a", hx_target="#history")}
    assert "aria-current" in links["Everything"]
    for words, kind, number in (
        ("Votes", "vote", 1),
        ("Proposals", "proposal", 1),
        ("Delegations", "delegation", 3),
    ):
        one_kind = pages.open(links[words]["hx-get"])
        assert [act.attributes["data-kind"] for act in one_kind.all(data_testid="act")] == [kind] * number
    pages.open(f"{ONE}?kind=gossip", 400)


def test_taking_part_is_told_by_house(pages: Pages, history: History, database: Database) -> None:
    history.at(5).attest(1, 1).power(1, TOKEN).propose(1).propose(2, terms=Terms(token_house=False))
    history.at(6 + DELAY).vote(1, 1, FOR, weight=TOKEN, person=1).save(database)
    page = pages.open(ONE)
    assert page.test_id("took-part-token").text == "1 of 1 proposal that it could have voted on"
    assert page.test_id("took-part-holder").text.startswith("1 of 2 proposals that it could have voted on")
    nobody = pages.open(f"/accounts/{address_text(account(9))}")
    assert nobody.test_id("took-part-token").text == "had no vote on any proposal yet"


def test_power_over_time_is_a_picture_and_a_table(pages: Pages, history: History, database: Database) -> None:
    history.at(5).power(1, 3 * TOKEN).at(50).power(1, 9 * TOKEN).at(90).power(1, TOKEN).at(99).save(database)
    chart = pages.open(ONE).test_id("chart-power")
    assert "Voting power over time. Now 1 TEST, at most 9 TEST." in chart.text
    assert [row for row in pages.open(ONE).all("tr") if row.text.endswith("UTC 9")]


def test_delegators_and_who_came_and_left_are_listed_with_what_they_bring(
    pages: Pages, history: History, database: Database
) -> None:
    history.at(5).balance(2, 5 * TOKEN).delegate(2, 1).delegate(1, 1).balance(3, 8 * TOKEN).delegate(3, 4)
    history.at(6).delegate(3, 1, was=4).at(7).delegate(3, None, was=1).balance(3, 0).save(database)
    page = pages.open(ONE)
    one, two, three, four = (short(address_text(account(number))) for number in (1, 2, 3, 4))
    rows = [row.text.partition(" TEST")[0] for row in page.all(data_testid="delegator-row")]
    assert rows == [f"{one} itself 0", f"{two} 5"]
    moves = [row.text.partition(" TEST")[0] for row in page.all(data_testid="move-row")]
    assert moves == [
        f"{three} Left, and has no delegate now 8",
        f"{three} Came from {four} 8",
        f"{one} itself Came, and had no delegate before 0",
        f"{two} Came, and had no delegate before 5",
    ]


def test_lists_end_after_a_page_and_go_on_each_by_itself(
    pages: Pages, history: History, database: Database
) -> None:
    for number in range(1, 31):
        history.at(number).delegate(number, 1).propose(number, f"# {number}", by=1)
    history.save(database)
    page = pages.open(ONE)
    seen: dict[str, list[str]] = {"delegator": [], "move": [], "act": []}
    lists = {"delegator": "delegators-older", "move": "moves-older", "act": "history-older"}
    first = {
        name: len(page.all(data_testid=row))
        for name, row in (("delegator", "delegator-row"), ("move", "move-row"), ("act", "act"))
    }
    assert first == {"delegator": 10, "move": 10, "act": 20}
    for name, more in lists.items():
        row = name if name == "act" else f"{name}-row"
        at = page
        while True:
            seen[name] += [each.text for each in at.all(data_testid=row)]
            older = at.all(data_testid=more)
            if not older:
                break
            others = [each for each in ("delegator", "move") if each != name]
            at = pages.open(older[0].attributes["href"].partition("#")[0])
            assert all(len(at.all(data_testid=f"{each}-row")) == 10 for each in others)
    assert {name: len(set(rows)) for name, rows in seen.items()} == {"delegator": 30, "move": 30, "act": 31}


def test_a_page_of_one_list_keeps_the_others_where_they_are(
    pages: Pages, history: History, database: Database
) -> None:
    for number in range(1, 31):
        history.at(number).delegate(number, 1).propose(number, f"# {number}", by=1)
    history.save(database)
    link = pages.open(ONE).test_id("delegators-older").attributes["href"].partition("#")[0]
    second = pages.open(link)
    link = second.test_id("history-older").attributes["href"].partition("#")[0]
    third = pages.open(link)
    rows = [[row.text for row in page.all(data_testid="delegator-row")] for page in (second, third)]
    assert rows[0] == rows[1]
    assert len(third.all(data_testid="act")) == 11


def test_reminders_are_offered_to_who_can_vote_and_has_not(
    pages: Pages, history: History, database: Database
) -> None:
    history.at(5).power(1, TOKEN).balance(3, TOKEN).propose(1, "Mend the mill").save(database)
    offered = pages.open(ONE)
    assert "No open vote waits" in offered.test_id("remind").text
    assert offered.test_id("reminders-atom").attributes["href"] == f"/api/v1{ONE}/reminders.atom"
    history.at(6 + DELAY).save(database)
    page = pages.open(ONE)
    assert page.test_id("waiting").text.startswith("Mend the mill closes in")
    assert "hidden" in page.test_id("notify").attributes
    held = pages.open(f"/accounts/{address_text(account(3))}")
    assert "nobody votes with its tokens" in held.test_id("no-reminders").text
    assert held.all(data_testid="reminders") == []
    history.vote(1, 1, FOR, weight=TOKEN).save(database)
    assert pages.open(ONE).all(data_testid="waiting") == []


def test_delegating_to_nobody_is_explained(pages: Pages, history: History, database: Database) -> None:
    history.save(database)
    panel = pages.open(ONE).test_id("delegation").text
    assert "every vote of theirs has the weight zero" in panel
    assert "nobody votes with your tokens, you included" in panel


def test_any_spelling_leads_to_the_one_with_the_checksum(
    pages: Pages, history: History, database: Database
) -> None:
    history.save(database)
    answer = get(pages.app, ONE.lower())
    assert (answer.status_code, answer.headers["location"]) == (307, ONE)


def test_a_wrong_checksum_is_refused_with_a_remedy(
    pages: Pages, history: History, database: Database
) -> None:
    history.save(database)
    assert (
        "EIP-55"
        in pages.open(ONE[:-1] + ONE[-1].swapcase() if ONE[-1].isalpha() else "/accounts/0x12", 400).text
    )


def test_a_contract_of_the_dao_is_named(
    pages: Pages, history: History, database: Database, deployment: Deployment
) -> None:
    history.save(database)
    timelock = address_text(deployment.address(ContractName.TIMELOCK))
    assert "It holds the treasury" in pages.open(f"/accounts/{timelock}").text


def test_its_feed_can_be_seen(pages: Pages, history: History, database: Database) -> None:
    history.save(database)
    link = pages.open(ONE).test_id("account-feed").attributes["href"]
    assert link == f"/api/v1{ONE}/feed.atom"
