"""The loss guard: a rule that would eat the article is stopped, and with `strict` the document is refused."""

import subprocess
import sys
from pathlib import Path

import pytest

from newsclean import Cleaner, Document, RefusedError, standard
from newsclean.read.parse import parse
from newsclean.rules.guard import holds_article, is_too_much, length_of, refuse_total_loss
from newsclean.rules.model import Rule

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
LINES = [f"The {noun} of the harbour was closed on Monday, and nobody who was asked could say why." for noun in (
    "bridge", "office", "market", "museum", "school", "ferry", "tower", "quay",
)]  # fmt: skip
PLAIN = "".join(f"<p>{line}</p>" for line in LINES)
BOXED = "<div>" + "".join(f"<div>{line}</div>" for line in LINES) + "</div>"
DISTANT = "".join(f"<section><p>{line}</p></section>" for line in LINES)


def pack(tmp_path, *conditions):
    path = tmp_path / "own.toml"
    path.write_text(
        "".join(
            f"[[rule]]\nid = 'rule-{number}'\npass = 'promotion'\nwhy = 'a mistake'\n{condition}\nhits = ['-']\nmisses = ['-']\n"
            for number, condition in enumerate(conditions)
        ),
        "utf-8",
    )
    return path


MISTAKES = [
    ("select = 'p'", PLAIN, "8 lines"),
    ("select = 'div'", BOXED, "8 lines"),
    ("select = 'body p'", DISTANT, "8 lines"),
    ("select = 'section'", f"<section>{PLAIN}</section>", "section"),
    ("select = 'p'\ntext = 'The .*'", PLAIN, "8 lines"),
    ("select = 'p'\nlift = 'The (?P<editor>.*)'", PLAIN, "8 lines"),
    ("select = 'p'\ncut = ' of .*$'", PLAIN, "8 lines"),
    ("cue = ['the ']\ntext = 'The .*'", PLAIN, "8 lines"),
    ("cue = ['harbour']\ncut = ' of .*$'", PLAIN, "8 lines"),
    ("between = ['a', 'b']", f"<div><!-- a -->{PLAIN}<!-- b --></div>", "comment region"),
]


@pytest.mark.parametrize(("condition", "html", "what"), MISTAKES)
def test_a_rule_that_would_eat_the_article_is_stopped(tmp_path, condition, html, what):
    path = pack(tmp_path, condition)
    cleaned = Cleaner(site="own", packs=[path]).clean(html)
    assert all(line in cleaned.content for line in LINES)
    kept = [(change.did, change.what) for change in cleaned.journal if change.by == "own/rule-0"]
    assert ("keep", what) in kept
    assert {did for did, _ in kept} == {"keep"}


@pytest.mark.parametrize(("condition", "html"), [mistake[:2] for mistake in MISTAKES])
def test_and_with_strict_the_document_is_refused(tmp_path, condition, html):
    path = pack(tmp_path, condition)
    with pytest.raises(RefusedError, match=r"^refused \(loss\): own/rule-0: the rule would take \d+% of the text") as caught:
        Cleaner(site="own", packs=[path], strict=True).clean(html)
    assert (caught.value.rule, caught.value.limit) == ("loss", 0.4)
    assert caught.value.value > 0.4


def test_a_rule_is_stopped_once_however_often_the_lines_are_gone_through(tmp_path):
    path = pack(tmp_path, "cue = ['the ']\ntext = 'The .*'", "cue = ['by']\ntext = 'By Mary'")
    cleaned = Cleaner(site="own", packs=[path]).clean(f"{PLAIN}<p>By Mary</p>")
    assert [change.did for change in cleaned.journal if change.by.startswith("own/")] == ["keep", "drop"]


def test_lines_that_a_condition_spares_are_not_counted(tmp_path):
    path = pack(tmp_path, "select = 'p'\ntext = 'Read also: .*'", "select = 'p'\nif_empty = true", "select = 'p'\nmeans = 'p'")
    cleaned = Cleaner(site="own", packs=[path], strict=True).clean(f"{PLAIN}<p>Read also: the tides</p><p></p>")
    assert [change.text for change in cleaned.journal if change.by == "own/rule-0"] == ["Read also: the tides"]
    assert all(line in cleaned.content for line in LINES)


def test_boxes_may_outweigh_the_article(tmp_path):
    comments = "".join(f'<div class="note"><p>{line}</p></div>' for line in LINES)
    cleaned = Cleaner(site="own", packs=[pack(tmp_path, "select = '.note'")]).clean(f"<p>One line of text.</p>{comments}")
    assert cleaned.content == "<p>One line of text.</p>\n"


def test_rules_that_together_take_too_much(tmp_path):
    path = pack(tmp_path, "select = '.a'", "select = '.b'", "select = '.c'")
    html = "".join(f'<p class="{name}">{line}</p>' for name, line in zip("aabbccdd", LINES, strict=True))
    assert all(line in Cleaner(site="own", packs=[path]).clean(html).content for line in LINES[6:])
    with pytest.raises(
        RefusedError, match=r"refused \(loss\): the rules took 7\d% of the text together \(at most 40%\)"
    ) as caught:
        Cleaner(site="own", packs=[path], strict=True).clean(html)
    assert caught.value.limit == 0.4
    assert Cleaner(site="own", packs=[path], strict=True, max_loss=0.9).clean(html).content


def test_two_long_notices_below_a_report_are_no_reason_to_refuse(tmp_path):
    path = pack(tmp_path, "select = '.a'", "select = '.b'")
    notices = "".join(f'<p class="{name}">{" ".join(LINES[:3])}</p>' for name in "ab")
    cleaned = Cleaner(site="own", packs=[path], strict=True).clean(PLAIN + notices)
    taken = sum(len(change.text) for change in cleaned.journal)
    assert taken > 0.4 * len("".join(LINES) + 2 * " ".join(LINES[:3]))
    assert cleaned.content.count("<p>") == len(LINES)


def test_what_stands_outside_the_article_does_not_count():
    menu = f'<div class="share">{PLAIN}</div>'
    page = f"<html><body>{menu}<article>{PLAIN}</article>{menu}</body></html>"
    assert all(line in Cleaner(strict=True).clean(page).content for line in LINES)


def test_a_rule_for_unknown_sites_that_was_stopped_is_no_reason_to_refuse():
    page = f'<html><body><div class="js-share-area">{PLAIN}</div></body></html>'
    cleaned = Cleaner(strict=True).clean(page)
    assert all(line in cleaned.content for line in LINES)
    assert ("keep", "common/share-words") in [(change.did, change.by) for change in cleaned.journal]


@pytest.mark.parametrize("name", ["night-library.md", "harbour-bridge.html"])
def test_an_ordinary_document_is_not_refused(name):
    data = (EXAMPLES / name).read_bytes()
    assert Cleaner(strict=True).clean(data).content == Cleaner().clean(data).content


def test_a_rule_may_have_less_than_others():
    doc = Document(parse(PLAIN, page=False).body)
    rule = Rule(ident="own/rule", step="promotion", why="a reason", hits=(), misses=(), select="p")
    size = length_of(doc) // 2
    assert not is_too_much(doc, rule, "p", size)
    assert is_too_much(doc, rule, "p", size, 0.1)
    assert [change.why for change in doc.journal()] == ["the rule would take 50% of the text (at most 10%)"]
    refuse_total_loss(doc)


def test_the_article_is_found_before_most_rules_work():
    assert standard().names.index("article") < standard().names.index("ad-iframes")


def test_many_short_lines_beside_a_long_article_are_no_reason_to_refuse(tmp_path):
    path = pack(tmp_path, "select = '.a'", "select = '.b'")
    short = "".join(f'<p class="{name}">Harbour news, {number} May 2024</p>' for name in "ab" for number in range(11, 17))
    article = "".join(f"<p>{' '.join(LINES)}</p>" for _ in range(3))
    assert Cleaner(site="own", packs=[path], strict=True).clean(article + short).content.count("<p>") == 3


def test_a_rule_that_would_take_the_element_of_the_article():
    doc = Document(parse(f'<div class="story">{PLAIN}</div>', page=False).body)
    doc.main = doc.root[0]
    rule = Rule(ident="own/rule", step="promotion", why="a reason", hits=(), misses=(), select=".story")
    assert holds_article(doc, rule, doc.root[0])
    assert [change.why for change in doc.journal()] == ["the element holds the article"]
    doc.loss.strict = True
    with pytest.raises(RefusedError, match="own/rule: the rule would take the element that holds the article"):
        holds_article(doc, rule, doc.root[0])
    assert holds_article(doc, rule.but(select="", words=("story",)), doc.root[0])


@pytest.mark.parametrize(("args", "status"), [((), 0), (("--strict",), 3), (("--strict", "--max-loss", "1"), 0)])
def test_the_exit_status_of_the_process(tmp_path, args, status):
    pack(tmp_path, "select = 'p'")
    line = [sys.executable, "-m", "newsclean", "--site", "own", "--pack", "own.toml", *args]
    done = subprocess.run(line, input=PLAIN.encode(), cwd=tmp_path, capture_output=True, timeout=60, check=False)  # noqa: S603 - newsclean itself
    assert done.returncode == status
    message = b"newsclean: <stdin>: refused (loss): own/rule-0: the rule would take 100% of the text (at most 40%)\n"
    assert done.stderr == (message if status else b"")
    assert (b"bridge" in done.stdout) == (args == ())
