"""Learns from the contracts of another DAO what its file does not say."""

from typing import Any
from urllib.parse import parse_qs

from lexiarch.chain.source import Source
from lexiarch.decode import foreign
from lexiarch.decode.signature import Declaration
from lexiarch.domain.chain import ZERO_ADDRESS, Address, BlockHeader
from lexiarch.domain.config import DaoEntry
from lexiarch.domain.deployment import ContractDeployment, ContractName, Deployment
from lexiarch.domain.errors import CallReverted, NodeAnswerInvalid, SettingsInvalid, WrongChain
from lexiarch.domain.governor import Clock, GovernorKind, GovernorModel, QuorumOf

_QUORUMS = {
    "bravo": QuorumOf.FOR,
    "for": QuorumOf.FOR,
    "for,abstain": QuorumOf.FOR_ABSTAIN,
    "against,for,abstain": QuorumOf.ALL,
}
_NO_HASH = "0x" + "00" * 32


def survey(source: Source, entry: DaoEntry) -> Deployment:
    """Asks the contracts of an entry that names a governor.

    Returns:
        Where the DAO is and how its governor counts, as a deployment file would say it.

    Raises:
        SettingsInvalid: an address of the entry is of no such contract, or the governor counts in a way that
            the index does not know.
        WrongChain: the node is on another chain.
        ChainError: the node cannot be used.
    """
    chain_id = source.fetch_chain_id()
    if chain_id != entry.chain_id:
        raise WrongChain(f"the chain id for {entry.slug}", entry.chain_id, chain_id)
    return _Surveyor(source, entry, _header(source, "latest")).survey()


class _Surveyor:
    def __init__(self, source: Source, entry: DaoEntry, head: BlockHeader) -> None:
        self._source = source
        self._entry = entry
        self._head = head

    def survey(self) -> Deployment:
        entry = self._entry
        governor = _address(str(entry.governor))
        token = self._find("token", entry.token, governor, foreign.TOKEN)
        timelock = self._find("timelock", entry.timelock, governor, foreign.TIMELOCK)
        if token is None:
            raise self._wrong("the governor names no token: add token")
        model = self._model(governor, token)
        symbol = self._ask(token, foreign.SYMBOL)
        grace = self._ask(timelock, foreign.GRACE_PERIOD) if timelock else None
        found = (governor, token, timelock)
        names = (ContractName.GOVERNOR, ContractName.TOKEN, ContractName.TIMELOCK)
        start = int(entry.start_block or 0)
        return Deployment(
            name=str(entry.name),
            chain_id=int(entry.chain_id or 0),
            genesis_hash="0x" + _header(self._source, 0).hash.hex(),
            start_block=start,
            start_block_hash="0x" + _header(self._source, start).hash.hex(),
            token_symbol=symbol[0][:20] if symbol else "votes",
            grace_period=grace[0] - 1
            if grace
            else None,  # Compound's timelock lets it lapse at the period's end
            governor=model,
            contracts={
                name: ContractDeployment(
                    address="0x" + address.hex(), tx_hash=_NO_HASH, block_number=start, arguments=[]
                )
                for name, address in zip(names, found, strict=True)
                if address is not None
            },
        )

    def _model(self, governor: Address, token: Address) -> GovernorModel:
        power = foreign.COMP_POWER if self._entry.kind is GovernorKind.BRAVO else foreign.POWER
        if self._ask(token, power, ZERO_ADDRESS) is None:
            raise self._wrong(f"token 0x{token.hex()} answers no {power.signature}")
        nft = self._ask(token, foreign.SUPPORTS, foreign.ERC721) == (True,)
        decimals = self._ask(token, foreign.DECIMALS)
        quorum_of, fractional = self._counting(governor)
        return GovernorModel(
            kind=self._entry.kind,
            clock=self._entry.clock or self._clock(governor, token),
            quorum_of=quorum_of,
            fractional=fractional,
            nft=nft,
            decimals=0 if nft else decimals[0] if decimals else 18,
        )

    def _counting(self, governor: Address) -> tuple[QuorumOf, bool]:
        """See OpenZeppelin IGovernor.COUNTING_MODE."""
        if self._entry.kind is GovernorKind.BRAVO:
            if self._ask(governor, foreign.BRAVO_QUORUM) is None:
                raise self._wrong(f"governor 0x{governor.hex()} answers no quorumVotes(): is its kind bravo?")
            if self._ask(governor, foreign.BRAVO_PROPOSALS, 0) is None:
                raise self._wrong(
                    f"governor 0x{governor.hex()} keeps proposals in another form than GovernorBravo; "
                    "that of GovernorAlpha, whose votes are other events, is not known here"
                )
            return QuorumOf.FOR, False
        mode = self._ask(governor, foreign.COUNTING_MODE)
        if mode is None:
            raise self._wrong(
                f"governor 0x{governor.hex()} answers no COUNTING_MODE(): is its kind openzeppelin?"
            )
        fields = {name: values[0] for name, values in parse_qs(mode[0]).items()}
        support = set(fields.get("support", "").split(","))
        quorum = _QUORUMS.get(fields.get("quorum", ""))
        fractional = fields.get("params") == "fractional" or "fractional" in support
        if "override" in support or "overridable" in fields:
            raise self._wrong(
                f"governor 0x{governor.hex()} counts as {mode[0]!r}: votes that override a delegate’s "
                "change sums that no VoteCast tells, and are not known here"
            )
        if quorum is None or not support <= {"bravo", "fractional"}:
            raise self._wrong(f"governor 0x{governor.hex()} counts as {mode[0]!r}, which no index here does")
        return quorum, fractional

    def _clock(self, governor: Address, token: Address) -> Clock:
        for contract in (governor, token):
            if mode := self._ask(contract, foreign.CLOCK_MODE):
                return Clock.TIMESTAMP if "mode=timestamp" in mode[0] else Clock.BLOCK_NUMBER
        return Clock.BLOCK_NUMBER  # what was before ERC-6372 counted blocks

    def _find(self, what: str, given: str | None, governor: Address, function: Declaration) -> Address | None:
        if given:
            return _address(given)
        answer = self._ask(governor, function)
        return Address(answer[0]) if answer and answer[0] != ZERO_ADDRESS else None

    def _ask(self, contract: Address, function: Declaration, *args: Any) -> tuple[Any, ...] | None:
        """What a contract answers; None when it does not have the function."""
        try:
            data = self._source.call(contract, foreign.encode_foreign(function, *args), self._head.hash)
        except CallReverted:
            return None
        return foreign.decode_foreign(function, data)

    def _wrong(self, what: str) -> SettingsInvalid:
        return SettingsInvalid(
            f"The entry {self._entry.slug} cannot be indexed: {what}.",
            "Correct the file of DAOs; docs/indexing.md says which governors can be indexed.",
        )


def _header(source: Source, block: Any) -> BlockHeader:
    header = source.fetch_header(block)
    if header is None:
        raise NodeAnswerInvalid("eth_getBlockByNumber", f"it does not have block {block} yet")
    return header


def _address(text: str) -> Address:
    return Address(bytes.fromhex(text[2:]))
