"""Markdown in: HTML and addresses are cleaned, every other byte stays, and no engine makes anything live of the result."""

import json
import re
import sys
from functools import cache
from pathlib import Path

import cmarkgfm
import html5lib
import pytest
from click.testing import CliRunner
from cmarkgfm.cmark import Options
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from newsclean import ARTICLE, STRICT, Cleaner, Limits, OptionError, Policy, RefusedError, clean
from newsclean.cli.main import newsclean
from newsclean.gate.urls import may_run
from newsclean.mixed.wall import with_markdown
from newsclean.read.cells import cells_of
from newsclean.read.islands import is_balanced, pieces_of
from newsclean.read.kinds import is_markdown

PAGE = Path(__file__).parent / "cases" / "markdown-in.md"
CASE = re.compile(r"^## ([^\n]+)\n\n`{5}markdown\n(.*?)`{5}\n(?:\n`{5}markdown\n(.*?)`{5}\n)?", re.MULTILINE | re.DOTALL)
CASES = CASE.findall(PAGE.read_text("utf-8"))

MARKDOWN_IT = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
MARKDOWN_IT.validateLink = lambda _url: True  # as lenient as the others

FRONT = "---\nt: a\n---\n"


def render_with_cmark(markdown):
    return cmarkgfm.github_flavored_markdown_to_html(markdown, options=Options.CMARK_OPT_UNSAFE)


ENGINES = {"cmark-gfm": render_with_cmark, "markdown-it": MARKDOWN_IT.render}


def mend(source, **words):
    """The Markdown that comes out of Markdown."""
    return Cleaner(to="markdown", **words).clean(source, read_as="markdown")


@cache
def wall():
    """What may leave when Markdown is rendered: the policy, what Markdown makes, and what engines add."""
    added = {"pre": {"lang": str}, "td": {"align": str, "style": str}, "th": {"align": str, "style": str}}
    rows = with_markdown(ARTICLE).checks
    return {
        **rows,
        **{tag: {**rows[tag], **row} for tag, row in added.items()},
        **{tag: {} for tag in ("html", "head", "body", "colgroup", "col")},
    }


def live(html):
    """What is in `html`, as html5lib reads it, and may not be; an empty address is that of the page."""
    found = []
    for el in html5lib.parse(html, namespaceHTMLElements=False).iter():
        if not isinstance(el.tag, str):
            continue  # comments that are marks
        row = wall().get(el.tag)
        if row is None:
            found.append(el.tag)
            continue
        found += [f"{el.tag} {name}" for name, value in el.attrib.items() if value and not may_leave(row, name, value)]
    return found


def may_leave(row, name, value):
    """What the policy lets pass; and the text of a footnote, which is an address for an engine that knows none."""
    is_note = (name == "href" and not value[:1].isascii()) or value.startswith("%E6")
    return name in row and (row[name](value) is not None or (is_note and not may_run(value)))


def assert_inert(markdown):
    for name, render in ENGINES.items():
        assert live(render(markdown)) == [], (name, markdown)


# ---------------------------------------------------------------- cases


@pytest.mark.parametrize(("title", "before", "after"), CASES, ids=[title for title, *_ in CASES])
def test_case(title, before, after):
    result = mend(before)
    assert result.content == (after or before)
    assert result.kind == "markdown"
    assert result.changed == bool(after)
    assert bool(result.journal) or not after or "danger" in title or "never ends" in title or "Hugo" in title
    again = mend(result.content)
    assert (again.content, again.changed) == (result.content, False)
    assert_inert(result.content)


def test_every_heading_is_a_case():
    assert len(CASES) == PAGE.read_text("utf-8").count("\n## ") > 20


def test_line_ends_stay_what_they_are():
    before = "# a\r\n\r\nb <b\r\n onclick=x>c</b>\r\n\r\n<p>d</p>\r\n<div>e</div>\r\n\r\nf\r\n"
    assert mend(before).content == "# a\r\n\r\nb <strong>c</strong>\r\n\r\n<p>d</p>\r\n<p>e</p>\r\n\r\nf\r\n"


def test_a_byte_order_mark_is_no_text():
    assert mend("\ufeff<script>a</script>\n\n*b*\n").content == "\ufeff\n\n*b*\n"


@pytest.mark.parametrize("tag", ["<textarea>", "<img src=x onerror=alert(1)>"])
def test_a_byte_order_mark_hides_nothing(tag):
    for source in (f"\ufeff``` {tag}\n{tag}\n", f"<b>\ufeff<!-- more -->`{tag}\n{tag}`\n"):
        assert outcome(source) == "verify" or not any(live(render(outcome(source))) for render in ENGINES.values())


def test_front_matter_stays_and_the_journal_counts_its_lines():
    front = "---\ntitle:   标题\nlist: [a,\n  b]\n---\n"
    result = mend(f"{front}\n# T\n\n<p>责任编辑：张三</p>\n\na <b onclick=x>*b*</b>\n")
    assert result.content == f"{front}\n# T\n\n\n\na <strong>*b*</strong>\n"
    assert result.metadata["title"] == "标题"
    assert result.metadata["editor"] == "张三"
    assert [(change.did, change.line) for change in result.journal] == [("lift", 9), ("rename", 11), ("unset", 11)]


def test_credits_are_lifted_into_the_front_matter():
    result = mend("---\ntitle: a\n---\n# T\n\n<p>责任编辑：张三</p>\n", lift=("editor",))
    assert result.content == "---\ntitle: a\neditor: 张三\n---\n# T\n\n\n"


# ---------------------------------------------------------------- what is Markdown


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<div>\n<p>a</p>\n\n<p>b</p>\n</div>\n", False),
        ("\n<!-- x -->\n<p>a</p>", False),
        ("<!doctype html><p>a", False),
        ("a <b>c</b>", True),
        ("<b>a</b>\n\n# b", True),
        ("<div>a</div>\n\nb", True),
        ("<div>a</div>\n- b", True),
        ("<div>a</div> **b**", True),
        ("<div align=center>\n\n# b\n\n</div>", True),
        ("<div align=center>\n\n[b](/c)\n\n</div>", True),
        ("<div>a</div>b<p>c</p>", False),
        ("<div>a</div>b [c](/d)", True),
    ],
)
def test_a_markdown_file_is_markdown_unless_it_is_all_html(body, expected):
    assert is_markdown(body, "markdown", has_front_matter=False) is expected


def test_markdown_is_told_by_its_signs():
    assert clean(f"{FRONT}# a\n\n<b onclick=x>b</b>", to="markdown").kind == "markdown"
    assert clean(f"{FRONT}<p>a</p>", to="markdown").kind == "frontmatter"
    assert clean("<p>a</p>", to="markdown").kind == "fragment"


def test_another_way_to_read_is_refused():
    with pytest.raises(OptionError, match="auto, html, markdown"):
        Cleaner().clean("# a", read_as="rst")


def test_a_text_without_front_matter_is_html():
    assert clean("# a [b](/c)", to="markdown").content == "\\# a \\[b](/c)\n"


@pytest.mark.parametrize("to", ["html", "markdown", "auto"])
def test_a_body_of_html_is_read_as_before(corpus_input, to):
    if corpus_input.suffix != ".md":
        return
    source = corpus_input.read_bytes()
    cleaner = Cleaner(to=to)
    assert cleaner.clean(source, read_as="markdown") == cleaner.clean(source)


def test_what_is_all_html_once_it_is_clean_is_read_as_html():
    assert mend("</details>/").content == "/\n"
    assert mend("<script>\n\n</script>\n<p>a</p></section>b").content == "a\n\nb\n"


# ---------------------------------------------------------------- what comes out


def test_markdown_may_become_html():
    result = clean("---\nt: a\n---\n# T\n\n*a* [b](javascript:x) <script>c</script>\n\n`<i>`\n", read_as="markdown", to="html")
    assert result.content == "---\nt: a\n---\n\n<h1>T</h1>\n<p><em>a</em> b</p>\n<p><code>&lt;i&gt;</code></p>\n"
    assert result.kind == "markdown"


def test_markdown_may_become_text():
    assert clean("# T\n\n*a* <script>c</script>b", read_as="markdown", to="text").content == "T\n\na b\n"


def test_auto_leaves_markdown_what_it_is():
    cleaner = Cleaner(to="auto")
    assert cleaner.clean("*a* <b onclick=x>_c_</b>", read_as="markdown").content == "*a* <strong>_c_</strong>"
    assert cleaner.clean("<b onclick=x>c</b>").content == "<p><strong>c</strong></p>\n"


def test_markdown_that_nobody_called_so_may_not_be_live_as_html():
    source = f"{FRONT}# T\n\n```\n<script>alert(1)</script>\n```\n"
    assert mend(source).content == source
    with pytest.raises(RefusedError, match="is live in HTML"):
        clean(source, to="auto")
    assert "&lt;script&gt;" in clean(source).content
    for harmless in ("# T\n\n[a](<https://a.cn/b c>)\n", '# T\n\n```\n<p class="a">\n```\n'):
        assert clean(FRONT + harmless, to="auto").content == FRONT + harmless


def test_other_policies():
    source = 'a <font color=red>b</font> <iframe src="https://www.youtube.com/embed/a">c</iframe>\n\n<div>*d*</div>\n'
    assert mend(source, policy=STRICT).content == "a b \n\n<p>*d*</p>\n"
    relaxed = mend(source, policy="relaxed", steps=()).content
    assert relaxed.startswith('a b <iframe src="https://www.youtube.com/embed/a" sandbox=')
    assert relaxed.endswith("></iframe>\n\n<div>*d*</div>\n")


def test_a_policy_that_shows_tags_shows_them_as_text():
    policy = Policy.from_bleach(tags={"b"}, strip=False)
    result = mend("a <b>b</b> <u>*c*</u>\n\n<div>*d*</div>\n", policy=policy, steps=())
    assert MARKDOWN_IT.render(result.content) == (
        "<p>a <b>b</b> &lt;u&gt;<em>c</em>&lt;/u&gt;</p>\n<p>&lt;div&gt;*d*&lt;/div&gt;</p>\n"
    )
    assert mend(result.content, policy=policy, steps=()).changed is False


def test_templates_in_fragments_are_parted():
    assert mend("{{ a }} <b>{{c</b>\n", template_safe="vue").content == "{{ a }} <strong>&#123;<wbr>{c</strong>\n"


@pytest.mark.parametrize("verifier", ["bleach", "nh3"])
def test_a_second_sanitizer_reads_what_an_engine_makes_of_it(verifier):
    source = "# a\n\n| b |\n|:-:|\n| c |\n\n```py\nd\n```\n\n[e](<f g> 'h')\n\n<details open>\n\n1. i\n\n</details>\n"
    assert mend(source, verify=verifier).content == source


# ---------------------------------------------------------------- the command

MIXED = "# T\n\n*a* <u onclick=x>b</u>\n"
MENDED = "# T\n\n*a* <u>b</u>\n"


@pytest.mark.parametrize(
    ("arguments", "source", "status", "expected"),
    [
        ((), FRONT + MIXED, 0, FRONT + MENDED),
        ((), MIXED, 0, "<p># T *a* <u>b</u></p>\n"),
        (("--from", "markdown"), "*a* <u onclick=x>b</u>", 0, "*a* <u>b</u>"),
        (("--stdin-filename", "a.MD"), "*a* <u onclick=x>b</u>", 0, "*a* <u>b</u>"),
        (("--from", "html"), "*a* <u onclick=x>b</u>", 0, "<p>*a* <u>b</u></p>\n"),
        (("--stdin-filename", "a.md", "--from", "html"), "*a*", 0, "<p>*a*</p>\n"),
        (("--to", "html"), FRONT + MIXED, 0, FRONT + "\n<h1>T</h1>\n<p><em>a</em> <u>b</u></p>\n"),
        (("--stdin-filename", "a.md"), "<p onclick=x>*a*</p>\n", 0, "<p>*a*</p>\n"),
        ((), FRONT + "# T\n\n```\n<script>\n```\n", 3, ""),
        (("--from", "markdown"), "# T\n\n```\n<script>\n```\n", 0, "# T\n\n```\n<script>\n```\n"),
    ],
)
def test_what_the_command_makes_of_markdown(arguments, source, status, expected):
    result = CliRunner().invoke(newsclean, arguments, input=source)
    assert (result.exit_code, result.stdout) == (status, expected)


def test_a_file_with_the_name_of_markdown_is_markdown(tmp_path):
    path = tmp_path / "post.markdown"
    path.write_bytes(b"---\ntitle: a\n---\n*a* <u onclick=x>b</u>\r\n")
    result = CliRunner().invoke(newsclean, [str(path), "-o", f"{tmp_path}/out/"])
    assert result.exit_code == 0
    assert (tmp_path / "out" / "post.markdown").read_bytes() == b"---\ntitle: a\n---\n*a* <u>b</u>\r\n"


# ---------------------------------------------------------------- safety

OTHER_ENGINES = [
    "```\n```~\n<img src=x onerror=alert(1)>\n```\n",
    "[a]: /b\n    <img src=x onerror=alert(1)>\n",
    "> a\n\t`b\n| c` <img src=x onerror=alert(1)>` |\n|---|\n| d |\n",
    "| a | b |\n|---|---|\n| `c | <img src=x onerror=alert(1)>` | d |\n",
    "> \t```\n> <img src=x onerror=alert(1)>\n> ```\n",
    "```\na\n```\t\n`<img src=x onerror=alert(1)>`\n\n```\n<img src=x onerror=alert(1)>\n```\n",
    "www.a.cn/`b `<img src=x onerror=alert(1)>`\n",
    "`` a `b` `<img src=x onerror=alert(1)>`\n",
    "![`a](/b) <img src=x onerror=alert(1)>`\n",
    "- a\n  ```\n<img src=x onerror=alert(1)>\n  ```\n",
    "~~~\na\n~~~~`\n<img src=x onerror=alert(1)>\n~~~\n",
    "| a |\n|---|\n| b |\n<img src=x onerror=alert(1)> `\n<u>` `<img src=x onerror=alert(1)>`\n",
    "- a\n\n   ````\n  <img src=x onerror=alert(1)>\n   ````\n",
    "> a\nb\n<img src=x>\n~~~ c\n<img src=x onerror=alert(1)>\n~~~\n",
    "- | a | b |\n|---|---|\n| `c|<img src=x onerror=alert(1)>` | d |\n",
    "- a\n  \t<img src=x>\n| b |\n|---|\n| `<img src=x onerror=alert(1)>` |\n",
    "- a\n\t\tb\n\n      <img src=x onerror=alert(1)>\n",
    "- a\n\n    | b | c |\n|---|---|\n| `d|<img src=x onerror=alert(1)>` |  | | e |\n|---|---|\n| `f ` |\n",
    "- a\n\n    <p>b</p>\n| c |\n|---|\n| `<img src=x onerror=alert(1)>` |\n",
    "- a `b\nc <img src=x onerror=alert(1)>` d\n",
]


@pytest.mark.parametrize("source", OTHER_ENGINES)
def test_what_another_engine_reads_as_html_does_not_leave(source):
    result = outcome(f"# T\n\n{source}")
    assert result == "verify" or "onerror=alert(1)>" not in result


def outcome(source, **words):
    """The Markdown that comes out, or the rule that refuses it."""
    try:
        return mend(source, **words).content
    except RefusedError as error:
        return error.rule


@pytest.mark.parametrize(
    "source",
    [
        "[[a](/b)[a] \\[a](javascript:alert(1))\n",
        "![[a](/b)](javascript:x ([a](/b))\n",
        "# a\u2028 [b](\njavascript:alert(1))\n",
        "[a]:\njavascript:x(\n",
    ],
)
def test_what_another_engine_reads_as_a_link_leads_nowhere(source):
    assert outcome(f"# T\n\n{source}") == "verify" or not re.search(r"(?<!\\)[(:]\s*javascript:", outcome(f"# T\n\n{source}"))


def test_nesting_that_cannot_be_read_is_refused():
    limit = sys.getrecursionlimit()
    for source in ("> " * limit + "a", "![" * limit + "a" + "](b)" * limit):
        with pytest.raises(RefusedError) as caught:
            mend(f"# T\n\n{source}\n")
        assert caught.value.rule == "depth"


def test_time_is_watched():
    with pytest.raises(RefusedError) as caught:
        mend("# T\n\n" + "[a](b) " * 20_000, limits=Limits(seconds=0.001))
    assert caught.value.rule == "time"


@pytest.mark.parametrize("shape", ["<a ", "<!--", "`", "[", "<", "](", "[a](", "| a ", "<b>", "</b>", "* ", "&", "![a]("])
def test_hostile_shapes_come_to_an_end(shape):
    result = outcome("# T\n\n" + shape * 2_000)
    assert result in {"depth", "verify"} or result.startswith("# T\n")


def vectors(shared):
    for name, step in (("md-dev.jsonl", 1), ("vectors-dev.jsonl", 23)):
        for line in (shared / "security" / name).read_text("utf-8").splitlines()[::step]:
            yield json.loads(line)["html"]


@pytest.mark.parametrize("steps", [None, ()], ids=["all steps", "gate alone"])
def test_vectors_as_islands_are_inert(shared, steps):
    cleaner = Cleaner(to="markdown", steps=steps)
    refused = 0
    for html in vectors(shared):
        for source in (f"# T\n\ntext\n\n{html}\n\ntext\n", f"# T\n\na {html} b\n"):
            try:
                cleaned = cleaner.clean(source, read_as="markdown").content
            except RefusedError:
                refused += 1
                continue
            assert_inert(cleaned)
    assert refused < 10


# ---------------------------------------------------------------- generated Markdown

WORDS = st.sampled_from(
    "海岸 今日开放。 the harbour a_b *c* **d** `e` `<b>` [f](/g) ![h](i.png) <https://a.cn> &copy; \\* ~~j~~ “k” x<1".split(" ")
)
LINES = st.lists(WORDS, min_size=1, max_size=5).map(" ".join)
TEXTS = st.one_of(
    LINES,
    LINES.map(lambda line: f"# {line}"),
    st.tuples(LINES, LINES).map(lambda lines: f"- {lines[0]}\n- {lines[1]}"),
    st.tuples(LINES, LINES).map(lambda lines: f"> {lines[0]}\n> {lines[1]}"),
    LINES.map(lambda line: f"```\n{line}\n<script>\n```"),
    LINES.map(lambda line: f"| a |\n|---|\n| {line} |"),
)
ISLANDS = st.sampled_from(
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        '<a href="javascript:x">y</a>',
        '<a href="/z" onclick="x()">y</a>',
        "<b onclick=x>w</b>",
        "<u>v</u>",
        "<div onclick=x>",
        "</div>",
        "<svg onload=x></svg>",
        "<!-- x -->",
        '<span style="display:none">u</span>',
        "<iframe src=javascript:x></iframe>",
        "<br>",
        "</p>",
        "<details ontoggle=x>",
        "<x-y onclick=z>",
    ]
)


@given(st.lists(st.tuples(TEXTS, st.none() | ISLANDS), min_size=1, max_size=5))
def test_text_between_blocks_of_html_stays_byte_for_byte(parts):
    source = "# T\n\n" + "\n\n".join(text if html is None else f"{text}\n\n{html}" for text, html in parts) + "\n"
    content = mend(source).content
    place = 0
    for text, _ in parts:
        place = content.index(text, place) + len(text)
    assert_inert(content)
    assert mend(content).changed is False


@given(st.lists(st.tuples(WORDS, ISLANDS), min_size=1, max_size=5))
def test_text_beside_tags_stays_byte_for_byte(parts):
    source = "# T\n\n" + " ".join(f"{word} {html}" for word, html in parts) + " end\n"
    content = mend(source).content
    place = 0
    for word, _ in parts:
        place = content.index(word, place) + len(word)
    assert_inert(content)
    assert mend(content).changed is False


@given(
    st.lists(
        st.sampled_from(
            [
                *"`~<>[]()!|\\-*#:='\" \n\t",
                "\n\n",
                "    ",
                "a",
                "<b>",
                "</b>",
                "<script>",
                "<!--",
                "-->",
                "javascript:",
                "](",
                "```",
            ]
        ),
        max_size=25,
    )
)
def test_anything_is_inert_or_refused(signs):
    source = "# T\n\n" + "".join(signs)
    try:
        content = mend(source, steps=()).content
    except RefusedError:
        return
    assert_inert(content)
    assert mend(content, steps=()).changed is False


# ---------------------------------------------------------------- parts


def test_cells_have_their_places():
    row = "  | a \\| b || `c` |"
    assert ["".join(row[place] for place in cell) for cell in cells_of(row)] == ["a | b", "", "`c`"]
    assert cells_of("a|b") == [[0], [2]]
    assert cells_of("|") == []


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<div><b>a</b></div>", True),
        ("<div><b>a</div></b>", False),
        ("<div>", False),
        ("</div>", False),
        ("<p>a", True),
        ("<p>", False),
        ("<ul><li>a<li>b</ul>", True),
        ("<p><img src=a>", True),
        ("a <b", False),
        ("<br>", True),
        ("<textarea><b></textarea>", True),
    ],
)
def test_balance(html, expected):
    assert is_balanced(pieces_of(html)) is expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("javascript:x", True),
        ("java\tscript:x", True),
        ("&#106;avascript&colon;x", True),
        ("%6Aavascript:x", True),
        ("\u3000javascript:x", True),
        ("java\\script:x", True),
        ("%2525252525256Aavascript:x", True),
        ("http://a.cn/javascript:x", False),
        ("来源:http://a.cn", False),
        ("", False),
    ],
)
def test_what_may_run(url, expected):
    assert may_run(url) is expected
