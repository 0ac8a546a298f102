"""The page of a preview in a real browser: what it shows, how it is operated, and that nothing in it runs or is fetched."""

import json
import re
from collections import defaultdict

import pytest

import hostile
from chromium import Chromium, binary
from newsclean import Cleaner, RefusedError
from newsclean.preview.page import failed, page_of
from newsclean.preview.shown import Shown, shown_of

ARTICLE = "".join(f"<p>第{number}段：这是一篇文章里的一段话，够长，像一句话。</p>" for number in range(40))
PAGE = (
    "<html><head><title>一个标题</title></head><body><div class='share'>分享到微博</div><script>x()</script>"
    f"<div class='article'><p>Text <b>bold</b> and <a href='https://a.example/'>a link</a>.</p>{ARTICLE}"
    "<p><img src='https://a.example/picture.png' alt='a picture'></p></div>"
    "<div style='display:none'>hidden <span style='display:none'>deeper</span></div>"
    "<table><tr><td>averyveryveryveryveryveryveryveryveryveryverylongwordwithoutanyspace</td><td>b</td></tr></table></body></html>"
)
RULED = "<p>Text.</p><iframe src='https://a.example/'></iframe><div class='appendQr_wrap'>扫码</div>"

HOSTILE = [
    "<script>canary()</script>",
    "</script><script>canary()</script>",
    "<p>a</iframe><script>canary()</script>",
    '" onload="canary()" x="<p>a',
    "' onload='canary()' x='<p>a",
    "<img src=x onerror=canary()>",
    "<svg onload=canary()>",
    "<svg><script>canary()</script></svg>",
    '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=canary()&gt;">',
    '<noscript><p title="</noscript><img src=x onerror=canary()>">',
    "<template><script>canary()</script></template>",
    "</template><script>canary()</script>",
    "<textarea></textarea><img src=x onerror=canary()>",
    "<title></title><img src=x onerror=canary()>",
    "<style>@import 'https://a.example/a.css';</style><p style='background:url(https://a.example/b)'>a",
    "</style><img src=x onerror=canary()>",
    "<!--><img src=x onerror=canary()>-->",
    "<!-- --!><img src=x onerror=canary()> -->",
    "<meta http-equiv=refresh content='0;url=https://a.example/'><base href='https://a.example/'>",
    "<link rel=stylesheet href='https://a.example/a.css'><link rel=preload as=image href='https://a.example/b.png'>",
    "<iframe src='javascript:parent.canary()'></iframe><iframe srcdoc='<script>parent.canary()</script>'></iframe>",
    "<object data='javascript:canary()'></object><embed src='javascript:canary()'>",
    "<a href='javascript:canary()' autofocus onfocus=canary()>a</a><a href=//a.example ping=//a.example/p>b</a>",
    "<form action='javascript:canary()'><button autofocus onfocus=canary()>a</button></form>",
    "<details open ontoggle=canary()><summary>a</summary></details>",
    "<video src=//a.example/a.mp4 autoplay onerror=canary()></video><audio src=//a.example/b.mp3></audio>",
    "<body onload=canary()><p>a",
    "<p id=stage>a</p><p id=pick>b</p><p name=theme>c</p><p class='cut note lit' data-n=0 data-pass=x tabindex=0>d</p>",
    "<p>\u2028\u2029\u0000\u000b\u202e\ufeff${canary()}{{canary()}}$canary</p>",
    "<x:script xmlns:x='http://www.w3.org/1999/xhtml'>canary()</x:script>",
    "<p title='--><script>canary()</script>' alt=`canary()`>a</p>",
    "<plaintext><script>canary()</script>",
    "<xmp></xmp><script>canary()</script>",
    "<select><option><img src=x onerror=canary()></option></select>",
    "<table><tr><td><script>canary()</script><td></table></div></div></section></main>",
    "&lt;script&gt;canary()&lt;/script&gt;&amp;lt;script&amp;gt;canary()&amp;lt;/script&amp;gt;",
]
CLEANER = Cleaner()
CANARY = "window.canary = () => { top.ran = 1 }"


@pytest.fixture(scope="module")
def browser():
    path = binary()
    if path is None:
        pytest.skip("no Chromium")
    chromium = Chromium(path)
    yield chromium
    chromium.close()


@pytest.fixture
def page(browser, tmp_path):
    """Open the page of some documents on a desktop or a phone; the browser is given back."""

    def open_page(*sources, width=1280, height=800, **media):
        browser.size(width, height, touch=width < 500)
        browser.prefer(**{"prefers_color_scheme": "light", "prefers_reduced_motion": "reduce", **media})
        shown = [
            one if isinstance(one, Shown) else shown_of(CLEANER, f"{number}.html", one.encode())
            for number, one in enumerate(sources)
        ]
        (tmp_path / "page.html").write_text(page_of(shown), "utf-8")
        browser.open(tmp_path / "page.html")
        return browser

    return open_page


def quiet(browser):
    """Whether nothing was complained of and nothing was asked for."""
    return (browser.complaints(), browser.requests(), browser.dialogs()) == ([], [], [])


BEFORE = "document.querySelector('iframe').contentDocument"
AFTER = "document.querySelectorAll('iframe')[1].contentDocument"


def middle_of(browser, selector):
    """Where the first element of the pane "before" that the selector names is on the page."""
    return browser.run(
        f"(() => {{ const frame = document.querySelector('iframe').getBoundingClientRect();"
        f" const mark = {BEFORE}.querySelector(`{selector}`); mark.scrollIntoView({{ block: 'center' }});"
        " const box = mark.getClientRects()[0]; return [frame.x + box.x + 6, frame.y + box.y + box.height / 2]; })()"
    )


def notes(browser):
    """The notes that can be seen."""
    return browser.run(
        f"[...{BEFORE}.querySelectorAll('.note')].filter((one) => one.checkVisibility()).map((one) => one.innerText)"
    )


def marks(browser, pass_name):
    """Whether each mark of a pass is seen as one."""
    return browser.run(
        f"[...{BEFORE}.querySelectorAll('[data-pass={pass_name}]')].map((one) => !one.classList.contains('off') && one.checkVisibility())"
    )


# ---- what it shows ----


def test_the_page_needs_nothing_and_complains_of_nothing(page):
    browser = page(PAGE, RULED, failed("c.html", "no", is_refused=True))
    for _ in range(2):
        browser.run("document.querySelector('#on').click()")
        browser.settle()
    assert browser.run("document.querySelector('.failure').innerText").splitlines()[0] == "This document was refused"
    assert quiet(browser)


def test_several_documents_are_chosen_from_a_list(page):
    browser = page(PAGE, RULED)
    assert browser.run("[...document.querySelector('#pick').options].map((one) => one.text)") == ["0.html", "1.html"]
    assert browser.run("[...document.querySelectorAll('.picker button')].map((one) => one.disabled)") == [True, False]
    assert browser.run("document.querySelector('h1').innerText") == "一个标题"
    browser.run("document.querySelector('#pick').focus()")
    browser.press("ArrowDown")
    browser.settle()
    assert browser.run("document.querySelector('h1').innerText") == "1.html"
    assert browser.run("[...document.querySelectorAll('.picker button')].map((one) => one.disabled)") == [False, True]


def test_both_panes_show_the_document_and_what_went_is_marked(page):
    browser = page(PAGE)
    assert "分享到微博" in browser.run(f"{BEFORE}.body.innerText")
    assert "分享到微博" not in browser.run(f"{AFTER}.body.innerText")
    assert "Text bold and a link." in browser.run(f"{AFTER}.body.innerText")
    assert marks(browser, "share") == [True]
    assert browser.run(f"getComputedStyle({BEFORE}.querySelector('[data-pass=share]')).backgroundColor") != browser.run(
        f"getComputedStyle({BEFORE}.body).backgroundColor"
    )


def test_the_note_of_the_mark_under_the_pointer_says_pass_reason_and_rule(page):
    browser = page(PAGE)
    assert notes(browser) == []
    browser.point(*middle_of(browser, "[data-pass=share]"))
    (note,) = notes(browser)
    assert note.startswith("share removed · line ")
    assert "share and like bar" in note
    assert "common/share-bars" in note


def test_of_marks_within_marks_only_the_innermost_tells(page):
    browser = page("<p>a</p><div class='share'>分享<i style='display:none'>hidden</i>到微博</div>")
    browser.point(*middle_of(browser, "[data-pass=hidden]"))
    assert [note.split()[0] for note in notes(browser)] == ["hidden"]


def test_a_mark_that_is_pointed_at_is_found_in_the_table(page):
    browser = page(PAGE)
    browser.click(*middle_of(browser, "[data-pass=share]"))
    assert browser.run("document.querySelector('tr.lit').dataset.pass") == "share"
    assert "share and like bar" in browser.run("document.querySelector('[role=status]').textContent")


def test_a_mark_that_cannot_have_the_focus_is_found_in_the_table_too(page):
    browser = page("<p>a</p><!-- one --><hr><!-- two -->")
    browser.click(*middle_of(browser, "[data-pass=comments]:not([tabindex])"))
    assert browser.run("document.querySelector('tr.lit').dataset.pass") == "comments"


def test_a_row_of_the_table_leads_to_its_mark(page):
    browser = page(PAGE)
    browser.run("[...document.querySelectorAll('tbody tr')].filter((row) => row.dataset.pass === 'hidden').at(-1).click()")
    assert browser.run(f"[...{BEFORE}.querySelectorAll('.lit')].map((one) => one.dataset.pass)") == ["hidden"]
    top, height = browser.run(
        f"[{BEFORE}.querySelector('.lit').getBoundingClientRect().top, {BEFORE}.documentElement.clientHeight]"
    )
    assert 0 < top < height


def test_a_row_about_what_stayed_outlines_it(page):
    browser = page(PAGE)
    browser.run("[...document.querySelectorAll('tbody tr')].find((row) => row.innerText.includes('rename b to strong')).click()")
    assert browser.run(f"[...{BEFORE}.querySelectorAll('.lit')].map((one) => one.innerText)") == ["bold"]


def test_an_address_leads_to_a_change_of_a_document(page, tmp_path):
    browser = page(RULED, PAGE)
    browser.run("document.querySelector('#on').click()")
    browser.settle()
    browser.run("document.querySelector('tr[data-pass=share]').click()")
    assert browser.run("location.hash") == "#2.3"
    browser.open(tmp_path / "page.html", fragment="2.3")
    assert browser.run(f"[...{BEFORE}.querySelectorAll('.lit')].map((one) => one.dataset.pass)") == ["share"]


@pytest.mark.parametrize("fragment", ["0", "9", "x.y", "1.99", "."])
def test_an_address_that_leads_nowhere_does_no_harm(page, tmp_path, fragment):
    browser = page(RULED, PAGE)
    browser.open(tmp_path / "page.html", fragment=fragment)
    assert browser.run("document.querySelectorAll('iframe').length") == 2
    assert quiet(browser)


def test_switches_take_the_marks_of_a_pass_away_and_bring_them_back(page):
    browser = page(PAGE, PAGE)
    browser.run("document.querySelector('.side [value=share]').click()")
    assert (marks(browser, "share"), set(marks(browser, "hidden"))) == ([False], {True})
    assert browser.run("document.querySelector('tr[data-pass=share]').className") == "off"
    assert browser.run(f"{BEFORE}.querySelector('[data-pass=share]').tabIndex") == -1
    browser.point(*middle_of(browser, "[data-pass=share]"))
    assert notes(browser) == []
    browser.run("document.querySelector('#on').click()")
    browser.settle()
    assert marks(browser, "share") == [False], "the choice holds for the next document"
    browser.run("document.querySelector('[data-all=off]').click()")
    assert set(marks(browser, "hidden")) == {False}
    browser.run("document.querySelector('[data-all=on]').click()")
    assert set(marks(browser, "hidden") + marks(browser, "share")) == {True}
    assert quiet(browser)


def test_the_panes_scroll_together_where_the_text_is_the_same(page):
    browser = page(PAGE.replace("<div class='article'>", "<div class='share'>" + "分享<br>" * 60 + "</div><div class='article'>"))
    browser.point(*middle_of(browser, ".t-p:nth-of-type(20)"))
    browser.settle()
    tops = [
        browser.run(
            f"[...{pane}.querySelectorAll('.t-p')].find((one) => one.innerText.includes('第18段')).getBoundingClientRect().top"
        )
        for pane in (BEFORE, AFTER)
    ]
    assert browser.run(f"{AFTER}.scrollingElement.scrollTop") > 0
    assert abs(tops[0] - tops[1]) < 3


# ---- the keyboard ----


def test_everything_is_reached_with_the_tab_key(page):
    browser = page(PAGE, RULED)
    seen = []
    for _ in range(40):
        browser.press("Tab")
        seen.append(
            browser.run(
                "(() => { let one = document.activeElement; if (one.contentDocument) one = one.contentDocument.activeElement;"
                " return [one.id, one.name, one.value, one.className, one.dataset.pass].filter(Boolean).join(' ').replace(' lit', ''); })()"
            )
        )
    text = "\n".join(seen)
    for wanted in (
        "pick",
        "on",
        "theme",
        "side panel",
        "share",
        "cut hue-share share",
        "cut hue-hidden hidden",
        "sync",
        "fold",
        "rows",
    ):
        assert wanted in text, wanted
    places = [text.index(one) for one in ("pick", "theme", "side panel", "cut hue-share", "sync", "fold")]
    assert places == sorted(places)


def test_a_mark_with_the_focus_tells_and_arrows_lead_on(page):
    browser = page(PAGE)
    browser.run(f"{BEFORE}.querySelector('[data-pass=share]').focus()")
    assert [note.split()[0] for note in notes(browser)] == ["share"]
    browser.press("ArrowDown")
    assert [note.split()[0] for note in notes(browser)] == ["machinery"]
    browser.press("ArrowUp")
    assert [note.split()[0] for note in notes(browser)] == ["share"]
    assert browser.run("document.querySelector('tr.lit').dataset.pass") == "share"
    browser.press("Escape")
    assert notes(browser) == []


def test_the_table_is_gone_through_with_arrows_and_enter_leads_to_the_mark(page):
    browser = page(PAGE)
    browser.run("document.querySelector('tbody button').focus()")
    browser.press("ArrowDown")
    browser.press("Enter")
    browser.settle()
    assert (
        browser.run("[...document.querySelectorAll('tbody tr')].map((row) => row.classList.contains('lit')).indexOf(true)") == 1
    )
    assert browser.run(f"{BEFORE}.querySelectorAll('.lit').length") >= 1


def test_switches_work_with_the_space_bar_and_the_fold_with_enter(page):
    browser = page(PAGE)
    browser.run("document.querySelector('.side [value=share]').focus()")
    browser.press(" ")
    assert marks(browser, "share") == [False]
    browser.run("document.querySelector('#fold').focus()")
    browser.press("Enter")
    assert browser.run("[document.querySelector('.rows').checkVisibility(), document.querySelector('#fold').ariaExpanded]") == [
        False,
        "false",
    ]


def test_every_control_has_a_name_and_every_frame_a_title(page):
    browser = page(PAGE, RULED)
    nodes = browser.call("Accessibility.getFullAXTree")["nodes"]
    controls = {"button", "checkbox", "radio", "combobox", "tab", "region", "Iframe", "table", "heading"}
    found = [(node["role"]["value"], node.get("name", {}).get("value", "")) for node in nodes if not node["ignored"]]
    assert {role for role, _ in found} >= {
        "button",
        "checkbox",
        "radio",
        "combobox",
        "region",
        "table",
        "heading",
        "row",
        "columnheader",
    }
    assert [role for role, name in found if role in controls - {"table"} and not name] == []


# ---- narrow and wide, light and dark ----


def test_a_phone_shows_one_panel_and_nothing_is_wider_than_it(page):
    browser = page(PAGE, RULED, width=390, height=844)
    for _ in range(2):
        for name in ("before", "after", "side", "journal"):
            browser.run(f"document.querySelector('[role=tab][data-panel={name}]').click()")
            browser.settle()
            assert browser.run(
                "[...document.querySelectorAll('.panel')].filter((one) => one.checkVisibility()).map((one) => one.dataset.panel)"
            ) == [name]
            assert browser.run("document.scrollingElement.scrollWidth") <= 390
            assert (
                browser.run(
                    "[...document.querySelectorAll('iframe, .rows, .side')].filter((one) => one.checkVisibility()).map((one) => (one.contentDocument?.scrollingElement ?? one)).filter((one) => one.scrollWidth > one.clientWidth).length"
                )
                == 0
            )
            assert browser.run("document.querySelector('[role=tab][aria-selected=true]').dataset.panel") == name
        browser.run("document.querySelector('#on').click()")
        browser.settle()
    assert quiet(browser)


def test_on_a_phone_a_tap_shows_the_note_within_the_screen(page):
    browser = page(PAGE, width=390, height=844)
    browser.tap(*middle_of(browser, "[data-pass=share]"))
    (note,) = notes(browser)
    assert "common/share-bars" in note
    box = browser.run(
        f"(() => {{ const box = [...{BEFORE}.querySelectorAll('.note')].find((one) => one.checkVisibility()).getBoundingClientRect(); return [box.left, box.right, box.top, box.bottom, {BEFORE}.documentElement.clientHeight]; }})()"
    )
    assert 0 <= box[0] < box[1] <= 390
    assert 0 <= box[2] < box[3] <= box[4]


def test_on_a_phone_a_row_leads_to_the_mark_in_its_panel(page):
    browser = page(PAGE, width=390, height=844)
    browser.run("document.querySelector('[role=tab][data-panel=journal]').click()")
    browser.run("document.querySelector('tr[data-pass=share]').click()")
    browser.settle()
    assert browser.run("document.querySelector('.panel.chosen').dataset.panel") == "before"
    assert [note.split()[0] for note in notes(browser)] == ["share"]


def test_tabs_are_a_row_that_arrows_go_along(page):
    browser = page(PAGE, width=390, height=844)
    browser.run("document.querySelector('[role=tab][aria-selected=true]').focus()")
    browser.press("ArrowRight")
    assert browser.run("[document.activeElement.dataset.panel, document.querySelector('.panel.chosen').dataset.panel]") == [
        "after",
        "after",
    ]
    browser.press("ArrowLeft")
    assert browser.run("document.querySelector('.panel.chosen').dataset.panel") == "before"
    assert browser.run("[...document.querySelectorAll('.panel')].every((one) => one.role === 'tabpanel')")


def test_a_wide_page_is_no_row_of_tabs(page):
    browser = page(PAGE)
    assert browser.run("document.querySelector('[role=tablist]').checkVisibility()") is False
    assert browser.run("[...document.querySelectorAll('.panel')].every((one) => one.checkVisibility() && !one.role)")
    assert browser.run("document.scrollingElement.scrollWidth") <= 1280


def test_the_colours_are_those_of_the_reader_and_the_switch_goes_before(page):
    browser = page(PAGE, prefers_color_scheme="dark")
    panes = ("document", BEFORE, AFTER)
    grounds = [f"getComputedStyle({one}.querySelector('body').closest('html')).colorScheme" for one in panes]
    dark = [
        browser.run(f"matchMedia('(prefers-color-scheme: dark)').matches && getComputedStyle({one}.body).color") for one in panes
    ]
    browser.run("document.querySelector('[name=theme][value=light]').click()")
    light = [browser.run(f"getComputedStyle({one}.body).color") for one in panes]
    assert [browser.run(one) for one in grounds] == ["light"] * 3
    assert all(one != other for one, other in zip(dark, light, strict=True))
    browser.run("document.querySelector('[name=theme][value=dark]').click()")
    assert [browser.run(f"getComputedStyle({one}.body).color") for one in panes] == dark
    browser.run("document.querySelector('[name=theme]').click()")
    browser.prefer(prefers_color_scheme="light")
    assert [browser.run(f"getComputedStyle({one}.body).color") for one in panes] == light


CONTRASTS = """(() => {
  const pen = Object.assign(document.createElement("canvas"), { width: 1, height: 1 }).getContext("2d", { willReadFrequently: true });
  const box = document.body.appendChild(document.createElement("p"));
  const light = (name) => {
    box.style.color = `var(${name})`;
    pen.fillStyle = getComputedStyle(box).color;
    pen.fillRect(0, 0, 1, 1);
    const [r, g, b] = [...pen.getImageData(0, 0, 1, 1).data].map((one) => one / 255).map((one) => (one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (one, other) => { const [low, high] = [light(one), light(other)].sort((a, b) => a - b); return (high + 0.05) / (low + 0.05); };
  const found = {};
  for (const hue of HUES) {
    box.className = hue;
    for (const pair of ["--word --tint", "--word --paper"]) found[`${hue} ${pair}`] = contrast(...pair.split(" "));
    found[`${hue} edge`] = 1.5 * contrast("--edge", "--paper");
  }
  for (const pair of ["--ink --paper", "--ink --ground", "--quiet --paper", "--quiet --ground", "--accent --paper"]) found[pair] = contrast(...pair.split(" "));
  box.remove();
  return found;
})()"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_all_colours_are_readable(page, scheme):
    browser = page(PAGE, prefers_color_scheme=scheme)
    hues = re.findall(r"^\.(hue-[a-z-]+) \{", browser.run("document.querySelector('style').textContent"), re.MULTILINE)
    assert len(hues) == 13
    found = browser.run(CONTRASTS.replace("HUES", json.dumps(hues)))
    # WCAG 2.2: 4.5 for text, 3 for what is no text (an edge was counted one and a half times).
    assert {name: round(value, 2) for name, value in found.items() if value < 4.5} == {}


def test_nothing_moves_for_readers_who_asked_for_that(page):
    browser = page(PAGE)
    moved = "(() => { const pane = %s.scrollingElement; document.querySelectorAll('tbody tr[data-pass=hidden] button')[0].click(); return pane.scrollTop; })()"
    assert browser.run(moved % BEFORE) > 0
    assert browser.run("document.getAnimations().length") == 0


# ---- hostile documents ----


@pytest.fixture
def canary(browser):
    """A browser in whose pages and frames a call of `canary` leaves a mark."""
    browser.size(1280, 800)
    name = browser.inject(CANARY)
    yield browser
    browser.withdraw(name)


def tried(browser, tmp_path, sources):
    """Show each of the documents in one page; what ran, was fetched, or was kept from it."""
    shown = []
    for number, source in enumerate(sources):
        try:
            shown.append(shown_of(CLEANER, source[:40] or str(number), source))
        except RefusedError as error:
            shown.append(failed(source[:40], f"{error} {source}", is_refused=True))
    (tmp_path / "page.html").write_text(page_of(shown), "utf-8")
    browser.open(tmp_path / "page.html")
    before = browser.run("Object.keys(window).length")
    for number in range(len(shown)):
        browser.run(
            f"(() => {{ const pick = document.querySelector('#pick'); pick.selectedIndex = {number}; pick.dispatchEvent(new Event('change')); }})()"
        )
        browser.settle()
    assert browser.run("Object.keys(window).length") == before
    return browser.run("window.ran"), browser.complaints(), browser.requests(), browser.dialogs()


def test_hostile_documents_run_nothing_and_fetch_nothing(canary, tmp_path):
    assert tried(canary, tmp_path, HOSTILE) == (None, [], [], [])


def test_what_would_run_in_a_template_runs_nothing(canary, tmp_path):
    of_structure = defaultdict(list)
    for name, document in hostile.documents().items():
        of_structure[name.partition(":")[0]].append(document)
    assert tried(canary, tmp_path, map("\n".join, of_structure.values())) == (None, [], [], [])


@pytest.mark.parametrize("name", ["vectors-dev.jsonl", "md-dev.jsonl"])
def test_attacks_run_nothing_and_fetch_nothing(canary, tmp_path, shared, name):
    lines = (shared / "security" / name).read_text("utf-8").splitlines()
    sources = [json.loads(line)["html"] for line in lines[::20]]
    assert sources
    assert tried(canary, tmp_path, sources) == (None, [], [], [])


def test_markup_that_came_into_a_frame_would_still_run_nothing(canary, tmp_path):
    """The walls behind the writer: the sandbox and the policy hold by themselves."""
    shown = Shown("a", before="".join(HOSTILE), after="<p>a</p>")
    (tmp_path / "page.html").write_text(page_of([shown]), "utf-8")
    canary.open(tmp_path / "page.html")
    canary.settle()
    assert canary.run("window.ran") is None
    assert canary.complaints() != []
    assert canary.requests() != []
    assert canary.fetched() == []
    assert canary.dialogs() == []


SANDBOX = r' sandbox="allow-same-origin"'
POLICIES = r"""<meta http-equiv="Content-Security-Policy" content="[^"]*">|&lt;meta http-equiv=&quot;Content-Security-Policy.*?&quot;&gt;"""


@pytest.mark.parametrize(
    ("torn_down", "ran"), [([SANDBOX, POLICIES], 1), ([SANDBOX], None), ([POLICIES], None)], ids=["both", "sandbox", "policies"]
)
def test_each_wall_holds_alone_and_without_both_the_same_markup_runs(canary, tmp_path, torn_down, ran):
    page = page_of([Shown("a", before="<img src=x onerror='canary(); alert(1)'>", after="<p>a</p>")])
    for wall in torn_down:
        page, times = re.subn(wall, "", page)
        assert times >= 2
    (tmp_path / "page.html").write_text(page, "utf-8")
    canary.open(tmp_path / "page.html")
    assert canary.run("window.ran") == ran
    assert bool(canary.dialogs()) == bool(ran)
