"""Pages of an application in this process, without a server."""

import httpx
from fastapi import FastAPI

from tests.helpers.client import Client


def get(app: FastAPI, path: str, accept: str = "text/html") -> httpx.Response:
    """The answer to GET; redirects are not followed."""
    return Client(app).get(path, headers={"accept": accept})
