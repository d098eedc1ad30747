"""What a chain says, read from `eth_getLogs` and not by our decoder; and what an index gets wrong."""

from collections import Counter
from dataclasses import dataclass, field

import orjson
import requests
from eth_utils import keccak

from lexiarch.domain.chain import Address
from lexiarch.domain.proposals import Tally
from lexiarch.store.accounts import load_power
from lexiarch.store.database import Database
from lexiarch.store.keyset import MAX_BIGINT
from lexiarch.store.proposals import load_tally
from tests.bench.chain import Chain

_SIGNATURES = {
    "vote": "VoteCast(address,uint256,uint8,uint256,string)",
    "proposal": (
        "ProposalCreated(uint256,address,address[],uint256[],string[],bytes[],uint256,uint256,string)"
    ),
    "transfer": "Transfer(address,address,uint256)",
    "power": "DelegateVotesChanged(address,uint256,uint256)",
    "attestation": "Attested(address,address,bytes32,bytes32,bytes32,uint8,uint48,uint48)",
}
_NAMES = {"0x" + keccak(text=signature).hex(): name for name, signature in _SIGNATURES.items()}
_AT_ONCE = 8000  # logs
_SAMPLE = 500  # accounts


class ResultWrong(Exception):
    """The index does not say what the chain says."""


@dataclass
class Truth:
    """Sums over all logs.

    Attributes:
        counts: logs by the table that their event goes to.
        tallies: weights against, for and abstaining, by proposal.
        powers: the last voting power, by account.
    """

    counts: Counter[str] = field(default_factory=Counter)
    tallies: dict[int, list[int]] = field(default_factory=dict)
    powers: dict[str, int] = field(default_factory=dict)

    @property
    def logs(self) -> int:
        return self.counts.total()

    def add(self, topics: list[str], data: str) -> None:
        """The next log of the chain."""
        name = _NAMES[topics[0]]
        self.counts[name] += 1
        if name == "vote":
            proposal, support, weight = (_word(data, place) for place in range(3))
            self.tallies.setdefault(proposal, [0, 0, 0])[support] += weight
        elif name == "power":
            self.powers[topics[1][26:]] = _word(data, 1)


def _word(data: str, place: int) -> int:
    start = 2 + 64 * place
    return int(data[start : start + 64], 16)


def read_truth(chain: Chain) -> Truth:
    """Asks the node for all logs of the emitters."""
    truth, session = Truth(), requests.Session()
    blocks = chain.end - chain.start + 1
    step = max(1, _AT_ONCE * blocks // max(1, chain.events))
    for first in range(chain.start, chain.end + 1, step):
        wanted = {
            "fromBlock": hex(first),
            "toBlock": hex(min(chain.end, first + step - 1)),
            "address": list(chain.addresses.values()),
        }
        call = {"jsonrpc": "2.0", "id": 1, "method": "eth_getLogs", "params": [wanted]}
        for log in orjson.loads(session.post(chain.url, json=call, timeout=600).content)["result"]:
            truth.add(log["topics"], log["data"])
    return truth


def check_index(database: Database, chain: Chain, truth: Truth) -> None:
    """Compares an index with the chain.

    Raises:
        ResultWrong: they differ; the message says in what.
    """
    faults = find_faults(database, chain, truth)
    if faults:
        raise ResultWrong(f"{len(faults)} faults: {'; '.join(faults[:5])}")


def find_faults(database: Database, chain: Chain, truth: Truth) -> list[str]:
    """Counts of rows, tallies of proposals, and powers of some accounts that are not as they should be."""
    faults = []
    if truth.logs != chain.events:
        faults.append(f"the chain has {truth.logs} logs, not {chain.events}")
    with database.read() as reader:
        tables = {
            "log": truth.logs,
            **{name: count for name, count in truth.counts.items() if name != "transfer"},
        }
        for table, expected in tables.items():
            counted = "sum(count)" if table == "log" else "count(*)"
            found = reader.all(f"SELECT {counted} FROM {table}")[0][0]
            if found != expected:
                faults.append(f"{table} has {found} rows, not {expected}")
        for proposal, weights in truth.tallies.items():
            tally = load_tally(reader, proposal).tokens
            if tally != Tally(*weights):
                faults.append(f"proposal {proposal} has {tally}, not {weights}")
        for account in sorted(truth.powers)[:: 1 + len(truth.powers) // _SAMPLE]:
            power = load_power(reader, Address(bytes.fromhex(account)), MAX_BIGINT)
            if power != truth.powers[account]:
                faults.append(f"account 0x{account} has {power}, not {truth.powers[account]}")
    return faults
