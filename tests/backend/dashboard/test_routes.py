import re

import pytest

from lexiarch.domain.words import Change
from lexiarch.store.database import Database
from lexiarch.views.text import address_text
from tests.backend.dashboard.conftest import TOKEN, Pages
from tests.helpers.asgi import get
from tests.helpers.builders import DELAY, FOR, History, account, tell

PATHS = [
    "/",
    "/proposals",
    f"/proposals/1?account={address_text(account(1))}",
    "/proposals/1/nonvoters",
    "/proposals/1/simulation",
    f"/accounts/{address_text(account(1))}",
    f"/accounts/{address_text(account(1))}/id",
    f"/accounts/{address_text(account(1))}/ballot-key",
    f"/accounts/{address_text(account(1))}/data",
    "/accept",
    "/members",
    "/delegates",
    "/issuers",
    f"/issuers/{address_text(account(900))}",
    f"/desk?account={address_text(account(900))}",
    "/propose",
    "/notifications",
    f"/notifications?account={address_text(account(1))}",
]


@pytest.fixture
def lived(history: History, database: Database) -> None:
    """Something to see on every page."""
    history.at(5).schema().accredit(1).attest(1, 1).balance(1, TOKEN).delegate(1, 1).power(1, TOKEN)
    history.at(10).propose(1).at(11 + DELAY).vote(1, 1, FOR, weight=TOKEN, person=1, reason="Yes.").save(
        database
    )


@pytest.mark.usefixtures("lived")
@pytest.mark.parametrize("path", PATHS)
class TestEveryPage:
    def test_has_landmarks_a_title_and_one_heading(self, path: str, pages: Pages) -> None:
        page = pages.open(path)
        assert page.one("html").attributes["lang"] == "en"
        assert page.all("title")[0].text.endswith("· Commons of the Test")
        assert all("role" in svg.attributes or "aria-hidden" in svg.attributes for svg in page.all("svg"))
        for tag in ("header", "main", "footer", "h1"):
            page.one(tag)
        assert page.one("a", class_="skip").attributes["href"] == "#main"

    def test_needs_nothing_that_its_policy_forbids(self, path: str, pages: Pages) -> None:
        page = pages.open(path)
        for element in page.elements:
            assert "style" not in element.attributes, element
            assert element.tag != "style"
            assert not [name for name in element.attributes if name.startswith(("on", "hx-on"))], element
            if element.tag == "script":
                is_data = element.attributes.get("type") == "application/json"
                assert is_data or element.attributes["src"].startswith("/static/")

    def test_asks_no_other_site_for_anything(self, path: str, pages: Pages) -> None:
        page = pages.open(path)
        sources = [element.attributes.get("src", "") for element in page.elements]
        sources += [element.attributes["href"] for element in page.all("link")]
        assert not [source for source in sources if re.match(r"(https?:)?//", source)]

    def test_ids_are_unique_and_labels_name_something(self, path: str, pages: Pages) -> None:
        page = pages.open(path)
        ids = [element.attributes["id"] for element in page.elements if "id" in element.attributes]
        assert len(ids) == len(set(ids))
        for element in page.elements:
            for name in ("for", "aria-labelledby"):
                assert set(element.attributes.get(name, "").split()) <= set(ids)

    def test_names_only_parts_that_it_has(self, path: str, pages: Pages) -> None:
        page = pages.open(path)
        for part in page.one("main").attributes["data-parts"].split(","):
            page.one(id=part.removeprefix("#"))

    def test_listens_to_changes_that_there_are(self, path: str, pages: Pages) -> None:
        kinds = pages.open(path).one("main").attributes["data-live"].split()
        assert kinds
        assert set(kinds) <= {change.value for change in Change}

    def test_forbids_foreign_code_and_framing(self, path: str, pages: Pages) -> None:
        headers = get(pages.app, path).headers
        policy = headers["content-security-policy"]
        for rule in ("default-src 'none'", "script-src 'self'", "style-src 'self'", "frame-ancestors 'none'"):
            assert rule in policy.split("; ")
        assert "unsafe" not in policy
        assert headers["x-content-type-options"] == "nosniff"


@pytest.mark.usefixtures("lived")
def test_the_foot_is_a_fragment_that_tells_the_chain_s_time(pages: Pages, history: History) -> None:
    answer = get(pages.app, "/freshness")
    assert answer.text.startswith('<p id="freshness"')
    assert f'data-block="{history.block}" data-now="{history.time}"' in answer.text


def test_the_page_listens_from_its_own_moment_on(pages: Pages, history: History, database: Database) -> None:
    history.save(database)
    tell(database, Change.BLOCK)
    before = int(pages.open("/").test_id("freshness").attributes["data-change"])
    tell(database, Change.BLOCK)
    assert int(pages.open("/").test_id("freshness").attributes["data-change"]) == before + 1


@pytest.mark.usefixtures("lived")
@pytest.mark.parametrize(
    ("path", "part"),
    [
        (f"/open-votes?account={address_text(account(1))}", "mine"),
        (f"/desk/renewals?account={address_text(account(900))}", "renewals"),
        (f"/proposals/1/eligibility?account={address_text(account(1))}", "eligibility"),
        ("/proposals/1/simulation?part=true", "simulation"),
    ],
)
def test_parts_come_alone_and_as_they_are_on_the_page(path: str, part: str, pages: Pages) -> None:
    answer = get(pages.app, path)
    assert answer.status_code == 200
    assert answer.text.strip().startswith(f'<section id="{part}"')
    assert answer.text.strip().endswith("</section>")


def test_an_empty_index_says_so_and_is_asked_again(pages: Pages) -> None:
    answer = get(pages.app, "/")
    assert answer.status_code == 503
    assert answer.headers["refresh"] == "5"
    assert "Nothing is indexed yet" in answer.text
