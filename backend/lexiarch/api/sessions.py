"""Who asks: the session that a cookie names. For the JSON routes and the pages alike."""

from typing import Annotated, Final

from fastapi import Depends, Request, Response

from lexiarch.domain.errors import SignInNeeded, SignInOff
from lexiarch.proofs.parts import Proofs
from lexiarch.proofs.sessions import SESSION_SECONDS, Session

COOKIE: Final = "__Host-lexiarch"
"""Of a host, for its DAO at the root; that of a DAO under a path has the path's name behind it."""


def get_proofs(request: Request) -> Proofs:
    """What `create_app` put into the application's state.

    Raises:
        SignInOff: the operator has not said where the site is.
    """
    proofs: Proofs | None = request.app.state.proofs
    if proofs is None:
        raise SignInOff
    return proofs


ProofsDep = Annotated[Proofs, Depends(get_proofs)]


def session_token(request: Request, proofs: Proofs) -> str | None:
    """What the cookie holds; None without one."""
    return request.cookies.get(cookie_name(proofs))


def get_session(request: Request, proofs: ProofsDep) -> Session | None:
    """The session of a request; None when nobody is signed in."""
    token = session_token(request, proofs)
    return proofs.sessions.find(token) if token else None


def need_session(session: Annotated[Session | None, Depends(get_session)]) -> Session:
    """The session of a request.

    Raises:
        SignInNeeded: nobody is signed in.
    """
    if session is None:
        raise SignInNeeded
    return session


MaybeSession = Annotated[Session | None, Depends(get_session)]
SignedIn = Annotated[Session, Depends(need_session)]


def cookie_name(proofs: Proofs) -> str:
    """Cookies of a host go to all its DAOs, so each DAO's has a name of its own."""
    path = proofs.site_url.split("://", 1)[-1].partition("/")[2]
    return f"{COOKIE}-{path.replace('/', '-')}" if path else COOKIE


def set_cookie(response: Response, proofs: Proofs, token: str) -> None:
    """Lets the browser keep a session's token: for this host only, out of scripts' reach."""
    response.set_cookie(
        cookie_name(proofs),
        token,
        max_age=SESSION_SECONDS,
        path="/",
        secure=True,
        httponly=True,
        samesite="lax",
    )


def delete_cookie(response: Response, proofs: Proofs) -> None:
    """Lets the browser forget it."""
    response.delete_cookie(cookie_name(proofs), path="/", secure=True, httponly=True, samesite="lax")
