"""The OpenID Connect provider as websites and members meet it: a file of clients, and a member's browser."""

import hashlib
import secrets
from base64 import urlsafe_b64encode
from collections.abc import Callable, Mapping, Sequence
from html.parser import HTMLParser
from typing import NamedTuple
from urllib.parse import parse_qsl, urlencode, urlsplit

import httpx

SECRET = "c2VjcmV0IG9mIHRoZSB0ZXN0cywgb2YgMjU2IGJpdHM"
SECRET_SHA256 = hashlib.sha256(SECRET.encode()).hexdigest()
CALLBACK = "https://forum.example/signed-in"
SCOPE = "openid holder_kind holder_since_year"


def client_table(
    name: str = "forum", redirect_uri: str = CALLBACK, *, public: bool = False, **more: object
) -> str:
    """A table of the file of clients. More fields as TOML values."""
    lines = [
        f"[{name}]",
        f'name = "The {name}"',
        'purpose = "Members may write in a room of their own."',
        f'redirect_uris = ["{redirect_uri}"]',
        "public = true" if public else f'secret_sha256 = "{SECRET_SHA256}"',
    ]
    if "claims" not in more:
        lines.append('claims = ["holder_kind", "holder_since_year", "holder_account", "offline_access"]')
    return "\n".join([*lines, *(f"{key} = {value}" for key, value in more.items())]) + "\n"


class Pkce(NamedTuple):
    """A verifier and its challenge."""

    verifier: str
    challenge: str


def new_pkce() -> Pkce:
    verifier = secrets.token_urlsafe(32)
    digest = hashlib.sha256(verifier.encode()).digest()
    return Pkce(verifier, urlsafe_b64encode(digest).rstrip(b"=").decode())


def authorization_query(pkce: Pkce, **changes: str | None) -> dict[str, str]:
    """A good authorization request of the forum's; None leaves a parameter out."""
    query: dict[str, str | None] = {
        "response_type": "code",
        "client_id": "forum",
        "redirect_uri": CALLBACK,
        "scope": SCOPE,
        "state": "state-1",
        "nonce": "nonce-1",
        "code_challenge": pkce.challenge,
        "code_challenge_method": "S256",
        **changes,
    }
    return {name: value for name, value in query.items() if value is not None}


def query_of(url: str) -> dict[str, str]:
    """The parameters of an address, each of which must be there once."""
    pairs = parse_qsl(urlsplit(url).query, keep_blank_values=True)
    assert len(pairs) == len(dict(pairs)), url
    return dict(pairs)


class Form(NamedTuple):
    """A form of a page."""

    action: str
    hidden: list[tuple[str, str]]
    ticked: list[tuple[str, str]]


class _Forms(HTMLParser):
    def __init__(self, test_id: str) -> None:
        super().__init__()
        self._test_id = test_id
        self._inside = False
        self.form: Form | None = None

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if tag == "form":
            self._inside = found.get("data-testid") == self._test_id
            if self._inside:
                self.form = Form(found["action"] or "", [], [])
        elif tag == "input" and self._inside and self.form:
            pair = (found["name"] or "", found.get("value") or "")
            if found.get("type") == "hidden":
                self.form.hidden.append(pair)
            elif "checked" in found:
                self.form.ticked.append(pair)

    def handle_endtag(self, tag: str) -> None:
        self._inside = self._inside and tag != "form"


def read_form(html: str, test_id: str = "consent-form") -> Form:
    """The form of a page."""
    parser = _Forms(test_id)
    parser.feed(html)
    assert parser.form is not None, html
    return parser.form


Ask = Callable[..., httpx.Response]
"""`ask(method, url, **arguments)`, without following redirects."""


class Member:
    """A member's browser: it has the cookie of a session, reads what it is asked, and answers.

    Args:
        ask: sends requests to the service.
        site: its address; answers that lead elsewhere are not followed.
    """

    def __init__(
        self, ask: Ask, site: str, token: str | None = None, cookie: str = "__Host-lexiarch"
    ) -> None:
        self._ask = ask
        self._site = site
        self._headers = {"accept": "text/html"}
        if token:
            self._headers["cookie"] = f"{cookie}={token}"

    def get(self, url: str) -> httpx.Response:
        return self._ask("GET", url, headers=self._headers)

    def post(self, url: str, pairs: Sequence[tuple[str, str]]) -> httpx.Response:
        headers = {**self._headers, "content-type": "application/x-www-form-urlencoded"}
        return self._ask("POST", url, headers=headers, content=urlencode(pairs))

    def open(self, url: str) -> httpx.Response:
        """Follows redirects as far as they stay at the service."""
        answer = self.get(url)
        while answer.is_redirect and answer.headers["location"].startswith(self._site + "/"):
            answer = self.get(answer.headers["location"])
        return answer

    def question(self, query: Mapping[str, str]) -> httpx.Response:
        """The page that an authorization request leads to."""
        answer = self.open(f"{self._site}/openid/authorize?{urlencode(query)}")
        assert answer.status_code == 200, (answer.status_code, answer.headers)
        return answer

    def decide(self, page: httpx.Response, answer: str = "allow", ticks: Sequence[str] | None = None) -> str:
        """Sends the form; ticks as they stand when none are given. Returns where the browser is sent."""
        form = read_form(page.text)
        ticked = form.ticked if ticks is None else [("claim", scope) for scope in ticks]
        done = self.post(f"{self._site}{form.action}", [*form.hidden, *ticked, ("answer", answer)])
        assert done.status_code == 303, done.text
        return done.headers["location"]

    def agree(self, url: str, ticks: Sequence[str] | None = None) -> str:
        """Opens an authorization request and agrees, if asked. Returns where the browser is sent."""
        answer = self.open(url)
        return answer.headers["location"] if answer.is_redirect else self.decide(answer, "allow", ticks)

    def agree_to(self, query: Mapping[str, str], ticks: Sequence[str] | None = None) -> str:
        return self.agree(f"{self._site}/openid/authorize?{urlencode(query)}", ticks)
