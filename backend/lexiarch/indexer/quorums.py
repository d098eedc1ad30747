"""Reads quorums from governors whose events do not say them, each once, when its snapshot has passed."""

from collections.abc import Iterable

from lexiarch.chain.source import Source
from lexiarch.decode import foreign
from lexiarch.decode.events import governor
from lexiarch.decode.logs import Decoded
from lexiarch.domain.chain import BlockHeader
from lexiarch.domain.deployment import ContractName, Deployment
from lexiarch.domain.errors import CallReverted
from lexiarch.domain.governor import Clock, GovernorKind
from lexiarch.store.database import Database
from lexiarch.store.quorums import load_quorums_due
from lexiarch.store.tables import QuorumRow, encode_amount


class Quorums:
    """Asks the governor of one DAO.

    What a governor says of a past snapshot does not change, so it is asked at the node's newest block: nodes
    forget older states.
    """

    def __init__(self, source: Source, database: Database, deployment: Deployment) -> None:
        self._source = source
        self._database = database
        self._governor = deployment.address(ContractName.GOVERNOR)
        self._model = deployment.governor

    def fetch(self, events: Iterable[Decoded], last: BlockHeader, head: BlockHeader) -> list[QuorumRow]:
        """Quorums that can be known once a stretch of blocks is indexed, and are not yet in the index.

        Args:
            events: of the stretch.
            last: its last block.

        Raises:
            ChainError: the node cannot be used.
        """
        if self._model.has_roll:
            return []
        point = last.number if self._model.clock is Clock.BLOCK_NUMBER else last.timestamp
        with self._database.read() as reader:
            due = load_quorums_due(reader, point)
        due += [row for row in map(_row_of, events) if row is not None and row.snapshot < point]
        return [row._replace(votes=self._ask(row.snapshot, head)) for row in due]

    def _ask(self, snapshot: int, head: BlockHeader) -> bytes | None:
        if self._model.kind is GovernorKind.BRAVO:
            function, call = foreign.BRAVO_QUORUM, foreign.encode_foreign(foreign.BRAVO_QUORUM)
        else:
            function, call = foreign.QUORUM, foreign.encode_foreign(foreign.QUORUM, snapshot)
        try:
            data = self._source.call(self._governor, call, head.hash)
        except CallReverted:
            return None
        answer = foreign.decode_foreign(function, data)
        return encode_amount(answer[0]) if answer else None


def _row_of(item: Decoded) -> QuorumRow | None:
    event, at = item.event, item.position
    if not isinstance(event, governor.ProposalCreated):
        return None
    proposal_id = encode_amount(event.proposal_id)
    return QuorumRow(at.block_number, at.log_index, proposal_id, event.vote_start, None)
