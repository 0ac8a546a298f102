"""Front matter in front of the clean body: byte for byte, but for dropped pictures and credits asked for."""

import pytest

from newsclean import clean
from newsclean.read.frontmatter import split
from newsclean.write.join import IMAGE_KEYS, images_of, join, repaired, with_credits
from safetree import parse_tree

QR = '<div class="app-kaihu-qr"><span>扫二维码，3分钟极速开户</span><img src="https://n.sinaimg.cn/q.png"></div>'


def front_of(block, fence="---"):
    front, _ = split(f"{fence}\n{block}{fence}\n")
    assert front is not None
    return front


def test_images_are_found_in_document_order():
    tree = parse_tree(
        '<p><img src="/1"><a href="/x"><img src="/2"></a></p><img srcset="/s"><ul><li><img src="/3"></li></ul><p>a</p>'
    )
    assert images_of(tree.children) == ["/1", "/2", "/3"]


@pytest.mark.parametrize("key", IMAGE_KEYS)
def test_a_key_that_names_a_dropped_picture_takes_the_first_kept_one(key):
    front = front_of(f"title: a\n{key}: https://e.com/qr.png\ndate: 2024-01-01\n")
    kept = parse_tree('<p><img src="https://e.com/b.jpg"><img src="/c.jpg"></p>')
    mended = repaired(front, ["//e.com/qr.png", "https://e.com/b.jpg", "/c.jpg"], kept)
    assert mended.raw == f"---\ntitle: a\n{key}: https://e.com/b.jpg\ndate: 2024-01-01\n---\n"
    without = repaired(front, ["https://e.com/qr.png"], parse_tree("<p>a</p>"))
    assert without.raw == "---\ntitle: a\ndate: 2024-01-01\n---\n"


@pytest.mark.parametrize(
    ("block", "before"),
    [
        ("thumbnail: /a.png\n", ["/a.png"]),
        ("thumbnail: https://e.com/a.png\n", ["//e.com/a.png"]),
        ("thumbnail: /unrelated.png\n", ["/qr.png"]),
        ("thumbnail: /qr.png\n", []),
        ("thumbnail:\n", ["/qr.png"]),
        ("thumbnail: [/qr.png]\n", ["/qr.png"]),
        ("picture: /qr.png\n", ["/qr.png"]),
    ],
)
def test_any_other_key_stays_as_it_is(block, before):
    front = front_of(block)
    assert repaired(front, before, parse_tree('<p><img src="/a.png"><img src="http://e.com/a.png"></p>')) is front


def test_credits_asked_for_are_written_where_there_are_none():
    front = front_of("title: a\nsource: b\n")
    metadata = {"editor": ("c", "d"), "source": "e", "author": "f: g"}
    assert with_credits(front, metadata, ["editor", "source", "author", "date"]).raw == (
        "---\ntitle: a\nsource: b\neditor: c, d\nauthor: 'f: g'\n---\n"
    )
    assert with_credits(front, metadata, []) is front


def test_join():
    front = front_of("title: a\n")
    assert join(None, "b\n") == "b\n"
    assert join(front, "b\n") == "---\ntitle: a\n---\n\nb\n"
    assert join(front, "") == "---\ntitle: a\n---\n"


def test_a_thumbnail_that_names_a_dropped_qr_code():
    source = f"---\ntitle: a\nthumbnail: https://n.sinaimg.cn/q.png\n---\n{QR}<p>正文。<img src='https://n.sinaimg.cn/b.jpg'></p>"
    cleaned = clean(source, site="sina")
    assert cleaned.content.startswith("---\ntitle: a\nthumbnail: https://n.sinaimg.cn/b.jpg\n---\n\n")
    assert "q.png" not in cleaned.content


@pytest.mark.parametrize(
    "front",
    [
        "---\ntitle:   'a'  # note\nlayout: post\n\n# more\ntags: [x,   y]\nnested:\n  a:   1\n---\n",
        "---\r\ntitle: a\r\nx: !!weird  {\r\n---\r\n",
        "+++\ntitle = 'a'\n[params]\n  x =   1\n+++\n",
        "\ufeff---\ntitle: 新闻\n...\n",
    ],
)
def test_front_matter_goes_through_byte_for_byte(front):
    cleaned = clean(front + "<p onclick=x>a</p>")
    assert cleaned.kind == "frontmatter"
    assert cleaned.content == f"{front}\n<p>a</p>\n".removeprefix("" if cleaned.content[0] == front[0] else "\ufeff")


def test_lifted_credits_enter_the_front_matter_on_request():
    source = "---\ntitle: a\n---\n<p>正文第一段，说得很清楚。</p>\n<p>责任编辑：张玫</p>\n"
    assert clean(source, lift="editor").content == "---\ntitle: a\neditor: 张玫\n---\n\n<p>正文第一段，说得很清楚。</p>\n"
    assert clean(source).content == "---\ntitle: a\n---\n\n<p>正文第一段，说得很清楚。</p>\n"
    assert clean(source).metadata["editor"] == "张玫"
