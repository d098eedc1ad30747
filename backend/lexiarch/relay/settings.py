"""What the operator of a relay can set: field `keystore` is LEXIARCH_RELAY_KEYSTORE, and so on."""

from enum import StrEnum
from pathlib import Path

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from lexiarch.settings import load

_GWEI = 10**9


class Act(StrEnum):
    """What a relay can hand in. Nothing else."""

    SECRET_BALLOT = "secret_ballot"
    SIGNED_BALLOT = "signed_ballot"
    ACCEPTANCE = "acceptance"
    RECOVERY = "recovery"
    APPEAL = "appeal"
    EXIT = "exit"


class RelaySettings(BaseSettings):
    """Settings of `lexiarch relay`; LEXIARCH_DEPLOYMENT, _RPC_URL and _TRUSTED_PROXIES are read as well."""

    model_config = SettingsConfigDict(env_prefix="LEXIARCH_RELAY_", frozen=True, extra="ignore")

    keystore: Path = Field(
        Path("relay-key.json"), description="The encrypted file of the key that pays; mode 600."
    )
    password: SecretStr = Field(SecretStr(""), description="The keystore's password; better in a file.")
    password_file: Path | None = Field(
        None,
        description="A file with the keystore's password; mode 600. Goes before LEXIARCH_RELAY_PASSWORD.",
    )
    journal: Path = Field(
        Path("relay-journal.json"),
        description="Where nonces and the day's spending are kept; one for each key, on a local disk.",
    )
    host: str = Field("127.0.0.1", description="Address that the relay listens on.")
    port: int = Field(8010, ge=0, le=65535, description="Port that the relay listens on; 0: a free one.")
    origins: str = Field(
        "",
        description="Websites whose scripts may use the relay, such as https://dao.example, parted by "
        "commas; *: all; empty: none.",
    )
    acts: str = Field(
        ",".join(Act), description="What the relay hands in, parted by commas; at least one of the default."
    )
    wei_per_day: int = Field(
        5 * 10**16, ge=0, description="Most wei that may be spent in one day (UTC), whatever is asked for."
    )
    secret_percent: int = Field(
        50, ge=0, le=100, description="Percent of LEXIARCH_RELAY_WEI_PER_DAY kept for secret ballots."
    )
    max_fee: int = Field(
        50 * _GWEI, ge=1, description="Most wei that are paid for a unit of gas; above it the relay waits."
    )
    queue: int = Field(500, ge=1, description="Most requests that wait at once.")
    source_per_minute: float = Field(
        12,
        gt=0,
        allow_inf_nan=False,
        description="Requests per minute from one network (IPv4 /24, IPv6 /48) in the long run, four times "
        "as many at once.",
    )
    source_per_day: int = Field(
        200, ge=1, description="Requests of one network that are taken in one day (UTC)."
    )
    source_waiting: int = Field(20, ge=1, description="Most requests of one network that wait at once.")
    proposal_per_day: int = Field(
        2000, ge=1, description="Ballots on one proposal that are taken in one day (UTC)."
    )
    max_delay: int = Field(
        21_600,
        ge=0,
        description="Longest time, in seconds, for which a secret ballot is held if its sender asks.",
    )
    deadline_margin: int = Field(
        3600, ge=0, description="Seconds before the end of the vote at which nothing is held any more."
    )
    replace_seconds: float = Field(
        60, gt=0, description="Seconds after which a transaction in no block is sent again with a higher fee."
    )
    confirmations: int = Field(
        12, ge=1, description="Blocks on top of a transaction's after which it is taken as final."
    )
    poll_seconds: float = Field(
        1, gt=0, description="Seconds between two looks at the chain while something is under way."
    )

    @field_validator("acts")
    @classmethod
    def _are_acts(cls, value: str) -> str:
        named = [part.strip() for part in value.split(",") if part.strip()]
        if not named:
            raise ValueError("it names no act")
        for one in named:
            Act(one)  # raises ValueError
        return value

    @property
    def offered(self) -> frozenset[Act]:
        """The acts that this relay hands in."""
        return frozenset(Act(part.strip()) for part in self.acts.split(",") if part.strip())

    @property
    def allowed_origins(self) -> list[str]:
        """For CORS."""
        return [part.strip() for part in self.origins.split(",") if part.strip()]

    @property
    def wei_per_day_of_others(self) -> int:
        """Of {wei_per_day}, what all acts but secret ballots may spend."""
        return self.wei_per_day * (100 - self.secret_percent) // 100


def load_relay_settings() -> RelaySettings:
    """Settings from the environment.

    Raises:
        SettingsInvalid: a variable does not have the form; the message names it.
    """
    return load(RelaySettings)
