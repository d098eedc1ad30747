"""What a proposal would do, as a node finds: a part of its page that is fetched by itself."""

import logging
from collections.abc import Mapping

from lexiarch.dashboard.language import gettext
from lexiarch.domain.deployment import Deployment
from lexiarch.domain.errors import ChainError, SimulationsBusy
from lexiarch.store.database import Reader
from lexiarch.views import build_proposal
from lexiarch.views.simulation import Execution, Simulator, build_execution
from lexiarch.views.simulation_models import Simulation
from lexiarch.views.text import parse_uint_id

_LOG = logging.getLogger(__name__)


def build_context(reader: Reader, deployment: Deployment, proposal_id: str) -> dict[str, object]:
    """The proposal, and what is to be tried. Raises IdInvalid or ProposalNotFound."""
    number = parse_uint_id(proposal_id)
    return {
        "page": "proposals",
        "proposal": build_proposal(reader, deployment, number),
        "execution": build_execution(reader, deployment, number),
    }


def finish_context(context: Mapping[str, object], simulator: Simulator | None) -> dict[str, object]:
    """Adds what the node finds; says why, when it cannot be asked: the page has all the rest."""
    execution = context["execution"]
    assert isinstance(execution, Execution)
    found, trouble = _simulate(execution, simulator)
    return {**context, "simulation": found, "trouble": trouble}


def _simulate(execution: Execution, simulator: Simulator | None) -> tuple[Simulation | None, str]:
    if simulator is None:
        return None, gettext("This server has no node to try it on.")
    try:
        return simulator.simulate(execution), ""
    except SimulationsBusy:
        return None, gettext("The node is trying other proposals. Ask again in a few seconds.")
    except ChainError as error:
        _LOG.warning("a proposal could not be tried: %s", error)
        return None, gettext("The node does not answer at the moment, so it cannot be tried.")
