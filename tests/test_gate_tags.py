"""One start tag through the gate."""

import pytest

from newsclean.gate.presets import ARTICLE
from newsclean.gate.tags import checked_tag


@pytest.mark.parametrize(
    ("source", "name", "attributes"),
    [
        ('<a href="https://example.org/" onclick="x">', "a", {"href": "https://example.org/"}),
        ('<td colspan="2" onclick="x">', "td", {"colspan": "2"}),
        ('<li value="3">', "li", {"value": "3"}),
        ("<strong>", "strong", {}),
    ],
)
def test_what_is_kept_of_a_tag(source, name, attributes):
    element, _ = checked_tag(source, name, ARTICLE)
    assert element is not None
    assert (element.tag, dict(element.attributes)) == (name, attributes)


@pytest.mark.parametrize(
    ("source", "name"), [('<img src="javascript:x">', "img"), ("<form>", "form"), ("<script>", "script"), ("text", "p")]
)
def test_a_tag_that_may_not_leave(source, name):
    assert checked_tag(source, name, ARTICLE)[0] is None
