"""What an operator can set, all by environment variables: field `rpc_url` is LEXIARCH_RPC_URL, and so on."""

import re
from ipaddress import ip_network
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from lexiarch.domain.errors import SettingsInvalid

_ORIGIN = r"https?://([A-Za-z0-9.-]+|\[[0-9a-fA-F:]+\])(:[0-9]{1,5})?/?"
_LOOPBACK = ("127.0.0.1", "localhost", "::1")


def _parts(text: str) -> list[str]:
    """What commas part."""
    return [part.strip() for part in text.split(",") if part.strip()]


def _is_safe(url: str) -> bool:
    """Whether nobody on the way can read or change what is sent there."""
    return url.startswith("https:") or urlsplit(url).hostname in _LOOPBACK


class Settings(BaseSettings):
    """Settings of the indexer, the API and the page. Every one has a default that suits `make demo`."""

    model_config = SettingsConfigDict(env_prefix="LEXIARCH_", frozen=True, extra="ignore")

    deployment: Path = Field(
        Path("deployments/31337.json"), description="The deployment file that `ape run deploy` wrote."
    )
    config: Path | None = Field(
        None,
        description="A file that names several DAOs, ours or others; empty: the one of LEXIARCH_DEPLOYMENT.",
    )
    rpc_url: str = Field(
        "http://127.0.0.1:8545",
        pattern=r"[^\s,]",
        description="The Ethereum node's JSON-RPC address; several in order of preference, parted by commas.",
    )
    ws_url: str = Field(
        "",
        description="Where a node announces blocks (ws:// or wss://); empty: tried at LEXIARCH_RPC_URL.",
    )
    public_rpc_url: str = Field(
        "",
        description="The node that wallets of visitors are told of; empty: LEXIARCH_RPC_URL if local.",
    )
    database_url: str = Field(
        "sqlite:///lexiarch.db",
        description="Where the index is kept: sqlite:///<file> or postgresql://<user>@<host>/<database>.",
    )
    read_database_url: str = Field(
        "",
        description="Where the API and the pages read, such as a replica; empty: LEXIARCH_DATABASE_URL.",
    )
    poll_seconds: float = Field(
        0.25, gt=0, description="Seconds between two looks at the chain when there is nothing new."
    )
    block_range: int = Field(
        2000,
        ge=1,
        description="Most blocks whose logs are asked for in one call; fewer when a node refuses.",
    )
    ranges_ahead: int = Field(
        2, ge=0, le=16, description="Ranges asked for at the same time while another is written."
    )
    reorg_window: int = Field(
        128, ge=1, description="Blocks behind the head that the index can take back when the chain changes."
    )
    audit_seconds: float = Field(
        5, gt=0, description="Seconds between two comparisons of the index with the contracts."
    )
    stream_clients: int = Field(
        5000, ge=0, description="Most event streams that one process keeps open at once."
    )
    rate_per_second: float = Field(
        50,
        ge=0,
        allow_inf_nan=False,
        description="Requests per second that one client may send in the long run, four times as many at "
        "once; 0: any number.",
    )
    trusted_proxies: str = Field(
        "",
        description="Reverse proxies whose X-Forwarded-For and X-Forwarded-Proto are believed: addresses or "
        "networks, parted by commas.",
    )
    base_path: str = Field(
        "",
        pattern="^(/[A-Za-z0-9._~-]+)*$",
        description="Path under which a proxy shows the pages to the world, such as /dao; empty: the root.",
    )
    origin: str = Field(
        "",
        description="Where visitors reach the site, such as https://dao.example; without it nobody can sign "
        "in, and no status is proven to websites and wallets.",
    )
    private_database_url: str = Field(
        "sqlite:///lexiarch-private.db",
        description="Where sessions, consents and the log of reads are kept; never the index's.",
    )
    clients: str = Field(
        "",
        description="A TOML file of websites that may ask whether a visitor is an iD holder, "
        "see docs/proofs.md; empty: none.",
    )
    keys: Path = Field(
        Path("lexiarch-keys.json"),
        description="The keys that sign what websites are told, and the secret of their subjects; mode 600.",
    )
    credential_keys: Path = Field(
        Path("lexiarch-credential-keys.json"),
        description="Where the keys are kept that sign members' credentials; mode 600. Made at first start.",
    )
    webhooks: str = Field(
        "", description="A TOML file of services that are told of changes, see docs/webhooks.md; empty: none."
    )
    secret_minimum: int = Field(
        10,
        ge=1,
        description="Persons in a frozen tree below which pages make no secret ballot: it would hide little.",
    )
    relays: str = Field(
        "",
        description="Relays that pages offer: https addresses, parted by commas; or none.",
    )
    host: str = Field("127.0.0.1", description="Address that the server listens on.")
    port: int = Field(8000, ge=0, le=65535, description="Port that the server listens on; 0: a free one.")
    demo_wallet: bool = Field(
        False,
        description="Offer visitors a wallet with the publicly known test keys; only on a local test chain.",
    )

    patterns: bool = Field(
        False,
        description="Serve /patterns: every part of the pages with made-up figures, for who changes them.",
    )

    @field_validator("trusted_proxies")
    @classmethod
    def _are_networks(cls, value: str) -> str:
        for item in _parts(value):
            ip_network(item)  # raises ValueError
        return value

    @field_validator("origin")
    @classmethod
    def _is_origin(cls, value: str) -> str:
        if value and (not re.fullmatch(_ORIGIN, value) or not _is_safe(value)):
            raise ValueError(f"{value} is no address such as https://dao.example")
        return value.rstrip("/")

    @field_validator("relays")
    @classmethod
    def _are_origins(cls, value: str) -> str:
        for url in _parts(value):
            if not _is_safe(url) or not re.fullmatch(_ORIGIN, url):
                raise ValueError(f"{url} is no address such as https://relay.example")
        return value

    @property
    def relay_urls(self) -> list[str]:
        """The relays' origins, in order."""
        return [url.rstrip("/") for url in _parts(self.relays)]

    @property
    def rpc_urls(self) -> list[str]:
        """The nodes to ask, in order."""
        return _parts(self.rpc_url)

    @property
    def site_url(self) -> str:
        """Where visitors reach the DAO's pages, without a slash at the end; '' when it is not known."""
        return self.origin + self.base_path if self.origin else ""

    @property
    def reading_url(self) -> str:
        """The database that the API, the pages and `lexiarch status` read."""
        return self.read_database_url or self.database_url

    @property
    def wallet_rpc_url(self) -> str:
        """The node that visitors' wallets are told of, or ''. A remote node's address may hold a key."""
        first = self.rpc_urls[0]
        return self.public_rpc_url or (first if urlsplit(first).hostname in _LOOPBACK else "")


S = TypeVar("S", bound=BaseSettings)


def load(kind: type[S]) -> S:
    """Settings of a kind from the environment.

    Raises:
        SettingsInvalid: a variable does not have the form; the message names it.
    """
    try:
        return kind()
    except ValidationError as error:
        prefix = kind.model_config["env_prefix"]
        faults = "; ".join(
            f"{prefix}{str(fault['loc'][0]).upper()} {fault['msg'][:1].lower()}{fault['msg'][1:]}"
            for fault in error.errors()
        )
        raise SettingsInvalid(f"The settings are wrong: {faults}.", "Correct these variables.") from error


def load_settings() -> Settings:
    """Settings of the indexer, the API and the pages. See {load}."""
    return load(Settings)
