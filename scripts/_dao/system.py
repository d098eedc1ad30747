"""The steps of a deployment, in order."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from ape import chain, project
from ape.api import AccountAPI, ReceiptAPI
from ape.contracts import ContractContainer, ContractInstance
from eth_abi import encode
from eth_utils import keccak
from ethpm_types import ContractType

from lexiarch.domain.deployment import ContractName
from scripts._dao import poseidon
from scripts._dao.config import DaoPlan, IssuerPlan, resolve_account, to_units
from scripts._export.compiled import SOURCES

KINDS = {"person": 1, "organisation": 2}
ADMIN_ROLE = bytes(32)
GOVERNOR_ROLES = ("PROPOSER_ROLE", "CANCELLER_ROLE", "EXECUTOR_ROLE")
CREATED = (
    ContractName.TIMELOCK,
    ContractName.TOKEN,
    ContractName.ISSUER_REGISTRY,
    ContractName.POSEIDON,
    ContractName.HOLDER_REGISTRY,
    ContractName.HOLDER_TREE,
    ContractName.MEMBERSHIP_VERIFIER,
    ContractName.BALLOT_BOX,
    ContractName.TRACKS,
    ContractName.GOVERNOR,
    ContractName.BALLOT_BATCH,
)
"""The contracts in the order in which they are created. Roll and tree name each other; each other one needs
only those before it."""

ARTIFACTS = SOURCES | {
    ContractName.POSEIDON: poseidon.NAME,
    ContractName.MEMBERSHIP_VERIFIER: "MembershipVerifier",
}
"""Names in Solidity of what is created."""

UNLINKED = b"(PoseidonT3 address)".hex()
"""Stands for the library's address in what scripts/solc compiles."""

MEMBERSHIP = {
    ContractName.ISSUER_REGISTRY: (
        "accredit(address,bytes32,uint48,uint32)",
        "withdraw(address,bytes32)",
        "registerSchema(string,uint8)",
        "registerGround(string)",
        "retireGround(bytes32)",
        "setGuardian(address)",
    ),
    ContractName.HOLDER_REGISTRY: ("openCase(bytes32,bytes32,bool)", "decideCase(bytes32,uint32,bool)"),
}
"""What the holder house decides alone."""
SECRET = "decideCase(bytes32,uint32,bool)"
"""What it decides in secret if the plan says so."""


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
            created = linked(container(name), self.addresses[ContractName.POSEIDON])
            return self.deployer.deploy(created, *arguments).creation_metadata.receipt

        return Step(f"create {ARTIFACTS[name]}", send, name, list(arguments))

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
        timelock, roll, tree = (
            at[name]
            for name in (ContractName.TIMELOCK, ContractName.HOLDER_REGISTRY, ContractName.HOLDER_TREE)
        )
        yield self._create(ContractName.TIMELOCK, rules.timelock_delay, str(self.deployer.address))
        yield self._create(ContractName.TOKEN, plan.token.name, plan.token.symbol, allocations)
        yield self._create(ContractName.ISSUER_REGISTRY, str(self.deployer.address))
        yield self._create(ContractName.POSEIDON)
        yield self._create(ContractName.HOLDER_REGISTRY, timelock, at[ContractName.ISSUER_REGISTRY], tree)
        yield self._create(ContractName.HOLDER_TREE, roll, plan.tree_depth)
        yield self._create(ContractName.MEMBERSHIP_VERIFIER)
        yield self._create(ContractName.BALLOT_BOX, tree, at[ContractName.MEMBERSHIP_VERIFIER])
        yield self._create(ContractName.TRACKS, *self._tracks())
        parts = (at[ContractName.TOKEN], roll, timelock, at[ContractName.TRACKS], at[ContractName.BALLOT_BOX])
        yield self._create(ContractName.GOVERNOR, parts, governor_rules)
        yield self._create(ContractName.BALLOT_BATCH)

    def _tracks(self) -> tuple[Any, ...]:
        """The holder house alone decides about membership; in secret, if the plan says so, about iDs."""
        at, rules = self.addresses, self.plan.rules
        open_track = (False, True, 0, rules.membership_quorum_percent, False)
        tracks = [open_track, (*open_track[:-1], True)] if rules.secret_decisions else [open_track]
        assignments = [
            (at[name], keccak(text=function)[:4], len(tracks) if function == SECRET else 1)
            for name, functions in MEMBERSHIP.items()
            for function in functions
        ]
        return at[ContractName.TIMELOCK], [at[name] for name in MEMBERSHIP], tracks, assignments

    def _register_entries(self) -> Iterator[Step]:
        for schema in self.plan.schemas:
            yield self._call(
                f"register the schema {schema.name!r}",
                ContractName.ISSUER_REGISTRY,
                "registerSchema",
                partial(tuple, (schema.definition, KINDS[schema.kind])),
            )
        for ground in self.plan.grounds:
            yield self._call(
                f"register the ground {ground!r}",
                ContractName.ISSUER_REGISTRY,
                "registerGround",
                partial(tuple, (ground,)),
            )
        for issuer in self.plan.issuers:
            yield self._call(
                f"accredit the issuer {issuer.account} for {issuer.schema_name!r}",
                ContractName.ISSUER_REGISTRY,
                "accredit",
                partial(self._accreditation, issuer),
            )
        if self.plan.guardian:
            guardian = resolve_account(self.plan.guardian, self.addresses[ContractName.TIMELOCK])
            yield self._call(
                f"appoint the guardian {self.plan.guardian}",
                ContractName.ISSUER_REGISTRY,
                "setGuardian",
                partial(tuple, (guardian,)),
            )

    def _accreditation(self, issuer: IssuerPlan) -> tuple[Any, ...]:
        schema = next(schema for schema in self.plan.schemas if schema.name == issuer.schema_name)
        return (
            resolve_account(issuer.account, self.addresses[ContractName.TIMELOCK]),
            schema_uid(schema.definition, KINDS[schema.kind]),
            int(chain.blocks.head.timestamp) + issuer.term_days * 86_400,
            issuer.daily_cap,
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


def container(name: ContractName) -> ContractContainer:
    """Ape's container of the compiled contract."""
    if name is ContractName.POSEIDON:
        return ContractContainer(poseidon.load_poseidon())
    return project.contracts[ARTIFACTS[name]]


def linked(unlinked: ContractContainer, library: str) -> ContractContainer:
    """The contract with the library of hashes at this address; the same when it uses none."""
    code = unlinked.contract_type.model_dump_json()
    with_library = code.replace(UNLINKED, library.removeprefix("0x").lower())
    return ContractContainer(ContractType.model_validate_json(with_library))


def schema_uid(definition: str, kind: int) -> bytes:
    """Uid that IssuerRegistry gives a schema: `keccak256(abi.encode(definition, kind))`."""
    return keccak(encode(["string", "uint8"], [definition, kind]))


def contract_at(addresses: Addresses, name: ContractName) -> ContractInstance:
    return container(name).at(addresses[name], fetch_from_explorer=False)
