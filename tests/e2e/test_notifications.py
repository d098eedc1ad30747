"""Being told: notifications of the browser itself, and webhooks set up with the page's form."""

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from lexiarch.dashboard.recipes.verify_webhook import verify
from lexiarch.store.database import open_database
from lexiarch.store.webhooks import load_cursor
from lexiarch.webhooks.hooks import load_hooks
from tests.helpers.cast import person
from tests.helpers.dao import DAY, FOR, Dao, eventually
from tests.helpers.pages import SOON, Open
from tests.helpers.receiver import receiving
from tests.helpers.service import Service, serving

pytestmark = [pytest.mark.chain, pytest.mark.browser]

LISTEN = """
window.__told = JSON.parse(sessionStorage.getItem("told") ?? "[]");
window.Notification = class extends Notification {
  constructor(title, options) {
    super(title, options);
    window.__told.push({ title, ...options });
    sessionStorage.setItem("told", JSON.stringify(window.__told));
    window.__shown = this;
  }
};
"""
"""Notes each notification beside showing it."""
WORKS = "You will be told here"
HIDE = """(hidden) => {
  Object.defineProperty(document, "hidden", { configurable: true, get: () => hidden });
  document.dispatchEvent(new Event("visibilitychange"));
}"""
"""A browser without a screen never hides a page."""
WATCHES = """async () => {
  const { held } = await navigator.locks.query();
  return held.some(({ name }) => name.startsWith("lexiarch.notify."));
}"""
"""Of the tabs of a browser, one watches for all."""


def account_page(service: Service, who: int) -> str:
    return f"{service.url}/accounts/{person(who).address}"


def listening(open_as: Open, service: Service, who: int) -> Page:
    """A page of an account in a browser that allows notifications when it is asked."""
    page, _ = open_as(who)
    page.context.grant_permissions(["notifications"], origin=service.url)
    page.add_init_script(LISTEN)
    page.goto(account_page(service, who))
    return page


def switch_on(page: Page) -> None:
    page.get_by_test_id("notify-on").click()
    expect(page.get_by_test_id("notify-words")).to_contain_text("On for this account")
    expect(page.get_by_test_id("notify-off")).to_be_visible()
    assert page.evaluate("window.__told.map((each) => each.title)") == [WORKS]


def told(page: Page) -> list[Any]:
    """All but the one that shows that it works."""
    found: list[Any] = page.evaluate("window.__told")
    return [each for each in found if each["title"] != WORKS]


def hears(page: Page, title: str) -> Any:
    """The notification with this title, as soon as it comes."""
    titles = "(title) => window.__told.some((each) => each.title === title)"
    page.wait_for_function(titles, arg=title, timeout=2 * SOON)
    return next(each for each in told(page) if each["title"] == title)


def test_who_has_not_voted_is_told_three_times_and_who_has_no_more(
    dao: Dao, service: Service, open_as: Open
) -> None:
    waits = dao.propose(3, "# Was there before").wait_for_snapshot()
    service.wait_for_block(dao.web3.eth.block_number)
    silent, voter, nobody = (listening(open_as, service, who) for who in (4, 5, 6))
    for page in (silent, voter):
        switch_on(page)
    flow = dao.propose(3, "# Mend the lock")
    service.wait_for_block(dao.web3.eth.block_number)
    flow.wait_for_snapshot()
    for page in (silent, voter):
        first = hears(page, "A vote waits for your ballot: Mend the lock")
        assert first["body"].startswith("Vote until ")
        assert person(4 if page is silent else 5).address in first["body"]
    flow.vote(FOR, 5)
    deadline = dao.governor.functions.proposalDeadline(flow.id).call()
    dao.travel_to(deadline - DAY + 60)
    hears(silent, "Less than 24 hours left, and you have not voted: Mend the lock")
    dao.travel_to(deadline - 7_200 + 60)
    hears(silent, "Less than 2 hours left, and you have not voted: Mend the lock")
    dao.travel(7_200)
    service.wait_for_block(dao.web3.eth.block_number)

    about = [each["title"] for each in told(silent) if "Mend the lock" in each["title"]]
    assert len(about) == 3
    assert [each["title"] for each in told(voter) if "Mend the lock" in each["title"]] == about[:1]
    assert not [
        each
        for each in told(silent)
        if each["title"].startswith("A vote waits") and "before" in each["title"]
    ]
    assert told(nobody) == []
    assert waits.state.value != "Pending"
    silent.evaluate("window.__shown.dispatchEvent(new Event('click'))")
    silent.wait_for_url(re.compile(r"/proposals/\d+\?account=0x.*#ballot"))


def test_it_works_in_the_background_and_is_remembered_and_switched_off(
    dao: Dao, service: Service, open_as: Open
) -> None:
    page = listening(open_as, service, 4)
    switch_on(page)
    page.goto(f"{service.url}/members")
    page.wait_for_function(WATCHES)
    page.evaluate(HIDE, True)
    flow = dao.propose(3, "# Seen from behind").wait_for_snapshot()
    hears(page, "A vote waits for your ballot: Seen from behind")
    page.evaluate(HIDE, False)

    page.goto(account_page(service, 4))
    expect(page.get_by_test_id("waiting").filter(has_text="Seen from behind")).to_be_visible()
    assert sum("Seen from behind" in each["title"] for each in told(page)) == 1
    page.get_by_test_id("notify-off").click()
    expect(page.get_by_test_id("notify-on")).to_be_focused()
    expect(page.get_by_test_id("notify-words")).to_contain_text("You are told when a vote opens")
    page.reload()
    expect(page.get_by_test_id("notify-on")).to_be_visible()
    later = dao.propose(3, "# Nobody hears of it").wait_for_snapshot()
    service.wait_for_block(dao.web3.eth.block_number)
    expect(page.get_by_test_id("waiting").filter(has_text="Nobody hears")).to_be_visible(timeout=SOON)
    page.wait_for_timeout(1000)
    assert not [each for each in told(page) if "Nobody hears" in each["title"]]
    assert flow.id != later.id


def test_of_two_tabs_one_tells(dao: Dao, service: Service, open_as: Open) -> None:
    page = listening(open_as, service, 5)
    switch_on(page)
    other = page.context.new_page()
    other.add_init_script(LISTEN)
    other.goto(account_page(service, 5))
    expect(other.get_by_test_id("notify-off")).to_be_visible()
    dao.propose(3, "# Once is enough").wait_for_snapshot()
    hears(page, "A vote waits for your ballot: Once is enough")
    other.wait_for_timeout(1000)
    assert told(other) == []
    page.close()
    dao.propose(3, "# The other goes on").wait_for_snapshot()
    hears(other, "A vote waits for your ballot: The other goes on")


def test_a_browser_that_refuses_is_told_of_in_words_and_asked_only_when_pressed(
    dao: Dao, service: Service, open_as: Open
) -> None:
    page, _ = open_as(4)
    service.wait_for_block(dao.web3.eth.block_number)
    devtools = page.context.new_cdp_session(page)
    context = devtools.send("Target.getTargetInfo")["targetInfo"]["browserContextId"]
    denied = {"permission": {"name": "notifications"}, "setting": "denied", "origin": service.url}
    devtools.send("Browser.setPermission", {**denied, "browserContextId": context})
    page.add_init_script("""
        window.__asked = 0;
        const ask = Notification.requestPermission.bind(Notification);
        Notification.requestPermission = () => { window.__asked++; return ask(); };
    """)
    page.goto(account_page(service, 4))
    expect(page.get_by_test_id("notify-words")).to_contain_text("This browser refuses notifications")
    assert page.evaluate("window.__asked") == 0
    page.get_by_test_id("notify-on").click()
    expect(page.get_by_test_id("notify-words")).to_contain_text("Allow them in its settings")
    expect(page.get_by_test_id("notify-on")).to_be_visible()
    assert page.evaluate("window.__asked") == 1
    assert page.evaluate("Object.keys(localStorage).filter((key) => key.includes('notify'))") == []


def test_nothing_is_on_while_the_server_does_not_answer(dao: Dao, service: Service, browser: Browser) -> None:
    page = browser.new_context(permissions=["notifications"]).new_page()
    page.goto(account_page(service, 4))
    page.route("**/open-votes", lambda route: route.abort())
    page.get_by_test_id("notify-on").click()
    expect(page.get_by_test_id("notify-words")).to_contain_text("does not answer at the moment")
    assert page.evaluate("Object.keys(localStorage).filter((key) => key.includes('notify'))") == []
    page.context.close()


def test_a_browser_that_allows_them_and_shows_none_is_found_out(
    dao: Dao, service: Service, open_as: Open
) -> None:
    page, _ = open_as(4)
    page.context.grant_permissions(["notifications"], origin=service.url)
    page.add_init_script("""window.Notification = class {
        static permission = "granted";
        static async requestPermission() { return "granted"; }
        constructor() { throw new TypeError("Illegal constructor."); }
    };""")
    page.goto(account_page(service, 4))
    page.get_by_test_id("notify-on").click()
    expect(page.get_by_test_id("notify-words")).to_contain_text("This browser cannot show notifications")
    assert page.evaluate("Object.keys(localStorage).filter((key) => key.includes('notify'))") == []


def test_a_browser_without_notifications_says_what_does_the_same(
    dao: Dao, service: Service, open_as: Open
) -> None:
    page, _ = open_as(4)
    page.add_init_script("delete window.Notification")
    page.goto(account_page(service, 4))
    expect(page.get_by_test_id("notify-words")).to_contain_text("This browser cannot show notifications")
    expect(page.get_by_test_id("notify-words")).to_contain_text("The calendar and the feed do the same")
    expect(page.get_by_test_id("notify-on")).to_be_hidden()


def test_who_has_no_vote_is_offered_nothing(dao: Dao, service: Service, open_as: Open) -> None:
    page, _ = open_as(38)
    page.goto(account_page(service, 38))
    expect(page.get_by_test_id("no-reminders")).to_contain_text("this account has no vote")
    expect(page.get_by_test_id("notify")).to_have_count(0)


def fill(page: Page, **typed: str) -> None:
    for name, text in typed.items():
        page.get_by_test_id(f"webhook-{name}").fill(text)


@pytest.fixture
def form(service: Service, open_as: Open) -> Page:
    page, _ = open_as(38)
    page.goto(f"{service.url}/notifications")
    expect(page.get_by_test_id("webhook-form")).to_be_visible()
    return page


def write(page: Page) -> str:
    page.get_by_test_id("webhook-write").click()
    return page.get_by_test_id("webhook-toml").input_value()


def has_begun(url: str, hook: str) -> bool:
    database = open_database(url)
    with database.read() as reader:
        begun = reader.has_table("meta") and load_cursor(reader, hook) is not None
    database.close()
    return begun


def test_what_the_form_writes_is_delivered_and_verified(dao: Dao, form: Page, tmp_path: Path) -> None:
    asked: list[str] = []
    form.on("request", lambda request: asked.append(f"{request.url} {request.post_data or ''}"))
    file, index = tmp_path / "webhooks.toml", f"sqlite:///{tmp_path / 'own.db'}"
    with receiving() as receiver:
        fill(form, name="forum", url=f"{receiver.url}/hooks?of=dao")
        form.get_by_test_id("webhook-private").check()
        file.write_text(write(form))
        (hook,) = load_hooks(str(file))
        assert (hook.name, hook.url, hook.subject) == ("forum", f"{receiver.url}/hooks?of=dao", "")
        assert hook.kinds == {"proposal", "vote", "reorg"}
        with serving(dao.deployment_path, dao.node_url, index, tmp_path / "log", webhooks=file):
            eventually(lambda: has_begun(index, "forum"), 20, "the beginning")
            flow = dao.propose(3, "# Tell the forum")
            eventually(lambda: receiver.messages, 20, "the message")
    (message, *_) = receiver.messages
    secret = re.search(r'secret = "(whsec_[^"]+)"', file.read_text())
    assert secret
    verify(secret[1], message.headers, message.body)
    assert message.change["subject"] == str(flow.id)
    assert not [each for each in asked if "whsec" in each or "forum" in each]


def test_choices_of_the_form_are_in_what_it_writes(form: Page, tmp_path: Path) -> None:
    fill(
        form,
        name="bot-2",
        url="https://Bot.example:8443/a",
        subject="0x70997970C51812dc3A010C7d01b50e0d17dc79C8",
    )
    for kind in ("proposal", "reorg"):
        form.get_by_test_id(f"kind-{kind}").uncheck()
    file = tmp_path / "webhooks.toml"
    file.write_text(write(form))
    (hook,) = load_hooks(str(file))
    assert (hook.kinds, hook.allow_private) == ({"vote"}, False)
    assert hook.subject == "0x70997970C51812dc3A010C7d01b50e0d17dc79C8"
    assert len(hook.secret[0]) == 32
    form.get_by_test_id("webhook-again").click()
    file.write_text(form.get_by_test_id("webhook-toml").input_value())
    assert load_hooks(str(file))[0].secret != hook.secret
    form.get_by_test_id("webhook-copy").click()
    expect(form.locator("#webhook-said")).to_have_text(re.compile(r"Copied\.|copy it yourself"))
    for box in form.locator("[name=kind]").all():
        box.check()
    file.write_text(write(form))
    assert load_hooks(str(file))[0].kinds == set()


@pytest.mark.parametrize(
    ("name", "url", "said"),
    [
        ("a b", "https://a.example", "letters, digits"),
        ("", "https://a.example", "letters, digits"),
        ("a", "http://a.example", "begin with https://"),
        ("a", "a.example", "begin with https://"),
        ("a", "https://", "the name of a host"),
        ("a", "https://ü.example", "visible ASCII"),
        ("a", "https://me:secret@a.example", "no user and no password"),
        ("a", "https://a.example/#x", "no part after #"),
        ("a", "https://a.example:0", "a number from 1"),
        ("a", "https://a.example:99999", "a number from 1"),
    ],
)
def test_what_the_server_would_refuse_the_form_refuses_and_keeps(
    form: Page, name: str, url: str, said: str, tmp_path: Path
) -> None:
    fill(form, name=name, url=url)
    form.get_by_test_id("webhook-write").click()
    expect(form.locator("#webhook .error:visible")).to_contain_text(said)
    expect(form.get_by_test_id("webhook-toml")).to_be_hidden()
    expect(form.get_by_test_id("webhook-name")).to_have_value(name)
    expect(form.get_by_test_id("webhook-url")).to_have_value(url)
    assert form.evaluate("document.activeElement.getAttribute('aria-invalid')") == "true"
