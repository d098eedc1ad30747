"""Requests that change something for who is signed in come from the site's own pages, or from no browser.

A browser says where a request comes from: `Sec-Fetch-Site` (Fetch Metadata), or with any POST or DELETE at
least `Origin` (RFC 6454). Programs say nothing, and hold no cookie that they do not know of.
"""

from typing import Annotated
from urllib.parse import urlsplit

from fastapi import Depends, Header

from lexiarch.api.sessions import ProofsDep
from lexiarch.proofs.errors import OriginForeign


def check_origin(
    proofs: ProofsDep,
    sec_fetch_site: Annotated[str | None, Header(include_in_schema=False)] = None,
    origin: Annotated[str | None, Header(include_in_schema=False)] = None,
) -> None:
    """Lets a request of the site's own pages pass.

    Raises:
        OriginForeign: another website sent it.
    """
    own = urlsplit(proofs.site_url)
    if sec_fetch_site not in (None, "same-origin") or origin not in (None, f"{own.scheme}://{own.netloc}"):
        raise OriginForeign


SameOrigin = Depends(check_origin)
