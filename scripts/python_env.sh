#!/bin/sh
# Bring .venv to exactly what uv.lock says:  scripts/python_env.sh <python> <uv version>
# The lock names versions and hashes; the files come from whatever package index pip uses on this machine.
set -eu
python="$1"
uv_version="$2"
export UV_PYTHON_DOWNLOADS=never
export PIP_DISABLE_PIP_VERSION_CHECK=1

[ -x .tools/bin/pip ] || "$python" -m venv .tools
.tools/bin/uv --version 2>/dev/null | grep -qF "uv $uv_version" || .tools/bin/pip install --quiet "uv==$uv_version"

# pip's own settings are the only ones a machine is sure to have, so uv is told the same.
# `pip config get` fails for what is not set, and that is no fault: hence `|| true`.
index="${PIP_INDEX_URL:-$(.tools/bin/pip config get global.index-url 2>/dev/null || true)}"
certificates="${PIP_CERT:-$(.tools/bin/pip config get global.cert 2>/dev/null || true)}"
[ -z "$index" ] || export UV_DEFAULT_INDEX="${UV_DEFAULT_INDEX:-$index}"
[ -z "$certificates" ] || export SSL_CERT_FILE="${SSL_CERT_FILE:-$certificates}"

[ -x .venv/bin/python ] || .tools/bin/uv venv --quiet --clear --python "$python" .venv
locked=.tools/locked-requirements.txt
.tools/bin/uv export --quiet --frozen --no-emit-project --no-header --no-annotate --output-file "$locked"
if ! .tools/bin/uv pip sync --quiet --python .venv/bin/python --require-hashes "$locked"; then
  echo "uv could not reach the packages; pip tries the same versions and hashes (about a minute)" >&2
  .tools/bin/pip --python .venv/bin/python install --quiet --require-hashes --requirement "$locked"
fi
.tools/bin/uv pip install --quiet --offline --python .venv/bin/python --no-deps --editable .
