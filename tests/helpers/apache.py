"""An Apache of Debian's with mod_auth_openidc, protecting a page: configured in a folder, on a free port."""

import os
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.helpers.service import ROOT

APACHE = Path("/usr/sbin/apache2")
MODULES = Path("/usr/lib/apache2/modules")
EXAMPLE = ROOT / "examples/clients/apache.conf"
_SECONDS = 15


@contextmanager
def running_apache(port: int, **values: str) -> Iterator[Path]:
    """Runs it until the block ends. Gives the log of its errors.

    Args:
        values: what stands between @ and @ in the example.
    """
    with TemporaryDirectory(prefix="apache-") as name:  # where another user may read, if this one is root
        yield from _run(Path(name), port, values)


def _run(folder: Path, port: int, values: Mapping[str, str]) -> Iterator[Path]:
    (folder / "htdocs" / "members").mkdir(parents=True)
    (folder / "htdocs" / "index.html").write_text("for everybody")
    (folder / "htdocs" / "members" / "index.html").write_text(
        '<!--#echo var="OIDC_CLAIM_holder" --> <!--#echo var="OIDC_CLAIM_holder_kind" -->'
        ' <!--#echo var="REMOTE_USER" -->'
    )
    example = EXAMPLE.read_text()
    for name, value in values.items():
        example = example.replace(f"@{name}@", value)
    config = folder / "apache.conf"
    config.write_text(_frame(folder, port) + example)
    folder.chmod(0o755)
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [APACHE, "-X", "-f", config], stdout=log, stderr=log, env=os.environ | {"LANG": "C"}
        )
        try:
            _wait(f"http://127.0.0.1:{port}/", process, folder)
            yield folder / "error.log"
        finally:
            process.terminate()
            process.wait(timeout=10)


def _frame(folder: Path, port: int) -> str:
    names = ("mpm_event", "authz_core", "authn_core", "authz_user", "dir", "mime", "include", "filter")
    loads = [f"LoadModule {name}_module {MODULES}/mod_{name}.so" for name in names]
    return "\n".join(
        [
            *loads,
            f"LoadModule auth_openidc_module {MODULES}/mod_auth_openidc.so",
            f"ServerRoot {folder}",
            f"PidFile {folder}/pid",
            f"DefaultRuntimeDir {folder}",
            f"ErrorLog {folder}/error.log",
            "LogLevel warn",
            f"Listen 127.0.0.1:{port}",
            f"ServerName 127.0.0.1:{port}",
            f"DocumentRoot {folder}/htdocs",
            "DirectoryIndex index.html",
            *(["User www-data", "Group www-data"] if os.getuid() == 0 else []),
            "TypesConfig /etc/mime.types",
            f"<Directory {folder}/htdocs>",
            "  Options +Includes",
            "  AddOutputFilter INCLUDES .html",
            "</Directory>",
            "",
        ]
    )


def _wait(url: str, process: subprocess.Popen[bytes], folder: Path) -> None:
    give_up = time.monotonic() + _SECONDS
    while True:
        try:
            urllib.request.urlopen(url, timeout=2).close()
        except urllib.error.HTTPError:
            return
        except OSError:
            logs = "".join(path.read_text() for path in folder.glob("*log"))
            assert process.poll() is None, logs
            assert time.monotonic() < give_up, logs
            time.sleep(0.05)
        else:
            return
