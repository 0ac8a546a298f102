"""The preview: where the page says that something was removed, and that nothing in it is more than text."""

import html
import re

import pytest
from lxml import etree

from newsclean import Cleaner, InputError, RefusedError, Step, standard
from newsclean.dom import inline_runs, slots
from newsclean.preview.journal import journal_rows, metadata_rows, pass_rows
from newsclean.preview.marks import HUES, inert
from newsclean.preview.page import failed, page_of
from newsclean.preview.shown import shown_of

NOTE = re.compile(r'<span class="note".*?</span></span>|<span class="note"[^>]*>(?:[^<]|<span[^>]*>[^<]*</span>)*</span>')


def before_of(source, *passes, **options):
    """The pane "before" without its notes, and the document."""
    steps = passes or None
    shown = shown_of(Cleaner(steps=steps, **options), "a.html", source.encode())
    return NOTE.sub("", shown.before), shown


def marked(source, *passes):
    """What is marked as removed: label of the mark and its text, in order."""
    before, _ = before_of(source, *passes)
    tree = etree.fromstring(f"<div>{before}</div>", etree.HTMLParser())
    return [(el.get("data-pass"), "".join(el.itertext())) for el in tree.iter("div", "span") if el.get("data-n")]


def about(source, *passes):
    """What entries are about that removed nothing: the name of the verb and the text."""
    before, shown = before_of(source, *passes)
    tree = etree.fromstring(f"<div>{before}</div>", etree.HTMLParser())
    return [
        (shown.journal[int(number)].did, "".join(el.itertext()))
        for el in tree.iter("div", "span", "br")
        for number in (el.get("data-about") or "").split()
        if shown.journal[int(number)].step != "gate"
    ]


def first(doc, tag):
    return next(doc.iter(tag))


# ---- what each verb did is where it did it ----


def test_a_dropped_element_is_one_mark_with_all_it_holds():
    def step(doc):
        doc.drop(first(doc, "div"), why="w")

    assert marked("<p>a</p><div>b<i>c</i></div>d", step) == [("step", "bc")]


def test_a_lifted_element_is_a_mark():
    def step(doc):
        doc.lift(first(doc, "i"), why="w", author="b")

    assert marked("<p>a<i>b</i>c</p>", step) == [("step", "b")]


def test_a_cut_is_marked_to_the_character_across_elements():
    def step(doc):
        doc.cut(first(doc, "p"), 2, 5, why="w")

    assert marked("<p>abc<i>def</i>g</p>", step) == [("step", "c"), ("step", "de")]


def test_a_cut_is_marked_where_it_was_made_and_not_where_the_same_text_stands_before():
    def step(doc):
        doc.cut(list(doc.iter("p"))[1], 0, 1, why="w")

    before, _ = before_of("<p>ab</p><p>ac</p>", step)
    assert before.index("ab") < before.index("data-n=") < before.index("</span>c")


def test_the_same_cut_twice_marks_two_places():
    def step(doc):
        for el in doc.iter("p"):
            doc.cut(el, 0, 1, why="w")

    assert marked("<p>ab</p><p>ac</p>", step) == [("step", "a"), ("step", "a")]


def test_erased_text_is_marked():
    def step(doc):
        doc.erase(list(slots(doc.root))[2], why="w")

    assert marked("<p>a<i>b</i>c</p>", step) == [("step", "b")]


def test_of_replaced_text_only_what_differs_is_marked():
    def step(doc):
        doc.replace(list(slots(doc.root))[1], "a X c", why="w")

    before, _ = before_of("<p>a b c</p>", step)
    assert re.search(r'a <span class="altered hue-none"[^>]*>b</span> c', before)


def test_unwrapped_renamed_and_changed_elements_are_known_by_number():
    def step(doc):
        doc.unwrap(first(doc, "i"), why="w")
        doc.rename(first(doc, "b"), "strong", why="w")
        doc.set(first(doc, "p"), "title", "t", why="w")
        doc.unset(first(doc, "p"), "lang", why="w")

    assert about("<p lang='x'>a<i>b</i><b>c</b></p>", step) == [
        ("set", "abc"),
        ("unset", "abc"),
        ("unwrap", "b"),
        ("rename", "c"),
    ]


def test_wrapped_and_moved_elements_are_known_by_number():
    def step(doc):
        doc.wrap(first(doc, "p"), "em", why="w")
        doc.wrap_run(next(inline_runs(first(doc, "div"))), "p", why="w")
        doc.move_into(first(doc, "i"), first(doc, "p"), why="w")

    assert about("<p>a</p><div>b</div><i>c</i>", step) == [("wrap", "a"), ("wrap", "b"), ("move", "c")]


def test_elements_that_were_unwrapped_by_their_tag_are_found():
    def step(doc):
        doc.unwrap_all(["font"], why="w")

    assert about("<p>a<font>b</font><font>c</font></p>", step) == [("unwrap", "b"), ("unwrap", "c")]


def test_text_that_a_pass_put_into_an_element_of_its_own_is_marked_when_that_goes():
    def step(doc):
        made = doc.wrap_run(next(inline_runs(doc.root)), "p", why="w")
        doc.drop(made, why="w")

    assert marked("a loose line<hr><p>b</p>", step) == [("step", "a loose line")]


def test_of_equal_lines_the_one_that_went_is_marked():
    def step(doc):
        made = doc.wrap_run(list(inline_runs(doc.root))[1], "p", why="w")
        doc.drop(made, why="w")

    before, _ = before_of("one line<hr>one line<hr>one line", step)
    assert before.index("t-hr") < before.index("data-n=") < before.rindex("t-hr")


def test_the_same_cut_twice_in_one_text_marks_two_places():
    def step(doc):
        for _ in range(2):
            doc.cut(first(doc, "p"), 0, 1, why="w")

    assert marked("<p>aab</p>", step) == [("step", "a"), ("step", "a")]
    assert re.sub("<[^>]*>", "", before_of("<p>aab</p>", step)[0]) == "aab"


def test_what_was_moved_out_before_its_place_went_is_not_marked():
    def step(doc):
        doc.move_into(first(doc, "i"), first(doc, "p"), why="w")
        doc.drop(first(doc, "div"), why="w")

    before, _ = before_of("<p>a</p><div>b<i>c</i></div>", step)
    assert re.search(r'data-n="1"[^>]*>b<span class="t-i kept"[^>]*>c</span></div>', before)


def test_what_was_unwrapped_before_its_place_went_is_part_of_the_mark():
    def step(doc):
        doc.unwrap(first(doc, "i"), why="w")
        doc.drop(first(doc, "div"), why="w")

    assert marked("<p>a</p><div>b<i>c</i></div>", step) == [("step", "bc")]
    assert "kept" not in before_of("<p>a</p><div>b<i>c</i></div>", step)[0]


def test_what_went_before_its_place_is_a_mark_within_a_mark():
    def one(doc):
        doc.drop(first(doc, "i"), why="w")

    def two(doc):
        doc.drop(first(doc, "div"), why="w")

    assert marked("<div>b<i>c</i></div>", one, two) == [("two", "bc"), ("one", "c")]


def test_what_shows_nothing_is_a_chip_and_says_what_it_was():
    source = "<p>a</p><script>alert(1)</script><!-- note --><style>p {}</style><p>&nbsp;</p>"
    before, shown = before_of(source)
    assert re.findall(r'<span class="chip cut hue-none"[^>]*>([^<]*)', before) == ["script", "comment", "style", "p"]
    assert "alert(1)" in shown.before
    assert "note" in shown.before


def test_a_picture_in_a_noscript_element_is_no_chip():
    before, _ = before_of("<p>a</p><noscript><img src='/b.png' alt='c'></noscript>")
    assert '<span class="alt">c</span>' in before


def test_what_only_the_gate_leaves_out_is_marked():
    before, _ = before_of("<p>a</p><form><button>b</button></form><x-y>c</x-y>")
    assert before.count("data-about") >= 2


def test_every_entry_that_took_something_has_a_place(corpus_input):
    shown = shown_of(Cleaner(to="auto"), "a", corpus_input.read_bytes(), read_as="html")
    taking = [number for number, change in enumerate(shown.journal) if change.did in {"drop", "lift", "cut", "replace"}]
    assert [shown.journal[number] for number in taking if number not in shown.placed] == []


# ---- the panes ----


def test_nothing_but_boxes_is_written():
    source = (
        "<table><tr><td colspan=2 onclick=x style='color:red'><a href='javascript:a()' id=b>c</a><img src=d onerror=e></td></tr></table>"
        "<svg><title>f</title></svg><iframe src='//g' srcdoc='<p>h'>i</iframe><form action='/j'><input name=k value=l></form>"
    )
    for options in ({}, {"policy": "relaxed"}):
        _, shown = before_of(source, **options)
        for pane in (shown.before, shown.after):
            assert set(re.findall(r"</?([a-z0-9-]+)", pane)) <= {"div", "span", "br"}
            names = set(re.findall(r'<[a-z]+((?: [a-z-]+="[^"]*")*)>', pane))
            attributes = {name for group in names for name in re.findall(r' ([a-z-]+)="', group)}
            assert attributes <= {
                "class",
                "data-n",
                "data-pass",
                "data-about",
                "role",
                "aria-label",
                "aria-level",
                "aria-hidden",
                "tabindex",
                "title",
            }


def test_pictures_and_players_are_words_with_their_address_as_text():
    before, shown = before_of(
        "<p>a<img src='https://a.example/b.png' alt='c'></p><p><video src='https://a.example/d.mp4'></video></p>"
    )
    assert 'image</span> <span class="alt">c</span> <span class="address">https://a.example/b.png</span>' in before
    assert 'video</span> <span class="address">https://a.example/d.mp4</span>' in before
    assert "https://a.example/b.png" in shown.after


def test_front_matter_is_shown_as_it_was_and_as_it_became():
    source = "---\ntitle: a\nthumbnail: 'https://a.example/qr.png'\n---\n\n<p>b</p>\n"
    shown = shown_of(Cleaner(to="auto"), "a.md", source.encode())
    assert "title: a" in shown.before
    assert "title: a" in shown.after
    assert shown.kind == "frontmatter"


def test_markdown_is_shown_line_by_line_with_what_went():
    source = "# a\n\nb <span style='color:red'>c</span>\n\n<script>d()</script>\n\ne\n"
    shown = shown_of(Cleaner(to="auto"), "a.md", source.encode(), read_as="markdown")
    assert shown.kind == "markdown"
    rows = re.findall(r'<div class="([^"]*)" data-n="\d+" data-pass="([^"]*)"', shown.before)
    assert ("cut hue-none", "machinery") in rows
    assert '<span class="no">1</span><span class="code"># a</span>' in shown.before
    assert "b c" in shown.after
    assert "script" not in shown.after
    assert set(re.findall(r"</?([a-z0-9-]+)", shown.before + shown.after)) == {"div", "span"}


def test_a_line_of_markdown_that_no_entry_is_about_is_marked_as_lost():
    source = "a\n\n<div>\n\nb\n\n</div>\n"
    shown = shown_of(Cleaner(to="auto"), "a.md", source.encode(), read_as="markdown")
    assert "data-n=" in shown.before or "lost" in shown.before


def test_markdown_that_comes_out_is_shown_as_text():
    shown = shown_of(Cleaner(to="markdown"), "a.html", b"<h2>a</h2><p>b <b>c</b></p>")
    assert '<span class="code">## a</span>' in shown.after
    assert "b **c**" in shown.after


def test_a_markdown_file_that_becomes_html_is_shown_as_html():
    shown = shown_of(Cleaner(to="html"), "a.md", b"# a\n\nb <script>c</script>\n", read_as="markdown")
    assert "t-h1" in shown.before
    assert 'data-pass="machinery"' in shown.before


def test_the_result_is_that_of_an_ordinary_clean():
    source = "<div class='share'>分享</div><p>a<font>b</font></p>"
    cleaned = Cleaner().clean(source)
    _, shown = before_of(source)
    assert shown.journal == cleaned.journal
    assert shown.metadata == cleaned.metadata


# ---- escaping ----

HOSTILE = (
    "</script></style></iframe></template><!--<script>x()</script>\"'`&amp;\u2028\u2029\x00\x1b\x85\ud800<img src=x onerror=x()>"
)


def test_text_is_inert():
    assert not set(inert(HOSTILE)) & set("<>\"'\x00\x1b\x85\ud800")
    assert html.unescape(inert("a<b>\"c\"'d'&e\u00a0f")) == "a<b>\"c\"'d'&e\u00a0f"


def test_a_hostile_document_stays_in_its_frame():
    text = HOSTILE.replace("\ud800", "").replace("\x00", "")
    source = f"<p title='{html.escape(text)}'>{html.escape(text)}</p><script>{text}</script><!-- {text} --><a href='{html.escape(text)}'>a</a><img src=b alt='{html.escape(text)}'>"
    quiet = page_of([shown_of(Cleaner(), "a", b"<p>a</p>")])
    loud = page_of([shown_of(Cleaner(), text, source.encode())])
    # What a template engine or a parser would see of the page: as many of each tag as in a page of one harmless word.
    for tag in ("script", "/script", "iframe", "/iframe", "template", "/template", "style", "/style", "img", "!--"):
        assert loud.count(f"<{tag}") == quiet.count(f"<{tag}"), tag
    frames = re.findall(r'srcdoc="([^"]*)"', loud)
    assert len(frames) == 2
    for frame in map(html.unescape, frames):
        assert frame.count("<script") == frame.count("<img") == frame.count("</iframe") == 0
        assert frame.count("<style") == 1


def test_names_and_messages_are_inert():
    page = page_of([failed(HOSTILE, HOSTILE, is_refused=False)])
    assert "<img" not in page
    assert "refused" not in page.partition("<template>")[2]
    page.encode()


def test_metadata_and_the_journal_are_inert():
    def step(doc):
        doc.note(**{HOSTILE: HOSTILE})
        doc.drop(first(doc, "p"), why=HOSTILE, by=HOSTILE)

    shown = shown_of(Cleaner(steps=(Step(HOSTILE, step),)), "a", b"<p>a</p><hr>")
    for panel in (journal_rows(shown), metadata_rows(shown.metadata), pass_rows(shown.journal), shown.before):
        assert "<img" not in panel
        assert "onerror=x()&gt;" in panel


# ---- the page ----


def test_the_same_documents_give_the_same_page():
    shown = [shown_of(Cleaner(), name, b"<p>a</p><script>b</script>") for name in "ab"]
    assert page_of(shown) == page_of([shown_of(Cleaner(), name, b"<p>a</p><script>b</script>") for name in "ab"])


def test_the_page_names_every_document_and_what_became_of_it():
    page = page_of(
        [shown_of(Cleaner(), "a.html", b"<p>a</p>"), failed("b.html", "c", is_refused=True), failed("d", "e", is_refused=False)]
    )
    assert re.findall(r"<option[^>]*>([^<]*)", page) == ["a.html", "b.html (refused)", "d (not read)"]
    assert page.count("<template>") == 3


def test_the_page_loads_nothing():
    page = page_of([shown_of(Cleaner(), "a", b"<p>a <a href='https://a.example/'>b</a><img src='https://a.example/c.png'></p>")])
    assert re.findall(r"\s(?:src|href|action|poster|data|background|srcset|ping|formaction)=", page) == []
    assert "url(" not in page
    assert "@import" not in page
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
    assert policy is not None
    assert policy[1].startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in policy[1]
    assert set(re.findall(r"<iframe[^>]*?sandbox=\"([^\"]*)\"", page)) == {"allow-same-origin"}


def test_counts_are_by_pass_those_that_took_something_first():
    def shaping(doc):
        for el in doc.iter("i"):
            doc.rename(el, "em", why="w")

    def taking(doc):
        doc.drop(first(doc, "hr"), why="w")

    def more(doc):
        for el in doc.iter("b"):
            doc.unwrap(el, why="w")

    shown = shown_of(Cleaner(steps=(more, shaping, taking)), "a", b"<p><i>a</i><i>b</i><b>c</b></p><hr>")
    rows = re.findall(r'value="([^"]*)".*?<rect width="(\d+)".*?class="number">(\d+)', pass_rows(shown.journal))
    assert rows == [("taking", "100", "1"), ("shaping", "100", "2"), ("more", "50", "1")]


def test_an_entry_without_a_place_says_so():
    shown = shown_of(Cleaner(), "a", b"<p> a </p>")
    assert [change.did for change in shown.journal] == ["trim"]
    assert 'class="nowhere"' in journal_rows(shown)


def test_what_cannot_be_read_or_is_refused_is_raised():
    with pytest.raises(InputError):
        shown_of(Cleaner(), "a", b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    with pytest.raises(RefusedError):
        shown_of(Cleaner(), "a", b"<div>" * 3000 + b"x")


def test_the_colours_are_those_of_the_passes(project):
    styles = (project / "src/newsclean/preview/colours.css").read_text("utf-8")
    assert set(re.findall(r"^\.hue-([a-z-]+) \{", styles, re.MULTILINE)) == HUES | {"none"}
    assert set(standard().names) >= HUES
