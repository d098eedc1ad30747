"""A full disk: what is not noted is not sent, the relay says why, and goes on when there is room again."""

import contextlib
import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.relay.conftest import Assembly
from tests.helpers.dao import FOR, eventually
from tests.helpers.relay import Relay, cheap, final, relaying

pytestmark = pytest.mark.chain


class Disk:
    """What the journal lies on. For whoever may not mount one, a folder: "full" when it is read-only."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.journal = folder / "journal.json"

    def fill(self) -> None:
        """Leaves no room."""
        self.folder.chmod(0o500)

    def empty(self) -> None:
        """There is room again."""
        self.folder.chmod(0o700)


class SmallDisk(Disk):
    """A file system of its own, and a file that takes what is free of it."""

    def fill(self) -> None:
        with (self.folder / "ballast").open("wb") as file:
            os.posix_fallocate(file.fileno(), 0, shutil.disk_usage(self.folder).free)
        assert shutil.disk_usage(self.folder).free == 0

    def empty(self) -> None:
        (self.folder / "ballast").unlink()


@contextlib.contextmanager
def some_disk(folder: Path) -> Iterator[Disk]:
    """A small file system where the tests are root's."""
    folder.mkdir()
    if os.geteuid():
        yield Disk(folder)
        return
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", folder], check=True)
    try:
        yield SmallDisk(folder)
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)


def held_up(relay: Relay) -> str:
    return str(relay.get("/api/v1/info")["held_up"])


def waits_for_room(relay: Relay) -> None:
    eventually(lambda: held_up(relay) == "JournalUnwritable", what="being held up")


def goes_on(relay: Relay) -> None:
    eventually(lambda: not held_up(relay), 40, "going on")


def test_nothing_is_sent_that_a_full_disk_kept_from_being_noted(assembly: Assembly, tmp_path: Path) -> None:
    with (
        some_disk(tmp_path / "disk") as disk,
        relaying(assembly.dao, tmp_path, journal=disk.journal) as relay,
    ):
        disk.fill()
        names = [relay.take(assembly.secret_ballot(member, FOR)) for member in (0, 1)]
        waits_for_room(relay)
        assert relay.nonce_with_pending == 0
        assert [relay.status(name)["status"] for name in names] == ["waiting", "waiting"]
        assert json.loads(disk.journal.read_text())["entries"] == []
        disk.empty()
        goes_on(relay)
        assert {relay.wait_for(name, "mined")["status"] for name in names} == {"mined"}
    assert assembly.secret_votes == [0, 2, 0]
    assert relay.log.read_text().count("held up: JournalUnwritable") == 1
    assert "Traceback" not in relay.log.read_text()


def test_a_relay_does_not_start_where_it_can_note_nothing(assembly: Assembly, tmp_path: Path) -> None:
    with (
        some_disk(tmp_path / "disk") as disk,
        relaying(assembly.dao, tmp_path, journal=disk.journal) as relay,
    ):
        relay.kill()
        disk.fill()
        with pytest.raises(AssertionError, match=r"The journal .* cannot be written: "):
            relay.start()
        disk.empty()
        relay.start()
        relay.wait_for(relay.take(assembly.secret_ballot(0, FOR)), "mined")
    assert "Traceback" not in relay.log.read_text()


def test_what_is_under_way_when_the_disk_is_full_is_settled_and_paid_for_later(
    assembly: Assembly, tmp_path: Path
) -> None:
    """And no higher fee is offered meanwhile than the journal knows of."""
    dao = assembly.dao
    with (
        some_disk(tmp_path / "disk") as disk,
        relaying(dao, tmp_path, journal=disk.journal, replace_seconds=0.5) as relay,
    ):
        dao.rpc("evm_setAutomine", False)
        name = relay.take(assembly.secret_ballot(0, FOR))
        relay.wait_for(name, "sent")
        disk.fill()
        waits_for_room(relay)
        (entry,) = json.loads(disk.journal.read_text())["entries"]
        ((waiting,),) = [list(each.values()) for each in dao.rpc("txpool_content")["pending"].values()]
        assert int(waiting["maxFeePerGas"], 16) <= entry["max_fee"]
        assert waiting["hash"] in entry["hashes"]
        cheap(dao)
        relay.kill()
        disk.empty()
        relay.start()
        eventually(lambda: cheap(dao) or not json.loads(disk.journal.read_text())["entries"], 30, "its end")
        assert 0 < relay.spent == json.loads(disk.journal.read_text())["spent"]
        again = relay.take(assembly.secret_ballot(1, FOR))
        assert final(relay, again)["status"] == "mined"
    assert (relay.nonce, assembly.secret_votes) == (2, [0, 2, 0])
