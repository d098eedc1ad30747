"""Templates to responses: one environment, one set of headers, one config for the browser's part."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple, Protocol

from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

from lexiarch.dashboard import STATIC_DIR, language
from lexiarch.dashboard.languages import languages
from lexiarch.dashboard.negotiation import VARY, here
from lexiarch.dashboard.policy import content_security_policy
from lexiarch.dashboard.static_files import asset_url, chunk_url
from lexiarch.dashboard.words import (
    accounts,
    actions,
    amounts,
    ballots,
    effects,
    issuers,
    prose,
    timeline,
    times,
    warnings,
)
from lexiarch.dashboard.words.freshness import freshness
from lexiarch.domain.deployment import Deployment
from lexiarch.domain.reminders import BEFORE_THE_END
from lexiarch.settings import Settings
from lexiarch.store.database import Reader
from lexiarch.views.models import Status
from lexiarch.views.text import address_text, parse_address, plain
from lexiarch.views.times import iso

_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin-allow-popups",  # some wallets open a window
    "Cache-Control": "no-cache",
    "Vary": VARY,
}

_TEST_CHAINS = (1337, 31337)

_FILTERS: dict[str, Callable[..., object]] = {
    "tokens": amounts.short_units,
    "unchecked": actions.unchecked,
    "exact": amounts.exact_units,
    "ether": amounts.ether,
    "percent": amounts.percent,
    "whole_percent": amounts.whole_percent,
    "state_words": ballots.state_words,
    "choice_words": ballots.choice_words,
    "kind_words": accounts.kind_words,
    "contract_words": accounts.contract_words,
    "iso": iso,
    "absolute": times.absolute,
    "day": times.day,
    "relative": times.relative,
    "duration": times.duration,
    "short": accounts.short,
    "figure": accounts.figure,
    "plain": plain,
    "prose": prose.render_prose,
    "timeline_words": timeline.timeline_words,
    "warning_words": warnings.warning_words,
    "effect_pieces": effects.effect_pieces,
    "issuer_standing": issuers.standing_of,
    "act_words": issuers.act_words,
    "outcomes": issuers.outcomes,
    "checksummed": lambda text: address_text(parse_address(text)),
}


def response_headers(
    deployment: Deployment, settings: Settings, relays: Sequence[str] = (), form_to: str = ""
) -> dict[str, str]:
    """Only the demo's wallet may speak to the node.

    Args:
        relays: others that a page may speak to.
        form_to: where the answer to its form leads on to.
    """
    node = [settings.wallet_rpc_url] if has_demo_wallet(deployment, settings) else []
    return {"Content-Security-Policy": content_security_policy(*node, *relays, form_to=form_to), **_HEADERS}


def root_path(settings: Settings) -> str:
    """Path from which on all DAOs of this server are shown."""
    return f"{settings.base_path.rpartition('/')[0] if settings.config else settings.base_path}/"


def has_demo_wallet(deployment: Deployment, settings: Settings) -> bool:
    """Whether to offer the wallet of the local node's own accounts: never on a real chain."""
    return settings.demo_wallet and deployment.chain_id in _TEST_CHAINS


def browser_config(deployment: Deployment, settings: Settings) -> dict[str, object]:
    """What the wallet code must know; it reads the chain through the wallet, not through us."""
    return {
        "name": deployment.name,
        "base": settings.base_path,
        "chainId": deployment.chain_id,
        "rpcUrl": settings.wallet_rpc_url,
        "symbol": deployment.token_symbol,
        "startBlock": deployment.start_block,
        "remindBefore": BEFORE_THE_END,
        "signIn": settings.site_url,
        "demoWallet": has_demo_wallet(deployment, settings),
        "contracts": {
            name.value: address_text(contract.address_bytes)
            for name, contract in deployment.contracts.items()
        },
    }


Build = Callable[[Reader], Mapping[str, object]]
"""Reads what a template shows."""
Finish = Callable[[Mapping[str, object]], Mapping[str, object]]
"""Adds to it what takes longer than a read of the index should."""


class Page(Protocol):
    """Renders a template, or a part of a page, with one moment of the index."""

    def __call__(self, template: str, build: Build, finish: Finish = dict, /) -> HTMLResponse: ...


class Moment(NamedTuple):
    """The moment of the index that a page shows."""

    status: Status
    last_change: int
    """Newest change in the stream: the browser listens from here on."""


class Renderer:
    """Renders pages of one DAO."""

    def __init__(self, deployment: Deployment, settings: Settings) -> None:
        self._headers = response_headers(deployment, settings)
        self._relaying = response_headers(deployment, settings, settings.relay_urls)
        self._base = settings.base_path
        self._words_urls = {
            code: self._base + url for code in languages() if (url := chunk_url(STATIC_DIR, code))
        }
        self._environment = Environment(
            loader=PackageLoader("lexiarch.dashboard"),
            autoescape=select_autoescape(default=True),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        language.install(self._environment)
        for name, filter_ in _FILTERS.items():
            self._environment.filters[name] = language.when_shown(filter_)
        self._environment.globals.update(
            base=settings.base_path,
            hall=root_path(settings) if settings.config else "",
            languages=languages().values(),
            has_roll=deployment.governor.has_roll,
            dao=deployment.name,
            symbol=deployment.token_symbol,
            secret_minimum=settings.secret_minimum,
            relays=settings.relay_urls,
            config=browser_config(deployment, settings),
            style_url=settings.base_path + asset_url(STATIC_DIR, "style.css"),
            script_url=settings.base_path + asset_url(STATIC_DIR, "main.js"),
            htmx_url=settings.base_path + asset_url(STATIC_DIR, "htmx.js"),
            icon_url=settings.base_path + asset_url(STATIC_DIR, "favicon.svg"),
        )

    def render(
        self, template: str, moment: Moment | None, context: Mapping[str, object], *, status_code: int = 200
    ) -> HTMLResponse:
        """One page.

        Args:
            moment: None only when the index cannot be read.
            context: what the template shows; with `relaying`, the page may speak to relays.
        """
        fresh = freshness(moment.status) if moment else None
        speaks = language.current()
        html = self._environment.get_template(template).render(
            language=speaks.code,
            words_url=self._words_urls.get(speaks.code),
            back=self._base + here(),
            fresh=fresh,
            now=(fresh.now or 0) if fresh else 0,
            last_change=moment.last_change if moment else 0,
            **context,
        )
        headers = self._relaying if context.get("relaying") else self._headers
        return HTMLResponse(html, status_code, {**headers, "Content-Language": speaks.code})

    def draw(self, source: str, context: Mapping[str, object]) -> Markup:
        """A snippet, as if it stood in a template."""
        return Markup(self._environment.from_string(source).render(context))
