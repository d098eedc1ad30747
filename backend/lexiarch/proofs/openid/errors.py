"""What the provider refuses. What websites are told are the codes of RFC 6749, 6750 and OpenID Connect."""

from lexiarch.domain.errors import InputError, LexiarchError, NotFoundError
from lexiarch.domain.texts import mark


class OpenIdOff(NotFoundError):
    def __init__(self) -> None:
        super().__init__(
            mark("No website can ask about members here."),
            mark("The service's operator turns it on with LEXIARCH_ORIGIN and LEXIARCH_CLIENTS."),
        )


class ClientUnknown(InputError):
    def __init__(self) -> None:
        super().__init__(
            mark("A website that is not known here sent you to be asked about your iD."),
            mark("Nothing was told to it. Go back, or ask the website to register with this service."),
        )


class RedirectUnregistered(InputError):
    def __init__(self, name: str) -> None:
        super().__init__(
            mark("%(name)s asked for the answer at an address that it has not registered."),
            mark("Nothing was told to anybody. Go back, or tell the website."),
            name=name,
        )


class FormStale(InputError):
    def __init__(self) -> None:
        super().__init__(
            mark("This question is too old, or was not asked of you."),
            mark("Go back to the website, and begin again there."),
        )


class RequestRefused(LexiarchError):
    """An authorization request whose client hears why, at its redirect URI.

    Args:
        error: code of RFC 6749, 4.1.2.1, or of OpenID Connect Core, 3.1.2.6.
    """

    status_code = 400

    def __init__(self, error: str, why: str) -> None:
        super().__init__(f"{error}: {why}", "The website has to ask in another way.")
        self.error = error
        self.why = why


class TokenRefused(LexiarchError):
    """A request to the token, revocation or userinfo endpoint that gets nothing.

    Args:
        error: code of RFC 6749, 5.2, or RFC 6750, 3.1.
    """

    def __init__(self, error: str, why: str, status: int = 400) -> None:
        super().__init__(f"{error}: {why}", "See docs/proofs.md.")
        self.error = error
        self.why = why
        self.status_code = status
