"""Secret ballots: each proof that was counted is verified again."""

from collections.abc import Sequence

from lexiarch.chain.source import Source
from lexiarch.decode import secret_ballots
from lexiarch.decode.calls import decode_result, encode_call
from lexiarch.decode.secret_ballots import SecretBallot
from lexiarch.decode.semaphore import VERIFY
from lexiarch.domain.chain import Hash32
from lexiarch.domain.deployment import ContractName, Deployment
from lexiarch.indexer.checks.check import Check
from lexiarch.store.secret_ballots import CountedRecord
from lexiarch.store.tables import decode_amount

_VERIFIER = ContractName.MEMBERSHIP_VERIFIER


def ballot_checks(
    source: Source, deployment: Deployment, block_hash: Hash32, records: Sequence[CountedRecord]
) -> tuple[list[Check], int]:
    """That the verifier contract takes each proof for the root, choice and proposal that the index counts.

    No event holds the proof: it is read from the transaction that handed the ballot in.

    Returns:
        The checks, and how many ballots have none, since their transactions do not hold the call as it is.

    Raises:
        ChainError: the node did not answer.
    """
    if not records:
        return [], 0
    depth = _depth(source, deployment, block_hash)
    found = [_check(source, deployment, depth, record) for record in records]
    checks = [check for check in found if check]
    return checks, len(found) - len(checks)


def _depth(source: Source, deployment: Deployment, block_hash: Hash32) -> int:
    tree = ContractName.HOLDER_TREE
    answer = source.call(deployment.address(tree), encode_call(tree, "depth"), block_hash)
    return int(decode_result(tree, "depth", answer)[0])


def _check(source: Source, deployment: Deployment, depth: int, record: CountedRecord) -> Check | None:
    ballot = SecretBallot(
        deployment.address(ContractName.GOVERNOR),
        decode_amount(record.proposal_id),
        record.support,
        decode_amount(record.nullifier),
    )
    calldata = source.fetch_input(record.tx_hash)
    points = secret_ballots.find_points(calldata, ballot) if calldata is not None else None
    if points is None:
        return None
    scope = secret_ballots.scope_of(deployment.chain_id, deployment.address(ContractName.BALLOT_BOX), ballot)
    signals = secret_ballots.signals_of(decode_amount(record.root), scope, ballot)
    return Check(
        _VERIFIER,
        VERIFY.signature,
        (*points, signals, depth),
        (True,),
        foreign=VERIFY,
        about=f"secret ballot {ballot.nullifier:#x} on {ballot.proposal_id}",
    )
