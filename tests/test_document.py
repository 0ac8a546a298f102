"""The document: every verb changes the tree and writes the journal, or does neither."""

import pytest
from lxml import etree

from newsclean import Change, Document, dom
from newsclean.read.parse import parse
from newsclean.rules.guard import length_of

WHY = "a reason"


def document(html):
    doc = Document(parse(html, page=False).body)
    doc.step = "step"
    return doc


def shown(doc):
    return "".join([doc.root.text or "", *(etree.tostring(child, encoding="unicode", method="html") for child in doc.root)])


def first(doc, tag):
    return next(doc.iter(tag))


def entry(doc):
    (change,) = doc.journal()
    return change


def test_drop_takes_the_text_along_and_says_so():
    doc = document('<p>a<b class="x">b<i>c</i></b>d</p>')
    el = first(doc, "b")
    assert doc.drop(el, why=WHY, by="pack/rule")
    assert shown(doc) == "<p>ad</p>"
    assert entry(doc) == Change("step", "pack/rule", "drop", "b.x", "bc", WHY, 1, 1, "")


def test_what_is_gone_cannot_be_dropped_or_lifted():
    doc = document("<div><p>x</p></div>")
    el = first(doc, "p")
    assert doc.holds(el)
    doc.drop(first(doc, "div"), why=WHY)
    assert not doc.holds(el)
    assert not doc.drop(el, why=WHY)
    assert not doc.lift(el, why=WHY, editor="x")
    assert len(doc.journal()) == 1
    assert doc.metadata == {}


def test_equal_changes_without_text_are_one_entry():
    doc = document("<p><br></p><p><br></p><p><!-- c --></p>")
    for el in doc.iter("br"):
        doc.drop(el, why=WHY)
    doc.drop(next(doc.root.iter(etree.Comment)), why=WHY)
    assert [(change.what, change.count) for change in doc.journal()] == [("br", 2), ("comment", 1)]
    assert doc.journal()[0].by == "step"


def test_lift_notes_what_it_takes():
    doc = document("<p>责任编辑：张玫</p><p>x</p>")
    assert doc.lift(first(doc, "p"), why=WHY, editor="张玫", author="")
    assert shown(doc) == "<p>x</p>"
    assert entry(doc).text == "责任编辑：张玫"
    assert doc.metadata == {"editor": "张玫"}


def test_note_keeps_every_value_once():
    doc = document("")
    for value in ("a", "a", "b", "b", "", "c", "a"):
        doc.note(author=value)
    assert doc.metadata == {"author": ("a", "b", "c")}


def test_cut_leaves_the_elements():
    doc = document("<p>one <b>two</b> three</p>")
    assert doc.cut(first(doc, "p"), 2, 9, why=WHY) == "e two t"
    assert shown(doc) == "<p>on<b></b>hree</p>"
    assert entry(doc).text == "e two t"
    assert doc.cut(first(doc, "p"), 50, 60, why=WHY) == ""
    assert len(doc.journal()) == 1


def test_unwrap_and_wrap():
    doc = document("<p>a<span>b</span></p>")
    doc.unwrap(first(doc, "span"), why=WHY)
    doc.wrap(first(doc, "p"), "strong", why=WHY)
    assert shown(doc) == "<p><strong>ab</strong></p>"
    assert [(change.did, change.what) for change in doc.journal()] == [("unwrap", "span"), ("wrap", "p in strong")]


def test_wrap_run():
    doc = document("a<p>b</p>")
    doc.wrap_run(next(dom.inline_runs(doc.root)), "p", why=WHY)
    assert shown(doc) == "<p>a</p><p>b</p>"
    assert entry(doc).what == "text in p"


def test_enter_makes_an_element_the_root():
    doc = document('<div class="x">a<p>b</p></div>')
    inside = first(doc, "p")
    doc.enter(first(doc, "div"), why=WHY)
    assert shown(doc) == "a<p>b</p>"
    assert doc.holds(inside)
    assert entry(doc).what == "div.x"


def test_rename_to_the_same_is_nothing():
    doc = document("<p>a</p>")
    doc.rename(first(doc, "p"), "p", why=WHY)
    assert doc.journal() == ()
    doc.rename(first(doc, "p"), "h2", why=WHY)
    assert entry(doc).what == "p to h2"


def test_move_into():
    doc = document("<p>a</p><figure></figure>")
    doc.move_into(first(doc, "p"), first(doc, "figure"), why=WHY)
    assert shown(doc) == "<figure><p>a</p></figure>"
    assert entry(doc).what == "p into figure"


def test_set_and_unset_write_what_changes():
    doc = document('<a href="x">a</a>')
    el = first(doc, "a")
    doc.set(el, "href", "x", why=WHY)
    doc.unset(el, "title", why=WHY)
    assert doc.journal() == ()
    doc.set(el, "href", "y", why=WHY)
    doc.unset(el, "href", why=WHY)
    assert [(change.did, change.what) for change in doc.journal()] == [("set", "a href"), ("unset", "href")]
    assert shown(doc) == "<a>a</a>"


def test_replace_says_what_became_of_the_text():
    doc = document("<p>a</p>")
    slot = dom.Slot(first(doc, "p"), inside=True)
    doc.replace(slot, "a", why=WHY)
    assert doc.journal() == ()
    doc.replace(slot, "b", why=WHY)
    assert (entry(doc).text, entry(doc).became) == ("a", "b")


def test_length_counts_once():
    doc = document("<p>a b\u3000c</p><p>d</p>")
    assert length_of(doc) == 4
    doc.drop(first(doc, "p"), why=WHY)
    assert length_of(doc) == 4


@pytest.mark.parametrize(("tags", "found"), [(None, ["b", "p"]), ({"p"}, ["p"]), ({"b", "p"}, ["b", "p"]), (set(), [])])
def test_iter_looks_only_for_tags_that_may_be_there(tags, found):
    doc = document("<b>a</b><p>b</p>")
    doc.tags = tags
    assert [el.tag for el in doc.iter("p", "b", "i")] == found


def test_a_tag_that_a_verb_makes_may_be_there_from_then_on():
    doc = document("<b>a</b><p>b</p>")
    doc.tags = {"b", "p"}
    doc.rename(first(doc, "b"), "strong", why=WHY)
    doc.retag(first(doc, "p"), "h2")
    doc.root.append(doc.new("hr"))
    assert [el.tag for el in doc.iter("strong", "h2", "hr")] == ["strong", "h2", "hr"]


@pytest.mark.parametrize(("names", "may"), [(None, True), ({"style"}, True), ({"class"}, False)])
def test_may_have(names, may):
    doc = document("")
    doc.names = names
    assert doc.may_have("style", "hidden") is may
