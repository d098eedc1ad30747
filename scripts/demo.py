"""`ape run demo`: plays the life of a DAO, so that there is something to look at."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import Any

import click
from ape import accounts, chain
from ape.api import TestAccountAPI
from ape.cli import ConnectedProviderCommand, network_option
from ape.contracts import ContractInstance
from ape.logging import logger
from eth_utils import keccak

from lexiarch.domain.chain import Address, Hash32
from lexiarch.domain.deployment import ContractName, Deployment, load_deployment
from lexiarch.signing.typed_data import (
    Offer,
    merkle_tree,
    offer_struct,
    sign_acceptance,
    sign_batch,
    sign_offer,
)
from scripts._dao import story
from scripts._dao.config import UNIT
from scripts._dao.secrecy import SecretBallot, commitments_of, prove, secret_of
from scripts._dao.story import PROPOSALS, ProposalStory
from scripts._dao.system import KINDS, SECRET, container

ROOT = Path(__file__).resolve().parent.parent
DAY = 86_400
SECRET_TRACK = 2
"""Number of the track that the demo's members add: after that for both houses, and that of membership."""
Actions = list[tuple[str, int, bytes]]


@click.command(cls=ConnectedProviderCommand)
@network_option()
@click.option(
    "--deployments",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=ROOT / "deployments",
    show_default="deployments/",
    help="Folder with <chain-id>.json, as `ape run deploy` wrote it.",
)
def cli(deployments: Path) -> None:
    """Play the demo DAO: two dozen members, token holders, proposals in every state.

    Only on a local chain that began long enough ago (make demo starts one): the story takes 55 days.
    """
    if not chain.provider.network.is_local:
        raise click.ClickException("The demo uses publicly known keys: it runs on a local chain only.")
    deployment = load_deployment(deployments / f"{chain.chain_id}.json")
    logger.set_level("ERROR")
    acts = Demo(deployment, now=int(time.time())).agenda()
    if chain.blocks.head.timestamp > acts[0].time:
        raise click.ClickException(
            "The chain began too late for the story. "
            "Start anvil with --timestamp 60 days back, or run `make demo`."
        )
    with click.progressbar(
        acts, label="playing the DAO", item_show_func=lambda act: act.title if act else ""
    ) as bar:
        for act in bar:
            travel_to(act.time)
            act.play()
    travel_to(int(time.time()))
    chain.provider.make_request("evm_mine", [])


@dataclass(frozen=True)
class Act:
    """Something that happens at a time (seconds since 1970)."""

    time: int
    title: str
    play: Callable[[], object]


def travel_to(moment: int) -> None:
    """Lets chain time jump forward; never back."""
    ahead = moment - int(chain.blocks.head.timestamp)
    if ahead > 1:
        chain.provider.make_request("evm_setNextBlockTimestamp", [moment])


class Demo:
    """Turns the story into acts on the contracts."""

    def __init__(self, deployment: Deployment, now: int) -> None:
        self.deployment = deployment
        self.now = now
        self.people: list[TestAccountAPI] = list(accounts.test_accounts)
        self.governor = self._contract(ContractName.GOVERNOR)
        self.token = self._contract(ContractName.TOKEN)
        self.roll = self._contract(ContractName.HOLDER_REGISTRY)
        self.issuers = self._contract(ContractName.ISSUER_REGISTRY)
        self.tree = self._contract(ContractName.HOLDER_TREE)
        self.ballot_box = self._contract(ContractName.BALLOT_BOX)
        self.tracks = self._contract(ContractName.TRACKS)
        plan_schemas = {log.kind: bytes(log.uid) for log in self.issuers.SchemaRegistered}
        self.schemas = {name: plan_schemas[kind] for name, kind in KINDS.items()}

    def _contract(self, name: ContractName) -> ContractInstance:
        return container(name).at(self.deployment.contracts[name].address, fetch_from_explorer=False)

    def at(self, days_ago: float) -> int:
        return self.now - round(days_ago * DAY)

    def agenda(self) -> list[Act]:
        """Everything that happens, in order of time."""
        acts = [*self._roll_acts(), *self._case_acts(), *self._tree_acts(), *self._token_acts()]
        for proposal in PROPOSALS:
            acts += self._proposal_acts(proposal)
        return sorted(acts, key=lambda act: act.time)

    # ---- the roll

    def _roll_acts(self) -> list[Act]:
        acts = []
        acts.append(Act(self.at(54), "a batch of offers is claimed", self._claim_batch))
        for index, member in enumerate(story.FIRST_MEMBERS):
            short = member in (story.LAPSED, story.SWEPT)
            days = story.SHORT_TERM_DAYS if short else story.TERM_DAYS
            acts.append(self._attestation(55 - index * 0.05, member, story.FIRST_ISSUER, days))
        acts += [
            self._attestation(53, story.ORGANISATION, story.FIRST_ISSUER, story.TERM_DAYS, "organisation"),
            self._attestation(39, story.HARBOUR_MEMBER, story.SECOND_ISSUER, story.TERM_DAYS),
            Act(self.at(45), "a relayed acceptance", partial(self._attest_relayed, story.RELAYED_MEMBER)),
            Act(self.at(30), "a lost account: somebody asks", partial(self._ask, story.LOST, story.FOUND)),
            Act(
                self.at(15.9),
                "the iD moves to the new account",
                lambda: self.roll.completeRecovery(person_tag(story.LOST), sender=self.people[33]),
            ),
            Act(self.at(3), "another asks and waits", partial(self._ask, story.ASKED_FOR, story.ASKING)),
            Act(
                self.at(20),
                "the guardian stops an issuer's new attestations",
                lambda: self.issuers.suspendIssuance(
                    self.people[story.SECOND_ISSUER].address,
                    self.schemas["person"],
                    sender=self.people[story.GUARDIAN],
                ),
            ),
            Act(self.at(16), "a member leaves", lambda: self.roll.exit(sender=self.people[story.EXIT])),
            Act(
                self.at(10),
                "an expired iD leaves the count",
                lambda: self.roll.sweep([person_tag(story.SWEPT)], sender=self.people[33]),
            ),
        ]
        return acts

    def _attestation(
        self, days_ago: float, member: int, issuer: int, days: int, schema: str = "person"
    ) -> Act:
        def play() -> None:
            offer = self._offer(member, issuer, days, schema)
            signature = sign_offer(self._key(issuer), chain.chain_id, self._roll_address, offer)
            self.roll.attest(offer_struct(offer), signature, sender=self.people[member])

        return Act(self.at(days_ago), "an attestation", play)

    def _claim_batch(self) -> None:
        """One signature of the issuer for all; each claims their own."""
        offers = [
            self._offer(member, story.FIRST_ISSUER, story.TERM_DAYS, "person") for member in story.BATCH
        ]
        root, proofs = merkle_tree(offers)
        signature = sign_batch(self._key(story.FIRST_ISSUER), chain.chain_id, self._roll_address, root)
        for member, offer, proof in zip(story.BATCH, offers, proofs, strict=True):
            self.roll.claim(offer_struct(offer), proof, signature, sender=self.people[member])

    def _ask(self, lost: int, found: int) -> None:
        """The issuer has checked the person again; the new account asks for the iD."""
        offer = self._offer(found, story.FIRST_ISSUER, story.TERM_DAYS, "person", of=lost)
        signature = sign_offer(self._key(story.FIRST_ISSUER), chain.chain_id, self._roll_address, offer)
        self.roll.startRecovery(offer_struct(offer), signature, b"", sender=self.people[found])

    # ---- cases

    def _case_acts(self) -> list[Act]:
        """Decided by the Assembly, taken back by the issuer, pending, and appealed and voted on."""
        issuer = self.people[story.FIRST_ISSUER]
        return [
            Act(
                self.at(50.5), "notice, with a suspension", partial(self._open_case, story.DUPLICATE, 0, True)
            ),
            Act(
                self.at(47),
                "an appeal",
                lambda: self.roll.appeal(person_tag(story.DUPLICATE), sender=self.people[story.DUPLICATE]),
            ),
            Act(self.at(28), "notice", partial(self._open_case, story.CLEARED, 1, False)),
            Act(
                self.at(25),
                "a case is taken back",
                lambda: self.roll.withdrawCase(person_tag(story.CLEARED), sender=issuer),
            ),
            Act(self.at(6), "notice and suspension", partial(self._open_case, story.ACCUSED, 1, True)),
            Act(self.at(8), "notice", partial(self._open_case, story.APPELLANT, 1, False)),
            Act(
                self.at(6.5),
                "an appeal",
                lambda: self.roll.appeal(person_tag(story.APPELLANT), sender=self.people[story.APPELLANT]),
            ),
        ]

    def _open_case(self, member: int, ground: int, suspend: bool) -> None:
        """The reason is committed with a salt; the file is with issuer and holder, and with nobody else."""
        uids = [bytes(log.uid) for log in self.issuers.GroundRegistered]
        evidence, salt = keccak(text=f"file about {member}"), keccak(text=f"salt about {member}")
        now = int(chain.blocks.head.timestamp)
        tag = person_tag(member)
        commitment = self.roll.reasonCommitment(tag, uids[ground], evidence, salt, now)
        issuer = self.people[story.FIRST_ISSUER]
        self.roll.openCase(tag, commitment, suspend, sender=issuer)

    # ---- the tree

    def _tree_acts(self) -> list[Act]:
        return [
            Act(self.at(51 - index * 0.01), "a commitment", partial(self._join, member))
            for index, member in enumerate(story.IN_TREE)
        ]

    def _join(self, member: int) -> None:
        """With the key that the pages make of the account's signature: a visitor can vote with it."""
        commitment = self._commitments[story.IN_TREE.index(member)]
        self.tree.join(commitment, sender=self.people[member])

    @cached_property
    def _secrets(self) -> list[bytes]:
        registry = str(self.roll.address)
        return [secret_of(self._key(member), chain.chain_id, registry) for member in story.IN_TREE]

    @cached_property
    def _commitments(self) -> list[int]:
        return commitments_of(self._secrets, self.tree.depth())

    @cached_property
    def _secret_ballots(self) -> dict[int, SecretBallot]:
        """By voter, of the one proposal that is voted on in secret."""
        (proposal,) = (each for each in PROPOSALS if each.key == story.SECRET_PROPOSAL)
        number = self.governor.hashProposal(*self._identity(proposal))
        scope = self.ballot_box.scopeOf(self.governor.address, number)
        order = proposal.ballots.in_order()
        votes = [(story.IN_TREE.index(voter), support) for voter, support in order]
        made = prove(self._secrets, self.tree.depth(), scope, votes)
        return {voter: ballot for (voter, _), ballot in zip(order, made, strict=True)}

    def _attest_relayed(self, member: int) -> None:
        """The issuer pays for a member who has no ether; the member only signs."""
        offer = self._offer(member, story.FIRST_ISSUER, story.TERM_DAYS, "person")
        issuer = self.people[story.FIRST_ISSUER]
        offered = sign_offer(self._key(story.FIRST_ISSUER), chain.chain_id, self._roll_address, offer)
        accepted = sign_acceptance(self._key(member), chain.chain_id, self._roll_address, offer)
        self.roll.attestBySig(offer_struct(offer), offered, accepted, sender=issuer)

    def _offer(self, member: int, issuer: int, days: int, schema: str, *, of: int | None = None) -> Offer:
        """To a member; `of`: whose iD it is, if that was with another account."""
        now = int(chain.blocks.head.timestamp)
        return Offer(
            holder=address_of(self.people[member]),
            issuer=address_of(self.people[issuer]),
            schema=Hash32(self.schemas[schema]),
            person_tag=person_tag(member if of is None else of),
            issued_at=now,
            expiration_time=now + days * DAY,
            deadline=now + 7 * DAY,
        )

    @property
    def _roll_address(self) -> Address:
        return self.deployment.address(ContractName.HOLDER_REGISTRY)

    def _key(self, person: int) -> bytes:
        return bytes.fromhex(self.people[person].private_key.removeprefix("0x"))

    # ---- the token

    def _token_acts(self) -> list[Act]:
        pairs = [(person, person) for person in story.SELF_DELEGATES] + list(story.DELEGATIONS.items())
        return [
            Act(self.at(52 - index * 0.01), "a delegation", partial(self._delegate, *pair))
            for index, pair in enumerate(pairs)
        ]

    def _delegate(self, person: int, delegate: int) -> None:
        # Ape takes `token.delegate` for the account's EIP-7702 delegate
        self.token.invoke_transaction("delegate", self.people[delegate].address, sender=self.people[person])

    # ---- proposals

    def _proposal_acts(self, proposal: ProposalStory) -> list[Act]:
        propose_at = self.at(proposal.day)
        acts = [Act(propose_at, proposal.title, partial(self._propose, proposal))]
        opens = propose_at + DAY + 3600
        for index, (voter, support) in enumerate(proposal.ballots.in_order()):
            acts.append(
                Act(
                    opens + index * 5 * 3600,
                    "a ballot",
                    partial(self._vote, proposal, voter, support),
                )
            )
        for day, method in (
            (proposal.cancel_day, "cancel"),
            (proposal.queue_day, "queue"),
            (proposal.execute_day, "execute"),
        ):
            if day is not None:
                acts.append(Act(self.at(day), f"{method}: {proposal.title}", self._step(proposal, method)))
        return acts

    def _propose(self, proposal: ProposalStory) -> None:
        targets, values, calldatas = zip(*self._actions(proposal), strict=True)
        self.governor.propose(
            list(targets),
            list(values),
            list(calldatas),
            proposal.description,
            sender=self.people[proposal.proposer],
        )

    def _vote(self, proposal: ProposalStory, voter: int, support: int) -> None:
        reason = proposal.ballots.reasons.get(voter)
        number = self.governor.hashProposal(*self._identity(proposal))
        sender = self.people[voter]
        if proposal.key == story.SECRET_PROPOSAL:
            self._hand_in(number, voter)
        elif reason is None:
            self.governor.castVote(number, support, sender=sender)
        else:
            self.governor.castVoteWithReason(number, support, reason, sender=sender)

    def _hand_in(self, number: int, voter: int) -> None:
        """A secret ballot, by an account that says nothing about its voter."""
        ballot = self._secret_ballots[voter]
        courier = self.people[story.COURIERS[voter % len(story.COURIERS)]]
        self.ballot_box.castSecretBallot(
            self.governor.address, number, ballot.support, ballot.nullifier, ballot.proof, sender=courier
        )

    def _step(self, proposal: ProposalStory, method: str) -> Callable[[], object]:
        def play() -> None:
            sender = self.people[proposal.proposer]
            self.governor.invoke_transaction(method, *self._identity(proposal), sender=sender)

        return play

    def _identity(self, proposal: ProposalStory) -> tuple[Any, ...]:
        targets, values, calldatas = zip(*self._actions(proposal), strict=True)
        return list(targets), list(values), list(calldatas), keccak(text=proposal.description)

    def _actions(self, proposal: ProposalStory) -> Actions:
        """What the proposal calls; the same at every call, because the calls are the proposal's identity."""
        match proposal.key:
            case "accredit":
                issuer = self.people[story.SECOND_ISSUER].address
                until = self.at(0) // DAY * DAY + 660 * DAY
                return [self._call(self.issuers, "accredit", issuer, self.schemas["person"], until, 10)]
            case "revoke" | story.SECRET_PROPOSAL as key:
                about = story.DUPLICATE if key == "revoke" else story.APPELLANT
                return [self._call(self.roll, "decideCase", person_tag(about), 1, True)]
            case "secrecy":
                return self._secrecy()
            case "threshold":
                return [self._call(self.governor, "setProposalThreshold", 50_000 * UNIT)]
            case "quorum":
                return [self._call(self.governor, "updateHolderQuorumNumerator", 30)]
        tokens = {
            "minutes": 3_000,
            "mill": 600_000,
            "bells": 900,
            "seal": 40_000,
            "school": 48_000,
            "solar": 120_000,
        }
        tokens |= {"river": 8_000, "assembly": 5_000}
        payee = self.people[34 + sum(proposal.key.encode()) % 5].address
        return [self._call(self.token, "transfer", payee, tokens[proposal.key] * UNIT)]

    def _secrecy(self) -> Actions:
        """From then on persons vote in secret on whether an iD ends."""
        decide = keccak(text=SECRET)[:4]
        return [
            self._call(self.tracks, "addTrack", (False, True, 0, 30, True)),
            self._call(self.tracks, "assign", self.roll.address, decide, SECRET_TRACK),
        ]

    def _call(self, contract: ContractInstance, method: str, *arguments: Any) -> tuple[str, int, bytes]:
        handler = getattr(contract, method)
        return contract.address, 0, bytes(handler.encode_input(*arguments))


def address_of(account: TestAccountAPI) -> Address:
    return Address(bytes.fromhex(account.address[2:]))


def person_tag(member: int) -> Hash32:
    """Stands for the issuers' keyed commitment of their uniqueness check."""
    return Hash32(keccak(text=f"lexiarch demo person {member}"))
