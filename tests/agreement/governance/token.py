"""The token: balances, and votes that are delegated before they count."""

from dataclasses import dataclass, field

from tests.agreement.basics import Trace, require

UNIT = 10**18
SUPPLY = 1_000_000 * UNIT


@dataclass
class Token:
    balances: dict[int, int] = field(default_factory=dict)
    delegates: dict[int, int] = field(default_factory=dict)
    votes: dict[int, Trace] = field(default_factory=dict)

    def transfer(self, now: int, sender: int, to: int, amount: int) -> None:
        require(self.balances.get(sender, 0) >= amount)
        self.balances[sender] = self.balances.get(sender, 0) - amount
        self.balances[to] = self.balances.get(to, 0) + amount
        self._move(now, self.delegates.get(sender), self.delegates.get(to), amount)

    def delegate(self, now: int, account: int, to: int) -> None:
        before, self.delegates[account] = self.delegates.get(account), to
        self._move(now, before, to, self.balances.get(account, 0))

    def votes_at(self, account: int, time: int) -> int:
        return self.votes[account].at(time) if account in self.votes else 0

    def _move(self, now: int, loser: int | None, winner: int | None, amount: int) -> None:
        if loser == winner:
            return
        for account, change in ((loser, -amount), (winner, amount)):
            if account is not None:
                trace = self.votes.setdefault(account, Trace())
                trace.set(now, trace.at(now) + change)
