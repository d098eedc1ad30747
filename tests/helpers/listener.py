"""A listener of the event stream that reconnects for ever, as a browser's EventSource does."""

import time
from threading import Event, Thread

import httpx


class Listener:
    """Notes the id of every change it is told of, in a thread of its own; begins with the first change.

    Attributes:
        heard: the ids, in the order in which they came.
        connections: how often it connected.
        complaints: events that it should never hear, such as that the index was built anew.
    """

    def __init__(self, url: str) -> None:
        self.heard: list[int] = []
        self.connections = 0
        self.complaints: list[str] = []
        self._url = url
        self._last_id = "0"
        self._stop = Event()
        self._thread = Thread(target=self._run, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        self._stop.set()
        self._thread.join(20)
        assert not self._thread.is_alive()

    def _run(self) -> None:
        while not self._stop.is_set():
            try:
                self._listen()
            except httpx.HTTPError:
                time.sleep(0.2)

    def _listen(self) -> None:
        headers = {"Last-Event-ID": self._last_id}
        url = f"{self._url}/api/v1/events"
        with httpx.stream("GET", url, headers=headers, timeout=httpx.Timeout(5, read=17)) as answer:
            answer.raise_for_status()
            self.connections += 1
            event = ""
            for line in answer.iter_lines():
                name, _, value = line.partition(": ")
                if name == "id":
                    self._last_id = value
                elif name == "event":
                    event = value
                elif name == "data":
                    self.heard.append(int(self._last_id))
                    if event == "reorg":
                        self.complaints.append(value)
                if self._stop.is_set():
                    return
