from lexiarch.store.database import Database
from tests.helpers.builders import History
from tests.helpers.client import Client


def test_a_process_is_up_before_it_is_ready(client: Client, index: Database, history: History) -> None:
    assert client.get("/health").json() == {"up": True}
    unready = client.get("/ready")
    assert (unready.status_code, unready.json()["error"]["code"]) == (503, "IndexEmpty")
    history.save(index)
    assert client.get("/ready").json() == {"ready": True, "block": 1}
