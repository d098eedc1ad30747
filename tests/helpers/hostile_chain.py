"""Hostile texts on a DAO's chain, wherever a contract takes a text from somebody."""

import json
import urllib.request
from collections.abc import Sequence
from typing import Any, NamedTuple

from eth_abi import encode
from eth_utils import keccak

from lexiarch.domain.deployment import ContractName
from tests.helpers.anvil import rpc
from tests.helpers.cast import person
from tests.helpers.contracts import send
from tests.helpers.dao import DAY, FOR, Dao

_AT_ONCE = 100
_ENDS = "script style title textarea xmp noscript iframe noembed template select table svg math"
JOIN = ("\n\n-->'\"" + "".join(f"</{name}>" for name in _ENDS.split()) + "\n\n").encode()
"""Between texts: ends what one of them has opened, so that the next can act, too."""
_PERSON = 1
"""Kind of a schema."""
_SAYS_NO = bytes.fromhex("6007600b5f3960075ff3" + "00" + "365f5f37365ffd")
"""Creates a contract that reverts with whatever it is called with."""
_ERROR = keccak(text="Error(string)")[:4]
_CREATED = keccak(
    text="ProposalCreated(uint256,address,address[],uint256[],string[],bytes[],uint256,uint256,string)"
)


def said(text: bytes) -> str:
    """What the index makes of the bytes of a string."""
    return text.decode(errors="replace").replace("\x00", "\ufffd")


class Packs(NamedTuple):
    """Proposals of ours among which some, the packs, carry many of the texts."""

    ids: list[int]
    """Of all, one for each text, which is its title."""
    size: int
    """How many texts lie in a pack: in its body, its calls and the reasons of its votes."""

    @property
    def packs(self) -> list[tuple[int, int]]:
        """Of each pack: number of its first text, id of its proposal."""
        return [(first, self.ids[first]) for first in range(0, len(self.ids), self.size)]


def write_texts(dao: Dao, texts: Sequence[bytes], author: int, voters: Sequence[int]) -> Packs:
    """Each text as a ground, a title, part of a body, argument of a call and reason of a vote.

    Every eighth is a schema of an issuer, too. The votes stay open for days.

    Args:
        author: makes all proposals; a person on the roll, as voters are.
        voters: each gives one text of every pack as a reason.
    """
    timelock, issuers = (
        _address(dao, name) for name in (ContractName.TIMELOCK, ContractName.ISSUER_REGISTRY)
    )
    rpc(dao.node_url, "anvil_impersonateAccount", timelock)
    rpc(dao.node_url, "anvil_setBalance", timelock, hex(10**20))
    _send(dao, timelock, issuers, [_call("registerGround(string)", text) for text in texts])
    _send(dao, timelock, issuers, [call for text in texts[::8] for call in _accreditation(dao, author, text)])
    size = len(voters)
    made = [
        _propose(issuers, list(map(_schema, pack)), JOIN.join([title, *pack]))
        for first in range(0, len(texts), size)
        for number, title in enumerate(texts[first : first + size])
        for pack in [texts[first : first + size] if number == 0 else [b"Nothing more. " + title]]
    ]
    packs = Packs(_propose_all(dao, author, made), size)
    dao.travel(2 * DAY)
    for place, voter in enumerate(voters):
        votes = [
            _vote(number, texts[first + place]) for first, number in packs.packs if first + place < len(texts)
        ]
        _send(dao, person(voter).address, _address(dao, ContractName.GOVERNOR), votes)
    return packs


def write_refusals(dao: Dao, texts: Sequence[bytes], author: int) -> list[int]:
    """A proposal for each text, whose execution would fail with the text as the reason. Returns their ids."""
    target = str(send(dao.node_url, None, _SAYS_NO)["contractAddress"])
    calls = [_ERROR + encode(["bytes"], [text]) for text in texts]
    made = [_propose(target, [data], f"Refusal {number}".encode()) for number, data in enumerate(calls)]
    return _propose_all(dao, author, made)


def _propose_all(dao: Dao, author: int, made: Sequence[bytes]) -> list[int]:
    governor = _address(dao, ContractName.GOVERNOR)
    start = int(rpc(dao.node_url, "eth_blockNumber"), 16) + 1
    _send(dao, person(author).address, governor, made)
    wanted = {"address": governor, "topics": ["0x" + _CREATED.hex()], "fromBlock": hex(start)}
    logs: list[dict[str, Any]] = rpc(dao.node_url, "eth_getLogs", wanted)
    return [int(log["data"][2:66], 16) for log in logs]


def _address(dao: Dao, name: ContractName) -> str:
    return str(dao.deployment.contracts[name].address)


def _call(signature: str, text: bytes) -> bytes:
    """A string is given as bytes: their encoding is the same, and any bytes can be meant."""
    return keccak(text=signature)[:4] + encode(["bytes"], [text])


def _schema(definition: bytes) -> bytes:
    types, values = ["bytes", "uint8"], [definition, _PERSON]
    return keccak(text="registerSchema(string,uint8)")[:4] + encode(types, values)


def _accreditation(dao: Dao, issuer: int, text: bytes) -> list[bytes]:
    definition = b"Schema: " + text
    uid = keccak(encode(["bytes", "uint8"], [definition, _PERSON]))
    types = ["address", "bytes32", "uint48", "uint32"]
    values = encode(types, [person(issuer).address, uid, dao.now + 300 * DAY, 1])
    return [_schema(definition), keccak(text=f"accredit({','.join(types)})")[:4] + values]


def _propose(target: str, calldatas: list[bytes], description: bytes) -> bytes:
    types = ["address[]", "uint256[]", "bytes[]", "bytes"]
    calls = len(calldatas)
    values = encode(types, [[target] * calls, [0] * calls, calldatas, description])
    return keccak(text="propose(address[],uint256[],bytes[],string)")[:4] + values


def _vote(proposal: int, reason: bytes) -> bytes:
    values = encode(["uint256", "uint8", "bytes"], [proposal, FOR, reason])
    return keccak(text="castVoteWithReason(uint256,uint8,string)")[:4] + values


def _send(dao: Dao, sender: str, to: str, calldatas: Sequence[bytes]) -> None:
    """From an account whose key the node has; all must succeed."""
    nonce = int(rpc(dao.node_url, "eth_getTransactionCount", sender, "latest"), 16)
    common = {"from": sender, "to": to, "gas": hex(15_000_000)}
    calls = [
        ("eth_sendTransaction", common | {"nonce": hex(nonce + number), "data": "0x" + data.hex()})
        for number, data in enumerate(calldatas)
    ]
    rpc(dao.node_url, "evm_setAutomine", False)
    hashes = _batched(dao.node_url, calls)
    while int(rpc(dao.node_url, "eth_getTransactionCount", sender, "latest"), 16) < nonce + len(calls):
        rpc(dao.node_url, "evm_mine")
    rpc(dao.node_url, "evm_setAutomine", True)
    receipts = _batched(dao.node_url, [("eth_getTransactionReceipt", each) for each in hashes])
    refused = [number for number, receipt in enumerate(receipts) if receipt["status"] != "0x1"]
    assert not refused, f"transactions {refused} to {to} failed"


def _batched(url: str, calls: Sequence[tuple[str, object]]) -> list[Any]:
    """Results of JSON-RPC calls, sent many at a time, in the order of the calls."""
    results: dict[int, Any] = {}
    for start in range(0, len(calls), _AT_ONCE):
        batch = [
            {"jsonrpc": "2.0", "id": start + number, "method": method, "params": [parameter]}
            for number, (method, parameter) in enumerate(calls[start : start + _AT_ONCE])
        ]
        body = json.dumps(batch).encode()
        request = urllib.request.Request(url, body, {"content-type": "application/json"})
        with urllib.request.urlopen(request, timeout=60) as answer:
            for each in json.load(answer):
                assert "result" in each, each
                results[each["id"]] = each["result"]
    return [results[number] for number in range(len(calls))]
