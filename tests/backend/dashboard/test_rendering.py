import pytest

from lexiarch.dashboard.rendering import browser_config, has_demo_wallet, response_headers
from lexiarch.domain.deployment import ContractName, Deployment
from lexiarch.settings import Settings
from lexiarch.views.text import address_text

DEMO = Settings(demo_wallet=True, rpc_url="http://127.0.0.1:9999")


def policy(deployment: Deployment, settings: Settings) -> str:
    return response_headers(deployment, settings)["Content-Security-Policy"]


def test_the_browser_speaks_to_nobody_but_us(deployment: Deployment) -> None:
    assert "connect-src 'self';" in policy(deployment, Settings())


def test_the_demo_s_wallet_may_speak_to_the_local_node(deployment: Deployment) -> None:
    assert "connect-src 'self' http://127.0.0.1:9999;" in policy(deployment, DEMO)


@pytest.mark.parametrize(("chain_id", "offered"), [(31337, True), (1, False), (11_155_111, False)])
def test_the_demo_s_wallet_is_offered_on_no_real_chain(
    chain_id: int, offered: bool, deployment: Deployment
) -> None:
    elsewhere = deployment.model_copy(update={"chain_id": chain_id})
    assert has_demo_wallet(elsewhere, DEMO) is offered
    assert browser_config(elsewhere, DEMO)["demoWallet"] is offered


def test_wallets_are_told_the_public_node_and_the_contracts(deployment: Deployment) -> None:
    config = browser_config(
        deployment, Settings(public_rpc_url="https://node.example", rpc_url="http://inside")
    )
    assert config["rpcUrl"] == "https://node.example"
    contracts = config["contracts"]
    assert isinstance(contracts, dict)
    assert contracts["governor"] == address_text(deployment.address(ContractName.GOVERNOR))
