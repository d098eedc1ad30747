import time

import pytest

from lexiarch.domain.words import Change
from lexiarch.store.database import Database
from lexiarch.store.meta import Contact, EtherAt, save_comparison, save_contact, save_ether
from lexiarch.views.version import build_version
from tests.helpers.builders import History, tell


def versions(database: Database) -> tuple[str, str]:
    """Of answers from the chain alone, and of those that say how fresh they are."""
    with database.read() as reader:
        return build_version(reader, with_status=False), build_version(reader, with_status=True)


def test_the_same_state_is_the_same_version(index: Database, history: History) -> None:
    empty = versions(index)
    assert versions(index) == empty
    history.save(index)
    assert versions(index) == versions(index) != empty


def test_a_change_or_a_block_is_another_version(index: Database, history: History) -> None:
    history.save(index)
    seen = {*versions(index)}
    tell(index, Change.VOTE, "7")
    seen |= {*versions(index)}
    history.at(1).save(index)
    seen |= {*versions(index)}
    assert len(seen) == 6


def test_freshness_is_another_version_only_of_what_tells_of_it(
    index: Database, history: History, monkeypatch: pytest.MonkeyPatch
) -> None:
    history.save(index)
    seen = [versions(index)]
    with index.write() as writer:
        save_comparison(writer, 1, [])
    seen.append(versions(index))
    with index.write() as writer:
        save_ether(writer, EtherAt(5, 1))
    seen.append(versions(index))
    now = int(time.time())
    with index.write() as writer:
        save_contact(writer, Contact(now, None))
    seen.append(versions(index))
    monkeypatch.setattr(time, "time", lambda: now + 61.0)
    seen.append(versions(index))
    assert len({data for data, _ in seen}) == 1
    assert len({status for _, status in seen}) == 5
