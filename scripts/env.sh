# Source this file to use `ape` and `anvil` of this repository in your own shell:  . scripts/env.sh
# The values come from scripts/node_tools.py, which the Makefile and the tests use as well.
_lexiarch_root="$(cd "$(dirname "${BASH_SOURCE:-$PWD/scripts/env.sh}")/.." && pwd)"
eval "$(python3 "$_lexiarch_root/scripts/node_tools.py" --exports || echo false)"
