"""All that there is of one account: how much it is, and each list whole, to take away."""

from lexiarch.domain.chain import Address
from lexiarch.domain.deployment import Deployment
from lexiarch.store.account_sizes import load_account_sizes
from lexiarch.store.accounts import load_balances_before, load_powers_before
from lexiarch.store.database import Reader
from lexiarch.store.delegations import load_delegations_of_before
from lexiarch.store.holders import load_attestations_of_before
from lexiarch.store.keyset import Place
from lexiarch.store.meta import BlockId
from lexiarch.store.proposal_lists import load_proposals_by_before
from lexiarch.store.tables import decode_amount
from lexiarch.store.votes import load_ballots_of_before
from lexiarch.views.accounts import build_account
from lexiarch.views.delegations import build_delegation, build_power
from lexiarch.views.exports import Export, Listing, Loaded, build_proposal_row, loaded
from lexiarch.views.member import build_held, build_member
from lexiarch.views.member_models import (
    AccountData,
    AccountList,
    AccountNow,
    AccountRecord,
    BalanceChange,
    HeldAttestation,
    ListSize,
)
from lexiarch.views.models import BlockRef, Delegation, PowerChange, ProposalRow, Vote
from lexiarch.views.moment import GovernorClock, load_present
from lexiarch.views.text import address_text, hash_text
from lexiarch.views.votes import build_vote


def build_account_data(reader: Reader, address: bytes) -> AccountData:
    """How much there is of an account. One that nobody has seen has lists of nothing.

    Raises:
        IndexEmpty: nothing is indexed yet.
    """
    block = load_present(reader)
    sizes = load_account_sizes(reader, Address(address))
    return AccountData(
        address=address_text(address),
        block=_block(block),
        lists=[ListSize(name=name, rows=getattr(sizes, name.value)) for name in AccountList],
    )


def build_account_record(reader: Reader, deployment: Deployment, address: bytes) -> AccountRecord:
    """An account now, without the lists.

    Raises:
        IndexEmpty: nothing is indexed yet.
    """
    account = build_account(reader, deployment, address, None)
    member = build_member(reader, address)
    return AccountRecord(
        dao=deployment.name,
        chain_id=deployment.chain_id,
        address=account.address,
        block=_block(load_present(reader)),
        now=AccountNow(
            balance=account.balance,
            power=account.power,
            delegate=account.delegate,
            state=member.state,
            case=member.case,
            recovery=member.recovery,
            request=member.request,
        ),
    )


def _block(block: BlockId) -> BlockRef:
    return BlockRef(number=block.number, hash=hash_text(block.hash), timestamp=block.timestamp)


def begin_account_export(reader: Reader, deployment: Deployment, name: AccountList, address: bytes) -> Export:
    """An export of one list of an account, as of the last indexed block.

    Raises:
        IndexEmpty: nothing is indexed yet.
    """
    return Export(name, deployment, load_present(reader), _LISTS[name], account=Address(address))


def _of(export: Export, after: Place | Address) -> tuple[Address, Place]:
    assert export.account is not None
    assert isinstance(after, Place)
    return export.account, after


def _attestations(reader: Reader, export: Export, after: Place | Address, limit: int) -> Loaded:
    records = load_attestations_of_before(reader, *_of(export, after), limit)
    rows = build_held(reader, records, load_present(reader).timestamp)
    return loaded(rows, [record.attestation for record in records], limit)


def _votes(reader: Reader, export: Export, after: Place | Address, limit: int) -> Loaded:
    records = load_ballots_of_before(reader, *_of(export, after), limit)
    return loaded([build_vote(record) for record in records], records, limit)


def _delegations(reader: Reader, export: Export, after: Place | Address, limit: int) -> Loaded:
    records = load_delegations_of_before(reader, *_of(export, after), limit)
    return loaded([build_delegation(record) for record in records], records, limit)


def _powers(reader: Reader, export: Export, after: Place | Address, limit: int) -> Loaded:
    records = load_powers_before(reader, *_of(export, after), limit)
    return loaded([build_power(record) for record in records], records, limit)


def _balances(reader: Reader, export: Export, after: Place | Address, limit: int) -> Loaded:
    records = load_balances_before(reader, *_of(export, after), limit)
    rows = [
        BalanceChange(balance=decode_amount(row.amount), time=row.block_time, block=row.block_number)
        for row in records
    ]
    return loaded(rows, records, limit)


def _proposals(reader: Reader, export: Export, after: Place | Address, limit: int) -> Loaded:
    clock = GovernorClock(reader, export.deployment)
    records = load_proposals_by_before(reader, clock.kind, *_of(export, after), limit)
    rows = [build_proposal_row(record, export.deployment, clock) for record in records]
    return loaded(rows, records, limit)


_LISTS = {
    AccountList.ATTESTATIONS: Listing(HeldAttestation, _attestations, at_once=500),
    AccountList.VOTES: Listing(Vote, _votes),
    AccountList.DELEGATIONS: Listing(Delegation, _delegations),
    AccountList.POWER: Listing(PowerChange, _powers),
    AccountList.BALANCES: Listing(BalanceChange, _balances),
    AccountList.PROPOSALS: Listing(ProposalRow, _proposals, at_once=100),  # a description may be long
}
