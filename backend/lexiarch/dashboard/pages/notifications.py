"""How to be told: feeds, calendars, reminders for an account, webhooks."""

from importlib.resources import files

from lexiarch.dashboard.pages.account import may_vote
from lexiarch.dashboard.words.webhooks import USUAL, change_words
from lexiarch.domain.deployment import Deployment
from lexiarch.store.database import Reader
from lexiarch.views import build_account, build_open_votes
from lexiarch.views.text import address_text, parse_address

_RECIPES = (("Python", "verify_webhook.py"), ("TypeScript", "verify_webhook.ts"))


def build_context(reader: Reader, deployment: Deployment, account: str | None) -> dict[str, object]:
    """Raises AddressInvalid."""
    address = parse_address(account.strip()) if account else None
    recipes = files("lexiarch.dashboard.recipes")
    return {
        "page": "notifications",
        "account": address_text(address) if address else "",
        "waiting": build_open_votes(reader, deployment, address) if address else [],
        "may_vote": address is not None and may_vote(build_account(reader, deployment, address, None)),
        "kinds": [(kind.value, words) for kind, words in change_words(has_roll=deployment.governor.has_roll)],
        "usual_kinds": [kind.value for kind in USUAL],
        "recipes": [
            (language, recipes.joinpath(name).read_text(encoding="utf-8")) for language, name in _RECIPES
        ],
    }
