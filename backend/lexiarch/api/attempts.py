"""How often one client may try to sign in: reading a message and asking a node cost more than pages do."""

import math
from typing import Final

from fastapi import Depends, Request

from lexiarch.web.errors import TooManyRequests
from lexiarch.web.rate import Buckets, client_key

ATTEMPTS_PER_SECOND: Final = 2.5
"""In the long run; ten at once."""


def check_attempts(request: Request) -> None:
    """Counts an attempt. The application's state holds `attempts`, None for any number.

    Raises:
        TooManyRequests: the client tries too often.
    """
    buckets: Buckets | None = request.app.state.attempts
    if buckets is not None and request.client and (wait := buckets.take(client_key(request.client.host))):
        raise TooManyRequests(math.ceil(wait))


Counted = Depends(check_attempts)
