"""Puts what was disclosed into its places (RFC 9901, 7.1, step 3 to 5)."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from lexiarch.sdjwt.disclosures import DOTS, SD, SD_ALG, Disclosure, Hash
from lexiarch.sdjwt.errors import Flaw, TokenRefused

_MAX_DEPTH: Final = 16


def disclose(claims: Mapping[str, Any], disclosures: Sequence[Disclosure], digest: Hash) -> dict[str, Any]:
    """The claims, with those that were disclosed, without digests.

    Raises:
        TokenRefused: a disclosure is given twice, or fits no digest; a digest stands in two places; a name is
            taken twice, or is one that only digests have.
    """
    by_digest = {digest(each.text): each for each in disclosures}
    if len(by_digest) < len(disclosures):
        raise TokenRefused(Flaw.DISCLOSURE, "something is disclosed twice")
    placing = _Placing(by_digest)
    result = placing.of_object({name: value for name, value in claims.items() if name != SD_ALG}, 0)
    if placing.unused:
        raise TokenRefused(Flaw.DISCLOSURE, "something is disclosed that was not signed")
    return result


class _Placing:
    """One pass over a token's claims."""

    def __init__(self, by_digest: Mapping[str, Disclosure]) -> None:
        self._by_digest = by_digest
        self._seen = set[str]()

    @property
    def unused(self) -> set[str]:
        return set(self._by_digest) - self._seen

    def of_object(self, members: Mapping[str, Any], depth: int) -> dict[str, Any]:
        if depth > _MAX_DEPTH:
            raise TokenRefused(Flaw.MALFORMED, "its claims are nested too deeply")
        if DOTS in members:
            raise TokenRefused(Flaw.DISCLOSURE, "a claim has a name that only digests have")
        plain = {name: self._of_value(value, depth) for name, value in members.items() if name != SD}
        for found in self._found(members.get(SD, [])):
            if found.name is None:
                raise TokenRefused(Flaw.DISCLOSURE, "an element of an array is disclosed as a claim")
            if found.name in plain:
                raise TokenRefused(Flaw.DISCLOSURE, "a claim is said twice")
            plain[found.name] = self._of_value(found.value, depth)
        return plain

    def _found(self, digests: object) -> list[Disclosure]:
        if not isinstance(digests, list):
            raise TokenRefused(Flaw.DISCLOSURE, "its digests are no list")
        return [found for each in digests if (found := self._take(each))]

    def _take(self, digest: object) -> Disclosure | None:
        if not isinstance(digest, str):
            raise TokenRefused(Flaw.DISCLOSURE, "a digest is no text")
        if digest in self._seen:
            raise TokenRefused(Flaw.DISCLOSURE, "a digest stands in two places")
        self._seen.add(digest)
        return self._by_digest.get(digest)

    def _of_value(self, value: object, depth: int) -> Any:
        if isinstance(value, dict):
            return self.of_object(value, depth + 1)
        if isinstance(value, list):
            return [kept for each in value for kept in self._of_element(each, depth + 1)]
        return value

    def _of_element(self, element: object, depth: int) -> list[Any]:
        """The element in a list; an empty one when it is not disclosed."""
        if depth > _MAX_DEPTH:
            raise TokenRefused(Flaw.MALFORMED, "its claims are nested too deeply")
        if not isinstance(element, dict) or DOTS not in element:
            return [self._of_value(element, depth)]
        if len(element) > 1:
            raise TokenRefused(Flaw.DISCLOSURE, "a digest of an element stands beside something else")
        found = self._take(element[DOTS])
        if found is None:
            return []
        if found.name is not None:
            raise TokenRefused(Flaw.DISCLOSURE, "a claim is disclosed as an element of an array")
        return [self._of_value(found.value, depth)]
