"""Every attack vector of the reference data goes through: no exception but the typed refusals, and nothing left to remove."""

import json

import pytest

from newsclean import Cleaner, RefusedError


@pytest.mark.parametrize("name", ["vectors-dev.jsonl", "md-dev.jsonl"])
@pytest.mark.parametrize(
    "cleaner",
    [
        pytest.param(Cleaner(verify="bleach"), id="bleach"),
        pytest.param(Cleaner(to="markdown", verify="bleach", steps=()), id="markdown without steps"),
    ],
)
def test_a_second_sanitizer_finds_nothing(shared, name, cleaner):
    refused = []
    for line in (shared / "security" / name).read_text("utf-8").splitlines():
        vector = json.loads(line)
        try:
            cleaner.clean(vector.get("html") or vector["md"])
        except RefusedError as error:
            refused.append((error.rule, vector["id"]))
    assert {rule for rule, _ in refused} <= {"depth", "attributes"}
    assert len(refused) <= 4
