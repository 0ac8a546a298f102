"""Credits: labels and names in a line, what is printed around an article, notes at the edge of a line."""

import pytest

from newsclean import clean
from newsclean.document import Document
from newsclean.read.parse import parse
from newsclean.rules.masthead import credits_of_line, note_credits_of
from newsclean.rules.words import expanded, fields_of, labelled


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("责任编辑：王小明", {"editor": "王小明"}),
        ("责任编辑：刘万里 SF014", {"editor": "刘万里"}),
        ("责任编辑：李雷_NB1234", {"editor": "李雷"}),
        ("责编：汤诗瑶、丁涛", {"editor": "汤诗瑶、丁涛"}),
        ("编辑：段彦超 廖艳", {"editor": "段彦超 廖艳"}),
        ("编辑：张　玫", {"editor": "张 玫"}),
        ("编辑：alonliu", {"editor": "alonliu"}),
        ("编辑 刘晓阳 校对 李铭", {"editor": "刘晓阳", "proofreader": "李铭"}),
        ("编辑：张三三 编辑：张三三 责编：李四四", {"editor": "张三三 李四四"}),
        ("作者：责任编辑：王小明", {"editor": "王小明"}),
        ("作者：未知 责任编辑：王小明", {"editor": "王小明"}),
        ("作者：心缘，编辑：漠影 ，经授权发布", {"author": "心缘", "editor": "漠影"}),
        ("记者陈智 整合", {"author": "陈智"}),
        ("记者 李四 通讯员 王五", {"author": "李四 王五"}),
        ("采写：南都见习记者 林子", {"author": "林子"}),
        ("流程编辑 吴越 监制 赵云一", {"process_editor": "吴越", "producer": "赵云一"}),
        ("编辑：2026", {}),
    ],
)
def test_names_behind_labels(text, found):
    assert labelled(text) == found


def test_groups_of_a_pattern():
    assert fields_of({"source": " 港报、", "author": None, "editor": "未知"}) == {"source": "港报"}
    assert fields_of({"credits": "编辑：王小明 校对：李雷雷"}) == {"editor": "王小明", "proofreader": "李雷雷"}


def test_forms_of_patterns():
    assert expanded("a(?:b)") == "a(?:b)"
    assert "(?&" not in expanded("(?&names)(?&code)(?&western)")
    with pytest.raises(KeyError):
        expanded("(?&nothing)")


EDGE = "\ufdd0"


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("2026年01月02日10:00 来源：港报", {"source": "港报", "date": "2026年01月02日10:00"}),
        (
            f"{EDGE}2026-01-02 10:00{EDGE}来源：{EDGE}港报{EDGE}作者：{EDGE}责任编辑：王小明",
            {"source": "港报", "editor": "王小明", "date": "2026-01-02 10:00"},
        ),
        ("出处：港报 作者：王小明 编辑：李雷雷 人气：12", {"source": "港报", "author": "王小明", "editor": "李雷雷"}),
        ("来源：港报 2026-01-02 浏览：12", {"source": "港报", "date": "2026-01-02"}),
        ("发布时间：2026-01-02 10:00:01", {"date": "2026-01-02 10:00:01"}),
        ("2026-01-02", {"date": "2026-01-02"}),
        ("港报记者 王小明", {"author": "王小明"}),
        ("《港报》作者 心缘", {"author": "心缘"}),
        ("By Mary Holt", {"author": "Mary Holt"}),
        ("By MARY HOLT JAN. 13, 2026", {"author": "MARY HOLT"}),
        ("By Mary Holt, Ann de Quay and John Tide | 12 May", {"author": "Mary Holt, Ann de Quay and John Tide"}),
        ("By the sea", {}),
        ("来源：网络", {}),
        ("来源：一个很长很长的句子说明了这些数据是从哪里来的以及为什么它们可靠", {}),
        ("资料来源：港报", {}),
        ("王文：中美贸易", {}),
        ("2026-01-02 发生的事", {}),
        ("编辑：王小明说，稿子是他编的。", {}),
        ("编辑：王小明" + "很" * 150, {}),
    ],
)
def test_a_line_around_an_article(line, found):
    assert credits_of_line(line) == found


PROSE = "<p>旧港今天重新开放，城里的渡轮又开始运人，七点钟码头上已经排起了队，卖早点的人也回来了。</p>" * 3


def told_by(html):
    doc = Document(parse(html, page=False).body)
    note_credits_of(doc, doc.root[0])
    return doc.told


def test_what_leaves_the_article_is_asked_first():
    assert told_by("<div><h1>旧港</h1><p>2026-01-02</p><p><span>来源：</span><a>港报</a></p></div>") == {
        "date": "2026-01-02",
        "source": "港报",
    }
    assert told_by("<ul><li><a>另一篇</a><br>2026-01-02</ul>") == {}
    assert told_by("<div><nav>来源：港报</nav><div class='comment-list'>作者：王小明<b>x</b></div>作者：李雷雷</div>") == {
        "author": "李雷雷"
    }
    assert told_by("<div id=related><p>来源：港报</div>") == {}


def test_the_lines_around_and_above_an_article_tell_its_credits():
    head = "<h1>旧港</h1><div><span>2026-01-02 10:00</span> <span>来源：港报</span> <span>编辑：王小明</span></div>"
    expected = {"title": "旧港", "source": "港报", "editor": "王小明", "date": "2026-01-02 10:00"}
    assert dict(clean(head + PROSE).metadata) == expected
    assert dict(clean(f"<div>{head}</div><div>{PROSE}</div>").metadata) == expected
    assert dict(clean(f"<div>{PROSE}</div><div>来源：港报</div>").metadata) == {"source": "港报"}


@pytest.mark.parametrize("html", [PROSE + "<h1>小标题</h1>" + PROSE, "<h1>一</h1><h1>二</h1>" + PROSE, "<h1> </h1>" + PROSE])
def test_a_heading_that_may_not_be_the_title(html):
    assert "title" not in clean(html).metadata


def test_a_title_of_two_lines():
    assert clean("<p>要闻</p><h1>旧港<br>新<b>生</b></h1>" + PROSE).metadata["title"] == "旧港 新生"


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("长江网10月4日讯（记者陈智 整合）旧港今天重新开放。", "陈智"),
        ("旧港今天重新开放。（记者 张三三 通讯员 李四四）", "张三三 李四四"),
        ("旧港今天重新开放。（李楠）", "李楠"),
        ("【文/港报网 柳白】", "柳白"),
        ("旧港今天重新开放。（完）", None),
        ("本报讯（记者未能进入会场）旧港今天重新开放。", None),
    ],
)
def test_a_byline_stays_and_is_known(line, author):
    cleaned = clean(f"<p>{line}</p>")
    assert cleaned.content == f"<p>{line}</p>\n"
    assert cleaned.metadata.get("author") == author


def test_printed_twice_is_known_once():
    cleaned = clean(
        "<p>港报记者 张三三</p>"
        + PROSE
        + "<p>旧港今天重新开放。（港报记者 张三三 李四四）</p><p>编辑：王小明</p><p>责编：赵云一</p>"
    )
    assert cleaned.metadata["author"] == "张三三"
    assert cleaned.metadata["editor"] == "王小明 赵云一"
    assert cleaned.metadata["editors"] == ("王小明", "赵云一")


def test_lines_broken_by_br_tell_their_credits_in_order():
    cleaned = clean(PROSE + "<p>编辑|王小明<br>责编|赵云一<br>校对|李雷雷<br>今天就到这里。</p>")
    assert cleaned.metadata["editor"] == "王小明 赵云一"
    assert cleaned.content.endswith("<p>今天就到这里。</p>\n")
