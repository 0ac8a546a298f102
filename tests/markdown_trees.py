"""Generated trees for the Markdown writer: safe by construction, and as awkward as can be."""

from hypothesis import strategies as st

from newsclean.gate.tree import SafeElement

SPECIAL = list("\\`*_[]()<>&~|!#+-=.:{}@\"'$%^;/?,1x")
CHINESE = list("长三角是中“”，。：（）《》、！？…—·")
SPACES = [" ", "  ", "\n", "　", "\u00a0", "\t"]
TOKENS = (
    "http://a.cn/b https://a.cn www.b.cn ftp://c a@b.cn [x](javascript:alert(1)) <javascript:x> [a]:javascript:x &amp; &#106; &lt; 1. 2) - + # ## > ``` ~~~ --- === ***"
    " ** __ ~~ |---| ![ ]( ][ [^1] [x] {{ }} {% {#x} {:a=b} <img> <!-- ]]> \\* 0x ．1 12. →+ ￥5 😀 é e\u0301 <br>"
    " [^1]: [^a]:x [!NOTE] :smile: :::note ???+ !!! {{<x>}} ${x} <%= +++ ;;; |-|-| |:-: ||x|| *[x]: <https://a.cn> <a@b.cn> mailto:a@b.cn a.b@c.d_e xmpp:a@b.cn"
    " </p> <p <a\u00a0href=x> <?x ?> <!X> <![CDATA[ <details> &copy &copy; &#x3c; &#60 \\< \\\\ a\\ \\a $x$ $$ ==x== ^x^ ~x~ ++x++ %%x%% -- ... (c) \"x\" ' H~2~O"
    " #x #1 @x !x 1) 10. * • \u200b \ufeff \u2028 \u00ad （ ） 「x」 ＊ ＿ ａ <中 AT&T a_b_c _a_ *a* 2*3*4 `a` a`b <x:y> x<y>z"
).split(" ")  # fmt: skip
BORDERS = list("中字ａ1aZ“”‘’，。：；！？、（）《》「」【】…—·～＊￥%$+=^~|*_`\\.,:;!?\"'()[]{}<>&@#/- \u00a0\u3000\u200b☺→😀é")

texts = st.lists(
    st.sampled_from(CHINESE)
    | st.sampled_from(SPECIAL)
    | st.sampled_from(SPACES)
    | st.sampled_from(TOKENS)
    | st.sampled_from(["a", "Z", "9", "字词"]),
    min_size=1,
    max_size=6,
).map("".join)
urls = st.sampled_from(
    [
        "https://a.cn/b",
        "/x(y",
        "a_b*c",
        "/中文",
        "https://a.cn/?a=1&amp;b=2&copy=3",
        "/(x)_y",
        "/((x)",
        "/x)y(z",
        "a b",
        "#n",
        "mailto:a@b.cn",
        "/~~x~~",
        "/`x`",
        "/[x]",
        "/](x",
        "?q='1'",
        '?q="1"',
        "http://a.cn",
        "/a|b",
        "/{{x}}",
        "/<x>",
        "/a\\",
        "/a\u3000b",
        "/a\u00a0",
    ]
)
titles = st.just("") | texts


def element(tag, children, **attributes):
    return SafeElement(tag, {name: value for name, value in attributes.items() if value}, children)


images = st.builds(lambda src, alt, title: element("img", [], src=src, alt=alt, title=title), urls, titles, titles)
breaks = st.just(element("br", []))
sources = st.builds(lambda src, kind: element("source", [], src=src, type=kind), urls, st.sampled_from(["", "video/mp4"]))
recordings = st.builds(
    lambda tag, src, inner, text: SafeElement(tag, {"src": src, "controls": ""} if src else {"controls": ""}, [*inner, *text]),
    st.sampled_from(["audio", "video"]),
    urls | st.just(""),
    st.lists(sources, max_size=2),
    st.lists(texts, max_size=1),
)
codes = st.builds(lambda text: element("code", [text]), texts)
leaves = texts | texts | images | breaks | codes | recordings
NESTING = "strong em del b i s strong em sub sup u ins kbd code mark small q span".split()


def inlines(depth, *, linked=False):
    if not depth:
        return st.lists(leaves, min_size=1, max_size=3)
    deeper = inlines(depth - 1, linked=linked)
    nested = st.builds(element, st.sampled_from(NESTING), deeper)
    choices = leaves | nested | nested
    if not linked:
        links = st.builds(
            lambda nodes, href, title: element("a", nodes, href=href, title=title),
            inlines(depth - 1, linked=True),
            urls,
            titles,
        )
        choices = choices | links | urls.map(lambda url: element("a", [url], href=url))
    return st.lists(choices, min_size=1, max_size=4)


# A mark with any two characters at each of its ends, alone, within another, and beside another.
border = st.sampled_from(BORDERS) | st.just("")
marks = st.builds(
    lambda tag, first, middle, last: element(tag, [first + middle + last], href="/a" if tag == "a" else ""),
    st.sampled_from(["strong", "em", "del", "a", "code", "u"]),
    border,
    st.sampled_from(["字", "a", "1", "。"]),
    border,
)
nested_marks = st.builds(
    lambda tag, first, mark, last: element(tag, [first, mark, last]),
    st.sampled_from(["strong", "em", "del"]),
    border,
    marks,
    border,
)
bordered = st.lists(st.builds(lambda text, mark: [text, mark], border, marks | nested_marks), min_size=1, max_size=3).flatmap(
    lambda pairs: border.map(lambda last: [node for pair in pairs for node in pair] + [last])
)

# One text at every place where Markdown writes text.
PLACES = {
    "a paragraph": lambda text: [element("p", [text])],
    "a line": lambda text: [element("p", ["字", element("br", []), text, element("br", []), "字"])],
    "a heading": lambda text: [element("h2", [text])],
    "an item": lambda text: [element("ul", [element("li", [text]), element("li", [text])])],
    "a numbered item": lambda text: [element("ol", [element("li", [element("p", [text]), element("p", [text])])], start="7")],
    "a quotation": lambda text: [element("blockquote", [element("p", [text]), text])],
    "a cell": lambda text: [element("table", [element("tr", [element("th", [text]), element("th", ["字"])])])],
    "two cells": lambda text: [
        element("table", [element("tr", [element("td", [text]), element("td", ["字", element("br", []), text])])])
    ],
    "code in a cell": lambda text: [
        element("table", [element("tr", [element("td", [element("code", [text])]), element("td", [text])])])
    ],
    "a caption": lambda text: [
        element("table", [element("caption", [text]), element("tr", [element("td", ["字"]), element("td", [text])])])
    ],
    "a table that stays HTML": lambda text: [element("table", [element("tr", [SafeElement("td", {"colspan": "2"}, [text])])])],
    "a definition": lambda text: [element("dl", [element("dt", [text]), element("dd", [text])])],
    "a summary": lambda text: [element("details", [element("summary", [text]), text])],
    "a figure": lambda text: [
        element("figure", [element("img", [], src="/a", alt=text, title=text), element("figcaption", [text])])
    ],
    "a link": lambda text: [element("p", ["字", element("a", [text], href="/a", title=text), "字"])],
    "an image in a link": lambda text: [element("p", [element("a", [element("img", [], src="/a", alt=text)], href="/b")])],
    "code": lambda text: [element("p", [element("code", [text]), "字", element("code", [text])])],
    "a block of code": lambda text: [element("pre", [text]), element("ul", [element("li", [element("pre", [text])])])],
    "strong": lambda text: [element("p", ["字", element("strong", [text]), "字", element("em", [text])])],
    "a mark of HTML": lambda text: [element("p", [element("sub", [text]), element("kbd", [text]), element("ins", [text])])],
    "a recording": lambda text: [element("p", [element("video", [text], src="/a", title=text)])],
    "between images": lambda text: [element("p", [element("img", [], src="/a"), text, element("img", [], src="/b")])],
    "beside blocks": lambda text: [text, element("hr", []), text],
    "an abbreviation": lambda text: [element("p", [element("abbr", [text], title=text)])],
}


def cells(tag):
    return st.lists(st.builds(element, st.just(tag), inlines(1)), min_size=2, max_size=2)


rows = st.builds(element, st.just("tr"), cells("td"))
tables = st.builds(
    lambda head, body: element("table", [*([element("tr", head)] if head else []), *body]),
    st.none() | cells("th"),
    st.lists(rows, min_size=1, max_size=2),
)
code_texts = st.lists(
    texts
    | st.sampled_from(["\n", "\n\n", "    ", "```", "\n```\n", "~~~\n", "\n````", "\t", "\n- ", "\n> ", "</pre>", "</code>"]),
    min_size=1,
    max_size=5,
).map("".join)
fences = st.builds(
    lambda text, language: element("pre", [SafeElement("code", {"class": language} if language else {}, [text])]),
    code_texts,
    st.sampled_from(["", "language-python", "language-c++"]),
)
paragraphs = st.builds(element, st.sampled_from(["p", "p", "p", "h2", "h3"]), inlines(2))


def items(depth):
    with_lists = (
        st.builds(
            lambda nodes, lists, rest: [*nodes, *lists, *rest],
            inlines(1),
            st.lists(lists(depth - 1), max_size=2),
            st.just([]) | inlines(0),
        )
        if depth
        else inlines(1)
    )
    with_blocks = st.builds(
        lambda nodes, others, rest: [*nodes, *others, *rest],
        inlines(1),
        blocks(depth - 1 if depth else 0),
        st.just([]) | inlines(0),
    )
    return st.builds(element, st.just("li"), inlines(1) | with_lists | with_blocks | blocks(depth - 1 if depth else 0))


def lists(depth):
    return st.builds(
        lambda tag, nodes, start: element(tag, nodes, start=start if tag == "ol" else ""),
        st.sampled_from(["ul", "ol"]),
        st.lists(items(depth), min_size=1, max_size=3),
        st.sampled_from(["", "1", "3", "98"]),
    )


def blocks(depth):
    choices = paragraphs | paragraphs | fences | tables | st.just(element("hr", []))
    if depth:
        boxed = st.builds(element, st.sampled_from(["blockquote", "figure", "details"]), blocks(depth - 1))
        figures = st.builds(
            lambda image, nodes: element("figure", [image, element("figcaption", nodes)]), images | recordings, inlines(1)
        )
        details = st.builds(
            lambda nodes, rest: element("details", [element("summary", nodes), *rest]), inlines(1), blocks(depth - 1)
        )
        terms = st.builds(
            lambda term, nodes: element("dl", [element("dt", term), element("dd", nodes)]), inlines(1), blocks(depth - 1)
        )
        choices = choices | lists(depth - 1) | boxed | figures | details | terms
    return st.lists(choices, min_size=1, max_size=3)
