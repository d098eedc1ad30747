#!/bin/sh
# Check what only the machine can supply, and print the path of the Python to use.
# Everything else is installed into this folder by `make setup`. With `tests`: check what only the tests need;
# with `faults`: what only `make audit-index` needs.

need() {
  echo "error: $1" >&2
  exit 1
}

need_postgresql() {
  command -v initdb >/dev/null || ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 ||
    need "the tests need PostgreSQL's server programs: apt-get install postgresql"
}

if [ "$1" = faults ]; then
  [ "$(id -u)" = 0 ] || need "a small disk must be mounted, and filled: run make audit-index as root"
  command -v strace >/dev/null || need "strace is missing: apt-get install strace"
  need_postgresql
  exit 0
fi

if [ "$1" = tests ]; then
  [ -x /usr/bin/chromium ] || need "the tests need /usr/bin/chromium: apt-get install chromium"
  [ -x /usr/sbin/nginx ] || need "the tests need /usr/sbin/nginx: apt-get install nginx-light"
  command -v openssl >/dev/null || need "openssl is missing: apt-get install openssl"
  need_postgresql
  [ -e /usr/lib/apache2/modules/mod_auth_openidc.so ] && [ -x /usr/sbin/apache2 ] ||
    need "the tests need Apache with OpenID Connect: apt-get install apache2 libapache2-mod-auth-openidc"
  exit 0
fi

command -v git >/dev/null || need "git is missing: install git"
command -v node >/dev/null || need "Node.js is missing: install Node.js 20 or newer, with npm"
command -v npm >/dev/null || need "npm is missing: install npm (it belongs to Node.js)"
node_version="$(node --version 2>/dev/null)"
node_major="${node_version#v}"
[ "${node_major%%.*}" -ge 20 ] 2>/dev/null || need "Node.js 20 or newer is needed, this is $node_version: install Node.js 20"

for name in ${PYTHON:-python3.12 python3.11 python3}; do
  python="$("$name" -c 'import sys; print(sys.executable) if (3, 11) <= sys.version_info[:2] <= (3, 12) else sys.exit(1)' 2>/dev/null)" || continue
  "$python" -c 'import venv, ensurepip' 2>/dev/null && echo "$python" && exit 0
  without_venv="$python"
done
[ -z "$without_venv" ] || need "$without_venv has no venv module: install it (Debian and Ubuntu: apt-get install python3-venv)"
need "Python 3.11 or 3.12 is missing: install python3.11 or python3.12, with its venv module"
