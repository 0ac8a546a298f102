"""The tree: every change leaves the text around it where a reader sees it, and every question has its answer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from newsclean import dom
from newsclean.read.parse import parse
from soup import SOUP


def body_of(html):
    return parse(html, page=False).body


def first(html, tag):
    return next(body_of(html).iter(tag))


def inner(el):
    root = el.getroottree().getroot() if el.getparent() is not None else el
    body = next(root.iter("body"), root)
    whole = etree.tostring(body, encoding="unicode", method="html", with_tail=False)
    return whole.removeprefix(f"<{body.tag}>").removesuffix(f"</{body.tag}>")


# Changes


@pytest.mark.parametrize(
    ("html", "after"),
    [
        ("<p>a<b>x</b>c</p>", "<p>ac</p>"),
        ("<p><i>a</i>-<b>x</b>c</p>", "<p><i>a</i>-c</p>"),
        ("<p><b>x</b></p>", "<p></p>"),
        ("<p><i>a</i><b>x</b>c<i>d</i></p>", "<p><i>a</i>c<i>d</i></p>"),
    ],
)
def test_detach_leaves_the_text_after(html, after):
    body = body_of(html)
    dom.detach(next(body.iter("b")))
    assert inner(body) == after


@pytest.mark.parametrize(
    ("html", "after"),
    [
        ("<p>a<b>x</b>c</p>", "<p>axc</p>"),
        ("<p>a<b></b>c</p>", "<p>ac</p>"),
        ("<p><i>a</i><b>x<u>y</u>z</b>c</p>", "<p><i>a</i>x<u>y</u>zc</p>"),
        ("<p><b><u>y</u></b></p>", "<p><u>y</u></p>"),
        ("<p><b><u>y</u><!-- c --></b>c</p>", "<p><u>y</u><!-- c -->c</p>"),
    ],
)
def test_unwrap_leaves_what_it_held(html, after):
    body = body_of(html)
    dom.unwrap(next(body.iter("b")))
    assert inner(body) == after


def test_what_stands_nowhere_can_be_neither_taken_out_nor_unwrapped():
    el = etree.Element("p")
    el.text = "x"
    dom.detach(el)
    dom.unwrap(el)
    assert el.text == "x"


def test_move_into_leaves_the_text_after():
    body = body_of("<p>a<b>x</b>c</p><div>d</div>")
    dom.move_into(next(body.iter("b")), next(body.iter("div")))
    assert inner(body) == "<p>ac</p><div>d<b>x</b></div>"


def test_wrap_content():
    el = first("<p>a<b>x</b>c</p>", "p")
    dom.wrap_content(el, "strong")
    assert inner(el) == "<p><strong>a<b>x</b>c</strong></p>"


@pytest.mark.parametrize(
    ("html", "runs", "after"),
    [
        ("a<b>x</b>c<p>y</p>d", 2, "<q>a<b>x</b>c</q><p>y</p><q>d</q>"),
        ("<p>x</p><p>y</p>", 0, "<p>x</p><p>y</p>"),
        ("<p>x</p><i>y</i><hr><!-- c -->", 2, "<p>x</p><q><i>y</i></q><hr><q><!-- c --></q>"),
        ("", 0, ""),
    ],
)
def test_inline_runs_and_wrap_run(html, runs, after):
    body = body_of(html)
    found = list(dom.inline_runs(body))
    assert len(found) == runs
    for run in found:
        dom.wrap_run(run, "q")
    assert inner(body) == after


@pytest.mark.parametrize(
    ("html", "blank"),
    [(" \u3000<b> </b>\n", True), ("<b></b>x", False), ("<b>x</b>", False), ("<img>", False), ("<!-- c -->", True), ("x", False)],
)
def test_a_run_is_blank_when_it_shows_nothing(html, blank):
    assert next(dom.inline_runs(body_of(html))).is_blank() is blank


@given(source=SOUP, ends=st.tuples(st.integers(0, 40), st.integers(0, 40)))
def test_cut_text_takes_exactly_what_it_says(source, ends):
    body = body_of(dom.writable(source))
    before, (start, stop) = dom.writable(dom.text_of(body)), sorted(ends)
    for slot in list(dom.slots(body)):
        slot.write(dom.writable(slot.value))
    assert dom.text_of(body) == before
    assert dom.cut_text(body, start, stop) == before[start:stop]
    assert dom.text_of(body) == before[:start] + before[stop:]


@given(source=SOUP)
def test_slots_are_all_the_text_there_is(source):
    body = body_of(source)
    assert "".join(slot.value for slot in dom.slots(body)) == dom.text_of(body)


@pytest.mark.parametrize("write", [dom.set_text, dom.set_tail])
def test_control_characters_that_cannot_be_written_are_left_out(write):
    el = first("<p><b></b></p>", "b")
    write(el, "a\x01b\ud800c")
    assert (el.text or el.tail) == "abc"
    dom.set_attribute(el, "title", "a\x0cb")
    assert el.get("title") == "ab"


# Questions


@pytest.mark.parametrize(
    ("text", "squashed", "collapsed"),
    [
        (" a \n b ", "ab", "a b"),
        ("\u3000甲\u00a0乙\u200b", "甲乙", "甲 乙"),
        ("a\u200d\u2060\ufeffb", "ab", "a\u200d\u2060 b"),
        ("", "", ""),
    ],
)
def test_white_space_goes(text, squashed, collapsed):
    assert dom.squash(text) == squashed
    assert dom.collapse(text) == collapsed


@pytest.mark.parametrize(
    ("html", "media", "block", "empty"),
    [
        ("<div></div>", False, False, True),
        ("<div> \u3000\u200b</div>", False, False, True),
        ("<div>x</div>", False, False, False),
        ("<div><b> </b></div>", False, False, True),
        ("<div><b>x</b></div>", False, False, False),
        ("<div><b></b>x</div>", False, False, False),
        ("<div><b><img></b></div>", True, False, False),
        ("<div><p></p></div>", False, True, True),
        ("<div><!-- c --></div>", False, False, True),
    ],
)
def test_what_an_element_holds(html, media, block, empty):
    el = first(html, "div")
    assert (dom.has_media(el), dom.has_block(el), dom.is_empty(el)) == (media, block, empty)


def test_an_image_is_media_and_a_comment_is_empty():
    assert dom.has_media(first("<img>", "img"))
    assert not dom.is_empty(first("<img>", "img"))
    comment = next(body_of("<p><!-- c --></p>").iter(etree.Comment))
    assert not dom.is_element(comment)
    assert dom.is_empty(comment)


@pytest.mark.parametrize(
    ("html", "label"),
    [
        ("<p>x</p>", "p"),
        ('<p id=" a b" class="c d">x</p>', "p#a.c"),
        ('<p id=" " class=" ">x</p>', "p#"),
        (f'<p class="{"x" * 200}">x</p>', "p." + "x" * 78),
    ],
)
def test_a_label_is_short(html, label):
    assert dom.label(first(html, "p")) == label


def test_a_comment_is_called_one():
    assert dom.label(next(body_of("<p><!-- c --></p>").iter(etree.Comment))) == "comment"


@pytest.mark.parametrize(
    ("html", "alone"),
    [
        ("<div><p>x</p></div>", True),
        ("<div> <p>x</p>\n</div>", True),
        ("<div>a<p></p></div>", False),
        ("<div><p></p>a</div>", False),
        ("<div></div>", False),
        ("<div><p></p><p></p></div>", False),
    ],
)
def test_the_only_child(html, alone):
    assert (dom.only_child(first(html, "div")) is not None) is alone


def test_the_text_after_an_element():
    el = first("<p><b>x</b> y<i></i></p>", "b")
    assert dom.text_after(el) == " y"
    assert not dom.is_blank_after(el)
    assert dom.is_blank_after(first("<p><b>x</b> </p>", "b"))
    assert dom.text_after(first("<p><b></b></p>", "b")) == ""


def test_attributes_and_lines():
    el = first('<p>\n</p>\n<a title="t" href="u">x</a>', "a")
    assert dom.attributes_of(el) == [("title", "t"), ("href", "u")]
    assert dom.line_of(el) == 3
    assert dom.line_of(etree.Element("p")) is None


def test_sizes_leave_white_space_out():
    el = first("<p>a <a>\u3000b c</a>d<!-- e --></p>f", "p")
    assert dom.size_of(el) == 4
    assert dom.linked_share(el) == 0.5
    assert dom.linked_share(first("<p><a> </a></p>", "p")) == 0.0
