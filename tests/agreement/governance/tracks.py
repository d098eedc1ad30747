"""Tracks: which houses decide follows from what a proposal calls."""

from dataclasses import dataclass, replace

from tests.agreement.basics import DAO, require

MAX_QUORUM = 50


@dataclass(frozen=True)
class Track:
    token_house: bool
    holder_house: bool
    token_quorum: int = 0  # least quorum in percent; 0: the governor's own
    holder_quorum: int = 0
    secret: bool = False

    def union(self, other: "Track") -> "Track":
        return Track(
            self.token_house or other.token_house,
            self.holder_house or other.holder_house,
            max(self.token_quorum, other.token_quorum),
            max(self.holder_quorum, other.holder_quorum),
            self.secret or other.secret,
        )


BOTH_HOUSES, MEMBERSHIP, SECRET, TREASURY = range(4)


@dataclass
class Tracks:
    tracks: list[Track]

    def set(self, caller: int, number: int, token_quorum: int, holder_quorum: int, secret: bool) -> None:
        """For proposals made from now on. Which houses a track asks never changes, nor does track 0."""
        require(caller == DAO)
        require(0 < number < len(self.tracks))
        old = self.tracks[number]
        require(token_quorum <= (MAX_QUORUM if old.token_house else 0))
        require(holder_quorum <= (MAX_QUORUM if old.holder_house else 0))
        require(old.holder_house or not secret)
        terms = {"token_quorum": token_quorum, "holder_quorum": holder_quorum, "secret": secret}
        self.tracks[number] = replace(old, **terms)
