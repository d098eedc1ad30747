"""What a relay leaves behind of those who used it: nothing."""

import re
from pathlib import Path

import httpx
import pytest

from tests.e2e.conftest import OUTSIDER
from tests.e2e.relay.conftest import Assembly
from tests.helpers.cast import person
from tests.helpers.dao import AGAINST, FOR, person_tag
from tests.helpers.relay import Relay, cheap, dear, final, relaying

pytestmark = pytest.mark.chain

SOURCES = ("203.0.113.77", "2001:db8:77::77")


def test_no_file_and_no_log_tells_who_asked_for_what(assembly: Assembly, tmp_path: Path) -> None:
    secret, against = assembly.secret_ballot(0, FOR), assembly.secret_ballot(2, AGAINST)
    signed, other = assembly.signed_ballot(3, FOR), assembly.signed_ballot(OUTSIDER, FOR)
    acceptance = assembly.acceptance(30)
    held = assembly.secret_ballot(1, FOR, max_delay=3600)
    wrong = secret | {"support": AGAINST}
    with relaying(assembly.dao, tmp_path) as relay:
        dear(assembly.dao)
        names = [relay.take(body, SOURCES[0]) for body in (secret, signed, acceptance)]
        names.append(relay.take(held, SOURCES[1]))
        on_the_way = traces(relay)
        cheap(assembly.dao)
        hashes = [final(relay, name)["tx_hash"] for name in names[:3]]
        names.append(relay.take(against, SOURCES[1]))
        for body in (wrong, other, secret, {"nullifier": secret["nullifier"]}, secret | {"target": "0x1"}):
            assert relay.post(body, SOURCES[0]).status_code in (400, 409)
        httpx.get(f"{relay.url}/api/v1/requests/{names[0]}x")
        httpx.get(f"{relay.url}/{secret['nullifier']}", headers={"X-Forwarded-For": SOURCES[1]})
        httpx.post(f"{relay.url}/api/v1/requests", content=b"\xff" + str(secret).encode())
        hashes.append(final(relay, names[-1])["tx_hash"])
        relay.kill()
        relay.start()
        figures = httpx.get(f"{relay.url}/metrics").text
    left = on_the_way + traces(relay) + figures
    proposal = assembly.secret.id
    canaries = [*SOURCES, "203.0.113", "2001:db8:77", *names, *hashes, str(proposal), hex(proposal)]
    for body in (secret, against, held):
        canaries += [body["nullifier"], f"{int(body['nullifier']):x}", *body["proof"]]
        canaries += [f"{int(point):x}" for point in body["proof"]]
    for body in (signed, other, acceptance):
        canaries += [value for name, value in body.items() if name.endswith("signature")]
    canaries += [person(who).address for who in (*range(10), 30, OUTSIDER)] + [person_tag(30).hex()]
    for canary in canaries:
        assert canary.removeprefix("0x").lower() not in left.lower(), canary
    for secret_text in ("of the relay's keystore", relay.account.key.hex()):
        assert secret_text not in relay.log.read_text()
    assert "Traceback" not in relay.log.read_text()


def traces(relay: Relay) -> str:
    """All that lies on the disk, but for the key and its password."""
    files = [path for path in relay.folder.rglob("*") if path.name not in ("key.json", "password")]
    assert {path.name for path in files} == {"log", "journal.json", "journal.json.lock"}
    return "\n".join(path.read_text() for path in files)


def test_whoever_chose_what_the_operators_records_are_the_same(assembly: Assembly, tmp_path: Path) -> None:
    """Two runs in which two voters change places: only hashes of transactions and what they cost differ."""
    runs = []
    for number, choices in enumerate((((0, FOR), (2, AGAINST)), ((0, AGAINST), (2, FOR)))):
        before = assembly.dao.rpc("evm_snapshot")
        with relaying(assembly.dao, tmp_path / str(number)) as relay:
            for each in choices:
                name = relay.take(assembly.secret_ballot(*each))
                relay.wait_for(name, "mined")
            under_way = relay.journal.read_text()
            for _ in range(4):
                assembly.dao.rpc("evm_mine")
            final(relay, name)
            left = under_way, relay.journal.read_text(), relay.log.read_text()
            runs.append([records(text) for text in left])
        assembly.dao.rpc("evm_revert", before)
    assert runs[0] == runs[1]


def records(text: str) -> str:
    """Without times, hashes, fees and the account, which are another in every run."""
    text = re.sub(r"0x[0-9a-f]{40,64}", "0x", text)
    text = re.sub(r'"(max_fee|tip|spent|day)": \d+', r'"\1": 0', text)
    return re.sub(r"^[\d-]+ [\d:,]+ |127\.0\.0\.1:\d+|process \[\d+\]", "", text, flags=re.MULTILINE)
