"""The description of the API is complete, and true."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from lexiarch.domain.words import HolderStatus
from tests.helpers.client import Client

Json = dict[str, Any]

OPERATION_IDS = {
    "/health": "get_health",
    "/ready": "get_readiness",
    "/metrics": "get_metrics",
    "/api/v1/status": "get_status",
    "/api/v1/overview": "get_overview",
    "/api/v1/proposals": "list_proposals",
    "/api/v1/drafts/preview": "preview_proposal",
    "/api/v1/proposals/eligibility/{address}": "get_proposer",
    "/api/v1/proposals/{id}": "get_proposal",
    "/api/v1/proposals/{id}/votes": "list_proposal_votes",
    "/api/v1/proposals/{id}/progress": "get_progress",
    "/api/v1/proposals/{id}/secret-ballots": "list_secret_ballots",
    "/api/v1/proposals/{id}/tree": "get_frozen_tree",
    "/api/v1/proposals/{id}/simulation": "get_simulation",
    "/api/v1/proposals/{id}/calendar.ics": "get_proposal_calendar",
    "/api/v1/proposals/{id}/eligibility/{address}": "get_eligibility",
    "/api/v1/proposals/{id}/nonvoters": "list_nonvoters",
    "/api/v1/participation": "list_participation",
    "/api/v1/accounts/{address}": "get_account",
    "/api/v1/accounts/{address}/open-votes": "list_open_votes",
    "/api/v1/accounts/{address}/votes": "list_account_votes",
    "/api/v1/accounts/{address}/acts": "list_account_acts",
    "/api/v1/accounts/{address}/power": "list_account_powers",
    "/api/v1/accounts/{address}/power/history": "get_account_power_history",
    "/api/v1/accounts/{address}/delegators": "list_account_delegators",
    "/api/v1/accounts/{address}/delegations": "list_account_delegations",
    "/api/v1/accounts/{address}/id": "get_member",
    "/api/v1/accounts/{address}/data": "get_account_data",
    "/api/v1/accounts/{address}/export.json": "export_account",
    "/api/v1/accounts/{address}/export/{what}.csv": "export_account_csv",
    "/api/v1/accounts/{address}/export/{what}.ndjson": "export_account_ndjson",
    "/api/v1/holders": "list_holders",
    "/api/v1/holders/{person_tag}": "get_holder",
    "/api/v1/grounds": "list_grounds",
    "/api/v1/issuers": "list_issuers",
    "/api/v1/issuers/{address}": "get_issuer",
    "/api/v1/tree": "get_tree",
    "/api/v1/tree/leaves": "get_tree_leaves",
    "/api/v1/delegates": "list_delegates",
    "/api/v1/delegates/draw": "get_draw",
    "/api/v1/feed.atom": "get_feed",
    "/api/v1/accounts/{address}/feed.atom": "get_account_feed",
    "/api/v1/accounts/{address}/reminders.atom": "get_account_reminders_feed",
    "/api/v1/accounts/{address}/reminders.ics": "get_account_reminders_calendar",
    "/api/v1/calendar.ics": "get_calendar",
    "/api/v1/export/{what}.csv": "export_csv",
    "/api/v1/export/{what}.ndjson": "export_ndjson",
    "/api/v1/events": "stream_events",
    "/api/v1/credentials": "get_credentials",
    "/api/v1/session": "get_session_state",
    "/api/v1/session/data": "get_kept_data",
}
ACTS = {
    "POST /api/v1/credentials/offers": "offer_credentials",
    "POST /api/v1/credentials/end": "end_credentials",
    "POST /api/v1/sign-in/nonce": "make_nonce",
    "POST /api/v1/sign-in": "sign_in",
    "DELETE /api/v1/session": "sign_out",
    "DELETE /api/v1/session/consents/{id}": "revoke_consent",
    "DELETE /api/v1/session/data": "erase_kept_data",
}
"""Only what is about who is signed in can be changed here."""
ASKED_WITH_A_BODY = {"/api/v1/drafts/preview"}
"""They change nothing, either."""
MEDIA = {
    "stream_events": "text/event-stream",
    "export_csv": "text/csv",
    "export_ndjson": "application/x-ndjson",
    "export_account_csv": "text/csv",
    "export_account_ndjson": "application/x-ndjson",
    "get_metrics": "text/plain",
    "get_feed": "application/atom+xml",
    "get_account_feed": "application/atom+xml",
    "get_account_reminders_feed": "application/atom+xml",
    "get_account_reminders_calendar": "text/calendar",
    "get_calendar": "text/calendar",
    "get_proposal_calendar": "text/calendar",
}
"""Of answers that are no JSON."""


@pytest.fixture
def document(client: Client) -> Json:
    answer = client.get("/api/v1/openapi.json")
    assert answer.status_code == 200
    found: Json = answer.json()
    return found


def operations(document: Json) -> Iterator[tuple[str, Json]]:
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            reads = method == ("post" if path in ASKED_WITH_A_BODY else "get")
            yield path if reads else f"{method.upper()} {path}", operation


def contents(responses: Json) -> Iterator[tuple[str, str, Json]]:
    for status, response in responses.items():
        for media, content in response.get("content", {}).items():
            yield status, media, content


def fields(document: Json) -> Iterator[tuple[str, str]]:
    """Models and their fields."""
    for model, schema in document["components"]["schemas"].items():
        for name in schema.get("properties", {}):
            yield model, name


def test_operation_ids_are_stable_and_pages_are_no_part_of_the_api(document: Json) -> None:
    assert {path: each["operationId"] for path, each in operations(document)} == OPERATION_IDS | ACTS


def test_every_operation_says_what_it_is_for(document: Json) -> None:
    tags = {tag["name"] for tag in document["tags"]}
    for path, operation in operations(document):
        assert len(operation["summary"]) > 8, path
        assert len(operation["description"]) > 30, path
        assert "Args:" not in operation["description"], path
        assert len(operation["tags"]) == 1, path
        assert set(operation["tags"]) <= tags, path


def test_every_parameter_has_a_description_and_an_example(document: Json) -> None:
    for path, operation in operations(document):
        for parameter in operation.get("parameters", []):
            where = (path, parameter["name"])
            assert parameter.get("description"), where
            assert parameter["schema"].get("examples"), where


def test_every_answer_has_a_schema_and_an_example(document: Json) -> None:
    for path, operation in operations(document):
        for status, media, content in contents(operation["responses"]):
            where = (path, status)
            assert content["schema"], where
            assert content.get("example") or content.get("examples"), where
            special = MEDIA.get(operation["operationId"]) if status == "200" else None
            assert media == (special or "application/json"), where


def test_every_error_is_the_one_envelope_and_names_its_code(document: Json) -> None:
    for path, operation in operations(document):
        errors = {status: each for status, _, each in contents(operation["responses"]) if int(status) >= 400}
        assert {"500", "503"} <= set(errors), path
        assert "422" not in errors, path
        for status, content in errors.items():
            assert content["schema"] == {"$ref": "#/components/schemas/ErrorEnvelope"}, (path, status)
            for code, example in content["examples"].items():
                assert set(example["value"]) == {"error"}
                assert set(example["value"]["error"]) == {"code", "message", "remedy"}
                assert example["value"]["error"]["code"] == code


def test_operations_with_an_id_may_not_find_it(document: Json) -> None:
    for path, operation in operations(document):
        if "{" in path:
            assert "400" in operation["responses"], path
        if "{id}" in path or "{person_tag}" in path:
            assert "404" in operation["responses"], path


def schema_of(document: Json, schema: Json) -> Json:
    while "$ref" in schema:
        schema = document["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    return schema


def check(document: Json, schema: Json, value: object) -> None:
    """As much of JSON Schema as our models use."""
    schema = schema_of(document, schema)
    if "anyOf" in schema:
        options = [schema_of(document, option) for option in schema["anyOf"]]
        schema = next(option for option in options if (option.get("type") == "null") == (value is None))
    match schema.get("type"):
        case "object":
            assert isinstance(value, dict)
            assert set(schema.get("required", [])) <= set(value)
            properties = schema.get("properties", {})
            for name, each in value.items():
                check(document, properties.get(name) or schema["additionalProperties"], each)
        case "array":
            assert isinstance(value, list)
            for each in value:
                check(document, schema["items"], each)
        case "string":
            assert isinstance(value, str)
            assert value in schema.get("enum", [value])
            assert re.fullmatch(schema.get("pattern", ".*"), value, re.DOTALL)
        case "integer":
            assert type(value) is int
            assert abs(value) < 2**53
        case "boolean":
            assert type(value) is bool
        case "null":
            assert value is None


def test_every_example_fits_its_schema(document: Json) -> None:
    checked = 0
    for _, operation in operations(document):
        for _, media, content in contents(operation["responses"]):
            examples = [each["value"] for each in content.get("examples", {}).values()]
            for example in examples or [content["example"]]:
                if media == "application/json":
                    check(document, content["schema"], example)
                    checked += 1
    assert checked > len(OPERATION_IDS)


def test_names_that_python_cannot_have_are_as_they_should_be(document: Json) -> None:
    schemas = document["components"]["schemas"]
    assert "for" in schemas["House"]["properties"]
    assert "schema" in schemas["Attestation"]["properties"]
    assert not [
        name for schema in schemas.values() for name in schema.get("properties", {}) if name.endswith("_")
    ]


def test_numbers_without_a_bound_are_strings(document: Json) -> None:
    schemas = document["components"]["schemas"]
    for model, names in {
        "House": ["for", "quorum", "electorate"],
        "Account": ["power"],
        "Vote": ["weight"],
    }.items():
        for name in names:
            assert schemas[model]["properties"][name]["type"] == "string", (model, name)


def test_only_live_and_expired_ids_can_be_listed(document: Json) -> None:
    parameters = document["paths"]["/api/v1/holders"]["get"]["parameters"]
    status = schema_of(document, next(each["schema"] for each in parameters if each["name"] == "status"))
    assert status["enum"] == [HolderStatus.LIVE, HolderStatus.EXPIRED]


@pytest.mark.parametrize("word", ["score", "rank", "rating", "tier", "trust", "reputation", "level"])
def test_nobody_is_scored_anywhere(document: Json, word: str) -> None:
    names = {
        name for schema in document["components"]["schemas"].values() for name in schema.get("properties", {})
    }
    names |= {
        each["name"] for _, operation in operations(document) for each in operation.get("parameters", [])
    }
    assert not [name for name in names if word in name.lower()]


def test_no_reason_for_an_end_is_shown_anywhere(document: Json) -> None:
    """Voters give reasons; of a case there is the salted hash that is on chain."""
    schemas = document["components"]["schemas"]
    with_reason = {
        (model, name)
        for model, schema in schemas.items()
        for name in schema.get("properties", {})
        if "reason" in name
    }
    assert with_reason == {
        ("Vote", "reason"),
        ("PendingCase", "reason_commitment"),
        ("HouseEligibility", "reasons"),  # why a ballot would not count
        ("Proposer", "reasons"),  # why an account cannot propose
    }
