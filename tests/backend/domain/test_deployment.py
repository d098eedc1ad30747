"""The deployment file: read whole or refused with a remedy."""

import json
from pathlib import Path
from typing import Any

import pytest

from lexiarch.domain.deployment import ContractName, load_deployment
from lexiarch.domain.errors import SettingsInvalid
from tests.helpers.builders import make_deployment


def written(folder: Path, change: dict[str, Any]) -> Path:
    path = folder / "1.json"
    path.write_text(json.dumps(make_deployment().model_dump(mode="json") | change))
    return path


def test_a_deployment_file_is_read_as_it_was_written(tmp_path: Path) -> None:
    deployment = load_deployment(written(tmp_path, {}))
    assert deployment == make_deployment()
    assert deployment.names[deployment.address(ContractName.GOVERNOR)] is ContractName.GOVERNOR


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"genesis_hash": "0x12"}, "genesis_hash"),
        ({"chain_id": "many"}, "chain_id"),
        ({"contracts": {}}, "lacks token, timelock"),
        ({"surprise": 1}, "surprise"),
    ],
)
def test_a_wrong_deployment_file_is_refused_with_what_is_wrong(
    tmp_path: Path, change: dict[str, Any], words: str
) -> None:
    with pytest.raises(SettingsInvalid, match=words) as refused:
        load_deployment(written(tmp_path, change))
    assert "ape run deploy" in refused.value.remedy


def test_a_missing_deployment_file_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(SettingsInvalid, match="There is no deployment file"):
        load_deployment(tmp_path / "none.json")
