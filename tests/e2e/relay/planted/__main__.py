"""`lexiarch` with the fault that the environment names: python -m tests.e2e.relay.planted relay …"""

import os

from lexiarch.cli import main
from tests.e2e.relay.planted.faults import FAULTS
from tests.helpers.relay import PLANTED

FAULTS[os.environ[PLANTED]].plant()
main()
