"""nginx before a service, with the block that a manual prints: only names, ports, certificates differ."""

import contextlib
import os
import re
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import httpx

from tests.helpers.dao import eventually
from tests.helpers.service import free_port

DOCS = Path(__file__).resolve().parents[2] / "docs"
NGINX = "/usr/sbin/nginx"
_AROUND = """\
{user}daemon off;
pid {folder}/pid;
error_log {folder}/main-error.log info;
events {{ worker_connections 512; }}
http {{
    access_log {folder}/main-access.log;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxied;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
{block}
}}
"""


@dataclass
class Proxy:
    """A running nginx."""

    url: str
    folder: Path
    """All that it writes is in here: what the block does not silence, in main-access.log, main-error.log."""

    def visit(self, host: str) -> httpx.Client:
        """A visitor at an address of this machine, such as 127.0.1.1."""
        transport = httpx.HTTPTransport(verify=False, local_address=host)
        return httpx.Client(base_url=self.url, transport=transport, timeout=30)

    def written(self) -> str:
        """All that lies in its folder, but for its settings and certificates."""
        own = {"nginx.conf", "key.pem", "certificate.pem"}
        files = [path for path in self.folder.rglob("*") if path.is_file() and path.name not in own]
        return "\n".join(path.read_text(errors="replace") for path in files)


def documented(page: str) -> str:
    """The block for nginx of a page under docs/."""
    return (DOCS / page).read_text().split("```nginx\n", 1)[1].split("```", 1)[0]


@contextlib.contextmanager
def proxying(page: str, folder: Path, upstreams: Mapping[str, str]) -> Iterator[Proxy]:
    """Runs nginx as a page says.

    Args:
        page: under docs/.
        upstreams: what stands in the block for a service, and where it is instead.
    """
    folder.mkdir(parents=True)
    port = free_port()
    block = documented(page)
    for name, address in upstreams.items():
        assert name in block, name
        block = block.replace(name, address)
    certificate, key = _certify(folder)
    block, count = re.subn(r"listen 443 ssl;", f"listen 127.0.0.1:{port} ssl;", block)
    assert count == 1, "the page has another block"
    block = re.sub(r"/etc/letsencrypt/\S+/fullchain\.pem", str(certificate), block)
    block = re.sub(r"/etc/letsencrypt/\S+/privkey\.pem", str(key), block)
    assert "letsencrypt" not in block
    config = folder / "nginx.conf"
    user = "" if os.geteuid() else "user root;\n"
    config.write_text(_AROUND.format(folder=folder, block=block, user=user))
    with (folder / "said").open("wb") as said:
        process = subprocess.Popen([NGINX, "-p", folder, "-c", config], stdout=said, stderr=said)
    proxy = Proxy(f"https://127.0.0.1:{port}", folder)
    try:
        eventually(lambda: process.poll() is not None or _answers(proxy), 15, "nginx")
        assert process.poll() is None, (folder / "said").read_text()
        yield proxy
    finally:
        process.terminate()
        process.wait(10)


def _certify(folder: Path) -> tuple[Path, Path]:
    certificate, key = folder / "certificate.pem", folder / "key.pem"
    command = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]
    subject = ["-days", "2", "-subj", "/CN=127.0.0.1", "-keyout", key, "-out", certificate]
    subprocess.run([*command, *subject], check=True, capture_output=True)
    return certificate, key


def _answers(proxy: Proxy) -> bool:
    try:
        with proxy.visit("127.0.0.1") as visitor:
            return visitor.get("/health").status_code < 600
    except httpx.HTTPError:
        return False
