"""The steps of a deployment, in order, and the proof that the deployer kept nothing."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from ape import chain, project
from ape.api import AccountAPI, ReceiptAPI
from ape.contracts import ContractInstance
from eth_abi import encode
from eth_utils import keccak

from lexiarch.domain.deployment import ContractName
from scripts._dao.config import DaoPlan, IssuerPlan, resolve_account, to_units
from scripts._export.compiled import SOURCES

KINDS = {"person": 1, "organisation": 2}
ADMIN_ROLE = bytes(32)
GOVERNOR_ROLES = ("PROPOSER_ROLE", "CANCELLER_ROLE", "EXECUTOR_ROLE")
CREATED = (
    ContractName.TIMELOCK,
    ContractName.TOKEN,
    ContractName.ISSUER_REGISTRY,
    ContractName.HOLDER_REGISTRY,
    ContractName.TRACKS,
    ContractName.GOVERNOR,
    ContractName.BALLOT_BATCH,
)
"""The contracts in the order in which they are created: each needs only those before it."""

MEMBERSHIP = {
    ContractName.ISSUER_REGISTRY: (
        "accredit(address,bytes32,uint48)",
        "withdraw(address,bytes32)",
        "registerSchema(string,uint8)",
    ),
    ContractName.HOLDER_REGISTRY: ("revoke(bytes32,bytes32)",),
}
"""What the holder house decides alone."""


Addresses = dict[ContractName, str]


@dataclass(frozen=True)
class Step:
    """One transaction."""

    title: str
    send: Callable[[], ReceiptAPI]
    creates: ContractName | None = None
    arguments: list[Any] = field(default_factory=list)


class SystemSteps:
    """The steps for one plan. Addresses are known beforehand, so each step can name the others' contracts.

    Args:
        address_at: address of the contract that step n creates; the first steps create `CREATED`, in order.
    """

    def __init__(self, plan: DaoPlan, deployer: AccountAPI, address_at: Callable[[int], str]) -> None:
        self.plan = plan
        self.deployer = deployer
        self.addresses: Addresses = {name: address_at(step) for step, name in enumerate(CREATED)}

    def steps(self) -> list[Step]:
        return [*self._creations(), *self._register_entries(), *self._handover()]

    def _create(self, name: ContractName, *arguments: Any) -> Step:
        def send() -> ReceiptAPI:
            return self.deployer.deploy(container(name), *arguments).creation_metadata.receipt

        return Step(f"create {SOURCES[name]}", send, name, list(arguments))

    def _creations(self) -> Iterator[Step]:
        plan, rules, at = self.plan, self.plan.rules, self.addresses
        allocations = [
            (resolve_account(entry.account, at[ContractName.TIMELOCK]), to_units(entry.tokens))
            for entry in plan.token.allocations
        ]
        governor_rules = (
            rules.voting_delay,
            rules.voting_period,
            to_units(rules.proposal_threshold_tokens),
            rules.token_quorum_percent,
            rules.holder_quorum_percent,
            rules.grace_period,
            rules.late_quorum_vote_extension,
        )
        yield self._create(ContractName.TIMELOCK, rules.timelock_delay, str(self.deployer.address))
        yield self._create(ContractName.TOKEN, plan.token.name, plan.token.symbol, allocations)
        yield self._create(ContractName.ISSUER_REGISTRY, str(self.deployer.address))
        yield self._create(
            ContractName.HOLDER_REGISTRY, at[ContractName.TIMELOCK], at[ContractName.ISSUER_REGISTRY]
        )
        yield self._create(ContractName.TRACKS, *self._tracks())
        yield self._create(
            ContractName.GOVERNOR,
            at[ContractName.TOKEN],
            at[ContractName.HOLDER_REGISTRY],
            at[ContractName.TIMELOCK],
            at[ContractName.TRACKS],
            governor_rules,
        )
        yield self._create(ContractName.BALLOT_BATCH)

    def _tracks(self) -> tuple[Any, ...]:
        """One track, on which the holder house alone decides about membership."""
        at = self.addresses
        membership = [at[name] for name in MEMBERSHIP]
        track = (False, True, 0, self.plan.rules.membership_quorum_percent)
        assignments = [
            (at[name], keccak(text=function)[:4], 1)
            for name, functions in MEMBERSHIP.items()
            for function in functions
        ]
        return at[ContractName.TIMELOCK], membership, [track], assignments

    def _register_entries(self) -> Iterator[Step]:
        for schema in self.plan.schemas:
            yield self._call(
                f"register the schema {schema.name!r}",
                ContractName.ISSUER_REGISTRY,
                "registerSchema",
                partial(tuple, (schema.definition, KINDS[schema.kind])),
            )
        for issuer in self.plan.issuers:
            yield self._call(
                f"accredit the issuer {issuer.account} for {issuer.schema_name!r}",
                ContractName.ISSUER_REGISTRY,
                "accredit",
                partial(self._accreditation, issuer),
            )

    def _accreditation(self, issuer: IssuerPlan) -> tuple[Any, ...]:
        schema = next(schema for schema in self.plan.schemas if schema.name == issuer.schema_name)
        return (
            resolve_account(issuer.account, self.addresses[ContractName.TIMELOCK]),
            schema_uid(schema.definition, KINDS[schema.kind]),
            int(chain.blocks.head.timestamp) + issuer.term_days * 86_400,
        )

    def _handover(self) -> Iterator[Step]:
        timelock, governor = self.addresses[ContractName.TIMELOCK], self.addresses[ContractName.GOVERNOR]
        yield self._call(
            "hand the issuers' register to the timelock",
            ContractName.ISSUER_REGISTRY,
            "transferOwnership",
            partial(tuple, (timelock,)),
        )
        for role in GOVERNOR_ROLES:
            yield self._call(
                f"give the governor {role}",
                ContractName.TIMELOCK,
                "grantRole",
                partial(tuple, (keccak(text=role), governor)),
            )
        yield self._call(
            "give up the deployer's administration of the timelock",
            ContractName.TIMELOCK,
            "renounceRole",
            partial(tuple, (ADMIN_ROLE, str(self.deployer.address))),
        )

    def _call(
        self, title: str, name: ContractName, method: str, arguments: Callable[[], tuple[Any, ...]]
    ) -> Step:
        def send() -> ReceiptAPI:
            contract = contract_at(self.addresses, name)
            return contract.invoke_transaction(method, *arguments(), sender=self.deployer)

        return Step(title, send)


def container(name: ContractName) -> Any:
    """Ape's container of the compiled contract."""
    return project.contracts[SOURCES[name]]


def schema_uid(definition: str, kind: int) -> bytes:
    """Uid that IssuerRegistry gives a schema: `keccak256(abi.encode(definition, kind))`."""
    return keccak(encode(["string", "uint8"], [definition, kind]))


def contract_at(addresses: Addresses, name: ContractName) -> ContractInstance:
    return container(name).at(addresses[name], fetch_from_explorer=False)


def find_leftovers(addresses: Addresses, deployer: str) -> list[str]:
    """Rights that the deployer kept, or that timelock or governor lack. Empty when all is as declared."""
    timelock = contract_at(addresses, ContractName.TIMELOCK)
    expected = {keccak(text=role): {addresses[ContractName.GOVERNOR]} for role in GOVERNOR_ROLES}
    expected[ADMIN_ROLE] = {addresses[ContractName.TIMELOCK]}
    found = [
        f"{SOURCES[name]} is owned by {owner}"
        for name in (ContractName.ISSUER_REGISTRY, ContractName.HOLDER_REGISTRY, ContractName.TRACKS)
        if (owner := contract_at(addresses, name).owner()) != addresses[ContractName.TIMELOCK]
    ]
    for role, members in _role_members(timelock, expected).items():
        if members != expected.get(role, set()):
            found.append(f"role 0x{role.hex()} of the timelock is held by {sorted(members)}")
    if contract_at(addresses, ContractName.TOKEN).balanceOf(deployer):
        found.append("the deployer holds tokens")
    return found


def _role_members(timelock: ContractInstance, expected: dict[bytes, set[str]]) -> dict[bytes, set[str]]:
    """Members of every role that was ever granted, by the contract's own word."""
    granted = {(bytes(log.role), str(log.account)) for log in timelock.RoleGranted}
    members: dict[bytes, set[str]] = {role: set() for role in expected}
    for role, account in granted:
        if timelock.hasRole(role, account):
            members.setdefault(role, set()).add(account)
    return members
