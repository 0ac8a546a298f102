"""What stands beside an element: the lines around it (`near`) and the comment in front of it (`comment`)."""

import time

import pytest
from lxml import etree

from newsclean import Cleaner
from newsclean.read.parse import parse
from newsclean.rules.beside import comment_before, lines_beside
from own import cleaned_by, rule_text

IMAGE = '<img src="https://example.com/a.jpg">'


@pytest.mark.parametrize(
    ("html", "lines"),
    [
        ("<p>a</p>@<p>b</p>", ("a", "b")),
        ("<p>a</p><p>@</p><p>b</p>", ("a", "b")),
        ("<p>a</p><div> <p>@</p></div><p>b</p>", ("a", "b")),
        ("<p>a@b</p>", ("a", "b")),
        ("<p>a<br>@<br>b</p>", ("a", "b")),
        ("<p>a <b>b</b> c@d <b>e</b> f</p>", ("a b c", "d e f")),
        ("<p>a</p>b <i>c <u>d</u></i>@e<p>f</p>", ("b c d", "e")),
        ("<p>a<br>b</p>@<p>c<br>d</p>", ("b", "c")),
        ("<div><p>a</p><p>b</p></div>@<div><p>c</p><p>d</p></div>", ("b", "c")),
        ("<div>a<p>b</p>c</div>@<div>d<p>e</p>f</div>", ("c", "d")),
        ("<p>a</p><p> </p><br><p><b></b></p>@<hr><p>\u3000</p><p>b</p>", ("a", "b")),
        ("<p>a</p><!-- b -->@<!-- c --><p>d</p>", ("a", "d")),
        ("<p>a</p><p>b@</p><p>c</p>", ("b",)),
        ("<p>a</p>@", ("a",)),
        ("@<p>b</p>", ("b",)),
        ("<section>@</section>", ()),
        ("<ul><li>a</li><li>b</li></ul>@", ("b",)),
    ],
)
def test_the_lines_beside_an_element(html, lines):
    body = parse(f"<div>{html.replace('@', IMAGE)}</div>", page=False).body
    assert lines_beside(next(body.iter("img"))) == lines


def test_what_stands_nowhere_has_no_lines_beside_it():
    assert lines_beside(etree.Element("p")) == ()


@pytest.mark.parametrize(
    ("html", "comment"),
    [
        ("<!-- a -->@", "a"),
        ("<!-- a --> \n@", "a"),
        ("<!---->@", ""),
        ("<!-- a -->b@", None),
        ("<!-- a --><b></b>@", None),
        ("<!-- a --><p>@</p>", None),
        ("<!-- a --><!-- b -->@", "b"),
        ("@<!-- a -->", None),
        ("a@", None),
    ],
)
def test_the_comment_in_front_of_an_element(html, comment):
    body = parse(f"<div>{html.replace('@', IMAGE)}</div>", page=False).body
    assert comment_before(next(body.iter("img"))) == comment


@pytest.mark.parametrize(
    ("html", "goes"),
    [
        ("<p>Text.</p><p>@</p><p>Scan me</p>", True),
        ("<p>Text.</p><p>Scan me</p><p>@</p>", True),
        ("<p>Scan me if you can, said the clock.</p><p>@</p><p>Text.</p>", False),
        ("<p>Scan me</p><p>Text.</p><p>@</p>", False),
    ],
)
def test_near_is_about_a_whole_line(tmp_path, html, goes):
    pack = rule_text("select = 'img'\nnear = 'Scan me.{0,5}'")
    assert ("<img" not in cleaned_by(tmp_path, pack, html.replace("@", IMAGE)).content) is goes


@pytest.mark.parametrize(
    ("name", "html", "goes"),
    [
        ("ad", "<!-- ad --><p>@</p>", True),
        ("ad", "<!-- ad 7 --><p>@</p>", False),
        ("ad*", "<!-- ad 7 --><p>@</p>", True),
        ("ad*", "<!-- bad --><p>@</p>", False),
        ("ad*", "<p>@</p>", False),
    ],
)
def test_comment_is_the_text_in_front(tmp_path, name, html, goes):
    pack = rule_text(f"select = 'p'\ncomment = '{name}'")
    assert ("<img" not in cleaned_by(tmp_path, pack, html.replace("@", IMAGE) + "<div>Text.</div>").content) is goes


def test_near_and_comment_stand_beside_words_as_well(tmp_path):
    html = '<p>Text.</p><!-- ad --><div class="my-box">a</div><p>More</p><div class="my-box">b</div>'
    for key in ("comment = 'ad'", "near = 'Text.'"):
        assert cleaned_by(tmp_path, rule_text(f"words = ['box']\n{key}"), html).content == "<p>Text.</p>\n<p>More</p>\n<p>b</p>\n"


def test_pictures_in_a_row_take_linear_time():
    cleaner, times = Cleaner(), []
    for number in (500, 4000):
        start = time.process_time()
        cleaner.clean(f"<p>a</p>{IMAGE * number}<p>b</p>")
        times.append(time.process_time() - start)
    assert times[1] < 24 * times[0] + 0.5
