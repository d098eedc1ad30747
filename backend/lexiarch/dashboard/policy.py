"""The Content Security Policy: what a browser does for us, and refuses to everybody else."""

from urllib.parse import urlsplit

TRUSTED_TYPES = "lexiarch-htmx lexiarch-prover"
"""What may make elements of text (assets/htmx/trusted.ts), and a worker (assets/secret/worker.ts)."""


def content_security_policy(*connect_to: str, form_to: str = "") -> str:
    """Nothing runs, loads or frames but what is ours, and no text becomes elements or code.

    Args:
        connect_to: addresses of other servers that scripts may speak to.
        form_to: address that the answer to a form may lead on to, beside our own.
    """
    others = map(urlsplit, connect_to)
    also = "".join(f" {other.scheme}://{other.netloc}" for other in others)
    form = urlsplit(form_to)
    onward = f" {form.scheme}:" + (f"//{form.netloc}" if form.netloc else "") if form_to else ""
    return (
        f"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
        f"connect-src 'self'{also}; form-action 'self'{onward}; base-uri 'none'; frame-ancestors 'none'; "
        f"require-trusted-types-for 'script'; trusted-types {TRUSTED_TYPES}"
    )
