"""Ends grants, and notes that their websites have to be told."""

import secrets
from collections.abc import Sequence

from lexiarch.domain.chain import Address, Hash32
from lexiarch.proofs.openid.parts import Parts
from lexiarch.store.database import Writer
from lexiarch.store.private.openid_grants import (
    GrantRow,
    delete_grant,
    detach_grant,
    load_grants_by_handle,
    load_grants_of,
)
from lexiarch.store.private.openid_notices import NoticeRow, save_notice


class Endings:
    """Each end is noted once, whoever comes first, in the transaction that ends the grant."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def end(self, writer: Writer, grant: GrantRow) -> None:
        """Ends a grant with its codes and tokens."""
        if delete_grant(writer, grant.id):
            self._tell(writer, grant)

    def sign_out(self, writer: Writer, grant: GrantRow) -> None:
        """Parts a grant from its session; its website hears of it, and may still ask."""
        if detach_grant(writer, grant.id):
            self._tell(writer, grant)

    def on_revoked(self, writer: Writer, person_tag: Hash32, client_id: str) -> None:
        """Ends what a consent allowed, see OnRevoked."""
        for grant in load_grants_of(writer, person_tag, client_id):
            self.end(writer, grant)

    def on_erased(self, writer: Writer, account: Address, person_tags: Sequence[Hash32]) -> None:
        """Ends all grants of a member, see OnErased."""
        grants = [grant for tag in person_tags for grant in load_grants_of(writer, tag)]
        for grant in [*grants, *load_grants_by_handle(writer, account)]:
            self.end(writer, grant)

    def _tell(self, writer: Writer, grant: GrantRow) -> None:
        if grant.is_anonymous:  # some person left the tree: whoever it is of may be in it still
            return
        client = self._parts.clients.get(grant.client_id)
        if client and client.backchannel_logout_uri and grant.told:
            subject = self._parts.subject(client, grant.means, grant.seed)
            notice_id = secrets.token_urlsafe(16)
            save_notice(writer, NoticeRow(notice_id, client.id, subject, grant.id, 0, self._parts.now))
