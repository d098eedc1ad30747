"""The Content Security Policy: what a browser does for us, and refuses to everybody else."""

from urllib.parse import urlsplit

TRUSTED_TYPES = "lexiarch-htmx"
"""The only policy that may make elements of text: that of htmx, see assets/htmx/trusted.ts."""


def content_security_policy(connect_to: str = "") -> str:
    """Nothing runs, loads or frames but what is ours, and no text becomes elements or code.

    Args:
        connect_to: address of one more server that scripts may speak to.
    """
    node = urlsplit(connect_to)
    also = f" {node.scheme}://{node.netloc}" if connect_to else ""
    return (
        f"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
        f"connect-src 'self'{also}; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
        f"require-trusted-types-for 'script'; trusted-types {TRUSTED_TYPES}"
    )
