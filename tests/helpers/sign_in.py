"""Signing in as a wallet and its user do: over HTTP, with keys of the cast."""

from typing import Any

import httpx
from eth_account.messages import encode_defunct
from eth_account.signers.local import LocalAccount

API = "/api/v1"
ORIGIN = "https://dao.example"
OWN = {"Sec-Fetch-Site": "same-origin", "Origin": ORIGIN}
"""What a browser says of a request from the site's own page."""

_LINES = (
    ("uri", "URI"),
    ("version", "Version"),
    ("chain_id", "Chain ID"),
    ("nonce", "Nonce"),
    ("issued_at", "Issued At"),
    ("expiration_time", "Expiration Time"),
    ("not_before", "Not Before"),
    ("request_id", "Request ID"),
)


def message(fields: dict[str, Any]) -> str:
    """The text of an EIP-4361 message; fields that are missing or None are left out."""
    scheme = f"{fields['scheme']}://" if fields.get("scheme") else ""
    statement = fields.get("statement")
    text = f"{scheme}{fields['domain']} wants you to sign in with your Ethereum account:\n"
    text += f"{fields['address']}\n\n"
    text += "" if statement is None else f"{statement}\n"
    lines = [f"{label}: {fields[name]}" for name, label in _LINES if fields.get(name) is not None]
    if fields.get("resources") is not None:
        lines += ["Resources:", *(f"- {each}" for each in fields["resources"])]
    return f"{text}\n" + "\n".join(lines)


def sign(account: LocalAccount, text: str) -> str:
    """The account's signature of a text (EIP-191), hex."""
    return "0x" + bytes(account.sign_message(encode_defunct(text=text)).signature).hex()


class Visitor:
    """A browser on the site's own pages, with a wallet."""

    def __init__(self, client: Any, account: LocalAccount) -> None:
        self._client = client
        self.account = account
        self.cookie = ""

    def ask(self, method: str, path: str, headers: dict[str, str] = OWN, **more: Any) -> httpx.Response:
        """A request with the browser's cookie; what an answer says of the cookie is kept."""
        cookie = {"Cookie": self.cookie} if self.cookie else {}
        answer: httpx.Response = self._client.request(
            method, f"{API}{path}", headers={**headers, **cookie}, **more
        )
        for line in answer.headers.get_list("set-cookie"):
            name_and_value = line.split(";")[0]
            self.cookie = "" if name_and_value.endswith(('=""', "=")) else name_and_value
        return answer

    def invitation(self) -> dict[str, Any]:
        """The fields to sign, with the account."""
        answer = self.ask("POST", "/sign-in/nonce")
        assert answer.status_code == 200, answer.text
        return {**answer.json(), "address": self.account.address}

    def hand_in(self, text: str, signature: str) -> httpx.Response:
        """Sends a signed message."""
        return self.ask("POST", "/sign-in", json={"message": text, "signature": signature})

    def sign_in(self, **changes: Any) -> httpx.Response:
        """Signs in with a new message, some of whose fields are others."""
        text = message({**self.invitation(), **changes})
        return self.hand_in(text, sign(self.account, text))
