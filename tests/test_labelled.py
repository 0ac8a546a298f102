"""The scores of `benchmarks/labelled.py`: what a reader would say of an output is what it says."""

import json

import pytest
from labelled import Labelled, Output, load, score

GOLD = {
    "kind": "fragment",
    "url": "https://example.org/news/1",
    "keep": ["What changes", "The last boat leaves at ten.", "The last boat leaves at ten.", "Tickets as before, at the quay."],
    "drop": ["Share this", "Editor: Lin", "Tickets"],
    "neutral": ["12 April 2024"],
    "headings": ["What changes"],
    "strong": ["at ten"],
    "keep_images": ["/ferry.jpg", "//img.example.org/quay.jpg"],
    "drop_images": ["/qr.png"],
    "metadata": {"title": "The ferry", "date": "2024-04-12 09:30", "editor": "Lin Zhi"},
}
DOCUMENT = Labelled("one", "fragment", "", "", GOLD["url"], GOLD)
ARTICLE = (
    "<h2>What changes</h2><p>The last boat leaves <b>at ten</b>.</p><p>The last boat leaves at\u3000ten.</p><p>Tickets as before,"
    ' at the quay.</p><img src="https://example.org/ferry.jpg"><img data-src="https://img.example.org/quay.jpg">'
)
FACTS = {"title": "The ferry", "date": "2024/4/12", "editor": "Lin  Zhi"}


def scored(html, metadata=FACTS):
    return score(DOCUMENT, Output(html, metadata))


def test_the_article_alone_is_perfect():
    found = scored(ARTICLE)
    assert found.is_perfect
    assert found.f1 == 1
    assert (found.images, found.unwanted, found.headings, found.strong) == ((2, 2), (0, 1), (1, 1), (1, 1))
    assert found.facts == {"title": (1, 1), "date": (1, 1), "editor": (1, 1)}


@pytest.mark.parametrize(
    ("html", "lost", "leaked"),
    [
        (ARTICLE.replace("<p>The last boat leaves at\u3000ten.</p>", ""), 1, 0),  # a block that the article has twice
        (ARTICLE.replace("before", ""), 1, 0),
        (ARTICLE + "<p>The last boat leaves at ten.</p>", 0, 0),  # once more makes up for nothing
        (ARTICLE + "<p>Share this</p>", 0, 1),
        (ARTICLE + "<p>Tickets</p>", 0, 1),  # which the article says, too
        (ARTICLE + "<!-- Share this --><script>Share this</script><style>Editor: Lin</style>", 0, 0),
        ("", 4, 0),
    ],
)
def test_what_is_lost_and_what_leaks_is_counted(html, lost, leaked):
    found = scored(html)
    assert (found.lost, found.leaked) == (lost, leaked)


def test_what_is_neutral_counts_neither_way():
    assert scored("<p>12 April 2024</p>" + ARTICLE).f1 == 1


def test_what_nobody_labelled_costs_precision():
    assert 0.6 < scored(ARTICLE + "<p>" + "x" * 60 + "</p>").f1 < 0.9


def test_structure_that_is_gone_is_counted():
    found = scored(ARTICLE.replace("h2", "p").replace("<b>", "<i>").replace("/ferry.jpg", "/qr.png"))
    assert (found.images, found.unwanted, found.headings, found.strong) == ((1, 2), (1, 1), (0, 1), (0, 1))


def test_facts_that_are_wrong_or_missing_are_counted():
    facts = scored(ARTICLE, {"title": "The ferries", "date": "2024-04-13"}).facts
    assert facts == {"title": (0, 1), "date": (0, 1), "editor": (0, 1)}


def test_front_matter_is_set_aside_and_fragments_become_pages(tmp_path):
    (tmp_path / "post").mkdir()
    (tmp_path / "post" / "gold.json").write_text(json.dumps({"kind": "frontmatter", "keep": ["一二三"]}), "utf-8")
    (tmp_path / "post" / "input.md").write_text("---\ntitle: a\n---\n<p>一二三</p>", "utf-8")
    (post,) = load(tmp_path)
    assert post.html == "<p>一二三</p>"
    assert post.language == "zh"
    assert "<body><article><p>" in post.page(article=True)
    assert "<body><p>" in post.page(article=False)
