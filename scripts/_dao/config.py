"""The plan of a DAO: what `ape run deploy` reads. One JSON file per DAO, see scripts/config/."""

import hashlib
import json
from decimal import Decimal
from pathlib import Path
from typing import Literal

from ape import accounts
from pydantic import BaseModel, ConfigDict, Field

UNIT = 10**18


class _Plan(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class AllocationPlan(_Plan):
    account: str
    """0x…, `treasury` for the timelock, or `test:N` for account N of the public test mnemonic."""
    tokens: Decimal


class TokenPlan(_Plan):
    name: str
    symbol: str
    allocations: list[AllocationPlan]


class RulesPlan(_Plan):
    """Times in seconds, shares in percent."""

    voting_delay: int
    voting_period: int
    proposal_threshold_tokens: Decimal
    token_quorum_percent: int
    holder_quorum_percent: int
    timelock_delay: int
    grace_period: int


class SchemaPlan(_Plan):
    name: str
    """Used by the issuers below only; not on chain."""
    kind: Literal["person", "organisation"]
    definition: str


class IssuerPlan(_Plan):
    account: str
    schema_name: str = Field(alias="schema")
    term_days: int


class DaoPlan(_Plan):
    name: str
    chain_id: int | None = None
    """Refuse every other chain."""
    token: TokenPlan
    rules: RulesPlan
    schemas: list[SchemaPlan]
    issuers: list[IssuerPlan]

    @property
    def digest(self) -> str:
        """Tells one plan from another: a half-done deployment is not continued with a changed plan."""
        return hashlib.sha256(self.model_dump_json(by_alias=True).encode()).hexdigest()


def load_plan(path: Path) -> DaoPlan:
    return DaoPlan.model_validate(json.loads(path.read_text()))


def resolve_account(text: str, treasury: str) -> str:
    """Address for what a plan calls an account."""
    if text == "treasury":
        return treasury
    if text.startswith("test:"):
        return str(accounts.test_accounts[int(text.removeprefix("test:"))].address)
    return text


def to_units(tokens: Decimal) -> int:
    return int(tokens * UNIT)
