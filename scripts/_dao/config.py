"""The plan of a DAO: what `ape run deploy` reads. One JSON file per DAO, see scripts/config/."""

import hashlib
import json
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Literal, Self

from ape import accounts
from click import ClickException
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

UNIT = 10**18
_DAY = 86_400


class _Plan(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


AccountText = Annotated[str, Field(pattern=r"^(0x[0-9a-fA-F]{40}|treasury|test:[0-9]+)$")]
"""0x…, `treasury` for the timelock, or `test:N` for account N of the public test mnemonic."""


class AllocationPlan(_Plan):
    account: AccountText
    tokens: Decimal = Field(gt=0)


class TokenPlan(_Plan):
    name: str
    symbol: str
    allocations: list[AllocationPlan]


class RulesPlan(_Plan):
    """Times in seconds, shares in percent. The limits are the contracts' own, met before anything is sent."""

    voting_delay: int = Field(ge=3_600, le=30 * _DAY)
    voting_period: int = Field(ge=_DAY, le=90 * _DAY)
    proposal_threshold_tokens: Decimal = Field(ge=0)
    token_quorum_percent: int = Field(ge=1, le=50)
    holder_quorum_percent: int = Field(ge=1, le=50)
    membership_quorum_percent: int = Field(ge=0, le=50)
    """Least quorum of the holder house where it decides alone; 0 for `holder_quorum_percent`."""
    late_quorum_vote_extension: int = Field(ge=0, le=14 * _DAY)
    timelock_delay: int = Field(ge=3_600, le=30 * _DAY)
    grace_period: int = Field(ge=_DAY, le=90 * _DAY)
    secret_decisions: bool
    """Whether the holder house votes in secret when it decides about a person's iD (`decideCase`)."""


class SchemaPlan(_Plan):
    name: str
    """Used by the issuers below only; not on chain."""
    kind: Literal["person", "organisation"]
    definition: str


class IssuerPlan(_Plan):
    account: AccountText
    schema_name: str = Field(alias="schema")
    term_days: int = Field(ge=1, le=4 * 365)
    daily_cap: int = Field(ge=1, lt=2**32)
    """Most iDs that may begin or move on the issuer's word in one day (UTC)."""


class DaoPlan(_Plan):
    name: str
    chain_id: int | None = None
    """Refuse every other chain."""
    token: TokenPlan
    rules: RulesPlan
    tree_depth: int = Field(default=16, ge=1, le=32)
    """The tree for secret ballots takes 2 ** tree_depth members in its life."""
    schemas: list[SchemaPlan]
    grounds: list[Annotated[str, Field(min_length=1)]] = Field(min_length=1)
    """On which an iD may be ended: a case without a listed ground can be opened, and is worth nothing."""
    issuers: list[IssuerPlan]
    guardian: AccountText | None
    """Who may stop an issuer's new attestations for two weeks; nobody when null."""

    @model_validator(mode="after")
    def _check_threshold(self) -> Self:
        supply = sum(entry.tokens for entry in self.token.allocations)
        if self.rules.proposal_threshold_tokens > supply / 20:
            raise ValueError(f"the proposal threshold is at most one token in twenty: {supply / 20}")
        return self

    @model_validator(mode="after")
    def _check_issuers(self) -> Self:
        kinds = {schema.name: schema.kind for schema in self.schemas}
        unknown = [issuer.schema_name for issuer in self.issuers if issuer.schema_name not in kinds]
        if unknown:
            raise ValueError(f"issuers name schemas that are not in the plan: {', '.join(unknown)}")
        if not any(kinds[issuer.schema_name] == "person" for issuer in self.issuers):
            raise ValueError("without an issuer for persons nobody could ever vote in the holder house")
        return self

    @property
    def accounts(self) -> list[str]:
        """Every account that the plan names."""
        allocations = [entry.account for entry in self.token.allocations]
        guardians = [self.guardian] if self.guardian else []
        return allocations + [entry.account for entry in self.issuers] + guardians

    @property
    def digest(self) -> str:
        """Tells one plan from another: a half-done deployment is not continued with a changed plan."""
        return hashlib.sha256(self.model_dump_json(by_alias=True).encode()).hexdigest()


def load_plan(path: Path) -> DaoPlan:
    """Reads a plan.

    Raises:
        ClickException: it does not have the form; the message names each fault.
    """
    try:
        return DaoPlan.model_validate(json.loads(path.read_text()))
    except ValidationError as error:
        faults = "; ".join(
            f"{'.'.join(map(str, fault['loc'])) or 'plan'}: {fault['msg']}" for fault in error.errors()
        )
    except ValueError as error:
        faults = f"not JSON: {error}"
    raise ClickException(f"The plan {path.name} cannot be used: {faults}. Compare scripts/config/demo.json.")


def resolve_account(text: str, treasury: str) -> str:
    """Address for what a plan calls an account."""
    if text == "treasury":
        return treasury
    if text.startswith("test:"):
        return str(accounts.test_accounts[int(text.removeprefix("test:"))].address)
    return text


def to_units(tokens: Decimal) -> int:
    return int(tokens * UNIT)
