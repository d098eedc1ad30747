"""What every part of the law rests on: time, refusal, and values that remember their past."""

from dataclasses import dataclass, field

DAY = 86_400
DAO = 7  # the account of the timelock, by which the DAO acts


class Refused(Exception):
    """The contract reverts."""


def require(condition: bool) -> None:
    if not condition:
        raise Refused


@dataclass
class Stretch:
    """Seconds since 1970, `since <= t < until`."""

    since: int
    until: int

    def covers(self, time: int) -> bool:
        return self.since <= time < self.until


@dataclass
class Trace:
    """A number and its past."""

    points: list[tuple[int, int]] = field(default_factory=list)

    def set(self, now: int, value: int) -> None:
        self.points.append((now, value))

    def at(self, time: int) -> int:
        return next((value for when, value in reversed(self.points) if when <= time), 0)
