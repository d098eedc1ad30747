"""An anonymous proof of membership in place of a session: nobody learns who it is, the provider neither."""

import hmac
import secrets
from typing import Final, NamedTuple

from lexiarch.domain.chain import Hash32
from lexiarch.proofs.anonymous import AnonymousProofs, Proof, Request
from lexiarch.proofs.openid.authentication import Persons
from lexiarch.proofs.openid.authorize import Question
from lexiarch.proofs.openid.errors import FormStale
from lexiarch.proofs.openid.parts import Parts
from lexiarch.proofs.openid.seals import Seals
from lexiarch.proofs.openid.visitors import Visitor
from lexiarch.proofs.sessions import digest_of

PURPOSE: Final = "sign-in"
"""Of all sign-ins, and never another: the person's number at a website would be another, too."""


class Wanted(NamedTuple):
    """What a page has to have proven for a question."""

    asked: Request
    form: str
    """What the form has to bring along: the challenge was made here, for this question."""


class Unnamed:
    """Verifies the proofs with which questions of websites are answered."""

    def __init__(self, parts: Parts, proofs: AnonymousProofs) -> None:
        self._parts = parts
        self._proofs = proofs
        self._seals = Seals(parts.keys.secret, "proof")

    def want(self, question: Question) -> Wanted:
        """A new challenge. Nothing is kept of it until it is answered."""
        challenge = Hash32(secrets.token_bytes(32))
        return Wanted(_asked(question, challenge), self._tag(question, challenge))

    def verify(self, question: Question, challenge: bytes, form: str, proof: Proof) -> Visitor:
        """Who has answered: nobody that is known, but the same for the same websites.

        Raises:
            FormStale: the challenge is not the question's.
            ProofInvalid, TreeMoved, TreeUnsettled, IndexEmpty, ChainError: see {AnonymousProofs.verify}.
        """
        if not hmac.compare_digest(form.encode(), self._tag(question, challenge).encode()):
            raise FormStale
        nullifier = self._proofs.verify(_asked(question, Hash32(challenge)), proof)
        who = Persons.of_proof(nullifier, proof.root)
        return Visitor(self._parts.now, 0, digest_of(challenge.hex()), None, who)

    def _tag(self, question: Question, challenge: bytes) -> str:
        return self._seals.tag(f"{challenge.hex()}.{question.sealed}")


def _asked(question: Question, challenge: Hash32) -> Request:
    """By the sector, which is what `sub` is the same in. We say it, and the website cannot."""
    return Request(question.request.asked.client.sector_identifier, PURPOSE, challenge)
