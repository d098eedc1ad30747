"""One account: tokens, delegation, iD, votes."""

from lexiarch.dashboard.query import page_url
from lexiarch.dashboard.words.chores import account_chores
from lexiarch.domain.deployment import Deployment
from lexiarch.store.database import Reader
from lexiarch.views import build_account, build_account_votes
from lexiarch.views.issuers import is_issuer
from lexiarch.views.moment import load_present
from lexiarch.views.text import address_text, parse_address

_PAGE = 50


def canonical_address(address: str) -> str:
    """The address with its checksum. Raises AddressInvalid."""
    return address_text(parse_address(address))


def build_context(
    reader: Reader, deployment: Deployment, address: str, cursor: str | None
) -> dict[str, object]:
    """Raises CursorInvalid."""
    account_bytes = parse_address(address)
    votes = build_account_votes(reader, account_bytes, _PAGE, cursor)
    path = f"/accounts/{address}"
    names = {address_text(contract): name.value for contract, name in deployment.names.items()}
    account = build_account(reader, deployment, account_bytes, None)
    return {
        "page": "",
        "account": account,
        "chores": account_chores(account, load_present(reader).timestamp),
        "contract": names.get(address),
        "is_issuer": is_issuer(reader, account_bytes),
        "votes": votes.items,
        "older_url": votes.next_cursor and page_url(path, cursor=votes.next_cursor),
        "newest_url": cursor and path,
    }
