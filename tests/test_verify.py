"""The second opinion: it finds what should not be there, and nothing else."""

import sys

import pytest

from newsclean import ARTICLE, OptionError, RefusedError, clean
from newsclean.gate.verify import finding, verify

VERIFIERS = ["bleach", "nh3"]


@pytest.mark.parametrize("verifier", VERIFIERS)
@pytest.mark.parametrize(
    "fragment",
    [
        "<p>a<script>alert(1)</script></p>",
        "<p onclick='x()'>a</p>",
        "<p style='color:red'>a</p>",
        "<a href='javascript:alert(1)'>a</a>",
        "<a href=' &#1;javascript:alert(1)'>a</a>",
        "<img src='x' onerror='alert(1)'>",
        "<iframe src='https://example.com'></iframe>",
        "<svg><a>x</a></svg>",
        "<p>a<!-- b --></p><form>c</form>",
        "<p>a</p><b>b</b>",
    ],
)
def test_it_finds_what_is_off_the_policy(fragment, verifier):
    assert finding(fragment, ARTICLE, verifier) is not None
    with pytest.raises(RefusedError, match=f"{verifier} would change") as caught:
        verify(fragment, ARTICLE, verifier)
    assert caught.value.rule == "verify"


@pytest.mark.parametrize("verifier", VERIFIERS)
@pytest.mark.parametrize(
    "fragment",
    [
        "",
        "text &amp; more &lt;script&gt; &nbsp;&quot;",
        "<p>a<br>b</p>\n<hr>\n",
        "<table>\n<tr>\n<td>a</td>\n</tr>\n</table>",
        "<table><thead><tr><th scope='col'>a</th></tr></thead><tbody><tr><td>b</td></tr></tbody></table>",
        "<ul>\n<li>a</li>\n<li>\nb\n<ol>\n<li>c</li>\n</ol>\n</li>\n</ul>",
        "<video src='/v.mp4' controls></video>",
        "<details open>\n<summary>a</summary>\n<p>b</p>\n</details>",
        "<a href='mailto:a@example.com' title='&quot;&lt;&amp;'>a</a>",
        "<pre>\n\n a\n</pre>",
    ],
)
def test_it_finds_nothing_in_what_the_gate_lets_through(fragment, verifier):
    assert finding(fragment, ARTICLE, verifier) is None
    verify(fragment, ARTICLE, verifier)


def test_what_is_missing_at_the_end_is_found(monkeypatch):
    monkeypatch.setattr("newsclean.gate.verify._VERIFIERS", {"mine": lambda html, _policy: html.replace("<hr>", "")})
    assert finding("<p>a</p><hr>", ARTICLE, "mine") == "3 pieces became 2"


@pytest.mark.parametrize("verifier", VERIFIERS)
def test_a_clean_document_passes(verifier):
    assert clean("<p onclick=x>a<script>b</script></p>", verify=verifier).content == "<p>a</p>\n"


@pytest.mark.parametrize("verifier", VERIFIERS)
@pytest.mark.parametrize("to", ["html", "markdown", "text"])
def test_a_document_that_would_be_written_wrongly_is_refused(monkeypatch, verifier, to):
    monkeypatch.setattr("newsclean.write.html.write_html", lambda _tree, *_templates: "<p onclick='x()'>a</p>")
    with pytest.raises(RefusedError, match="verify"):
        clean("<p>a</p>", verify=verifier, to=to)


def test_a_verifier_that_is_not_installed_is_a_wrong_option(monkeypatch):
    monkeypatch.setitem(sys.modules, "nh3", None)
    with pytest.raises(OptionError, match=r"pip install 'newsclean\[nh3\]'"):
        clean("<p>a</p>", verify="nh3")
