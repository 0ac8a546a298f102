"""What a file keeps when it is cleaned in place."""

import pytest

from newsclean import Cleaner, InputError, RefusedError
from newsclean.cli.form import Form, form_of


def kept(data, **options):
    text, form = form_of(data)
    return form.written(Cleaner(**options).clean(text, charset=form.charset))


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"<p id=x>a</p>\n<p>b</p>\n", b"<p>a</p>\n<p>b</p>\n"),
        (b"<p id=x>a</p>\r\n<p>b</p>\r\n", b"<p>a</p>\r\n<p>b</p>\r\n"),
        (b"<p id=x>a</p>\r<p>b</p>\r", b"<p>a</p>\r<p>b</p>\r"),
        (b"<p id=x>a</p>\r\n<p>b</p>\r\n<p>c</p>\n", b"<p>a</p>\r\n<p>b</p>\r\n<p>c</p>\r\n"),
        (b"<p id=x>a</p>\r\n<p>b</p>\n<p>c</p>\n", b"<p>a</p>\n<p>b</p>\n<p>c</p>\n"),
        (b"<p id=x>a</p>", b"<p>a</p>"),
        (b"<p id=x>a</p>\r\n<p>b</p>", b"<p>a</p>\r\n<p>b</p>"),
        (b"", b""),
        (b"\xef\xbb\xbf<p id=x>a</p>\n", b"\xef\xbb\xbf<p>a</p>\n"),
        ("<p id=x>一</p>\n".encode("utf-16"), "<p>一</p>\n".encode("utf-16")),
    ],
)
def test_line_ends_and_marks(data, expected):
    assert kept(data) == expected


@pytest.mark.parametrize("newline", ["\r\n", "\n"])
def test_lines_of_front_matter_and_markdown(newline):
    lines = ["---", "title: A", "---", "", "# One", "", '<p style="x">two</p>', "", "three", ""]
    data = newline.join(lines).encode()
    assert kept(data, to="auto", read_as="markdown") == data.replace(b' style="x"', b"")


def test_markdown_with_lines_of_both_kinds_stays_as_it_is():
    data = b"# One\r\n\r\ntwo\r\n\r\nthree\n\nfour <b id=x>five</b>\r\n"
    assert kept(data, to="auto", read_as="markdown") == data.replace(b"<b id=x>five</b>", b"<strong>five</strong>")


@pytest.mark.parametrize("encoding", ["gb18030", "big5", "shift_jis", "euc-kr"])
def test_a_labelled_page_keeps_its_encoding(encoding):
    text = {"euc-kr": "한국어 기사", "shift_jis": "日本語の記事"}.get(encoding, "中文")
    page = f"<html><head><meta charset={encoding}><title>{text}</title></head><body><p id=x>{text}&#128512;</p></body></html>"
    came = kept(page.encode(encoding), document=True).decode(encoding)
    assert f'<meta charset="{encoding}">' in came
    assert f"<p>{text}{'😀' if encoding == 'gb18030' else '&#128512;'}</p>" in came


def test_a_character_that_front_matter_cannot_have_is_an_error():
    cleaned = Cleaner().clean("---\ntitle: 記事\n---\n\n<p id=x>日本語&#128512;</p>\n")
    form = Form(encoding="cp932", bom=False, newline="\n", is_mixed=False, has_last=True)
    with pytest.raises(InputError, match="U\\+1F600 cannot be written in cp932"):
        form.written(cleaned)


@pytest.mark.parametrize("encoding", ["iso2022_jp", "utf-16-le"])
def test_an_encoding_that_hides_markup_needs_a_mark_or_a_label(encoding):
    with pytest.raises(RefusedError, match="encoding"):
        kept("<p id=x>日本語の記事</p>\n".encode(encoding))


def test_a_page_can_say_that_it_is_in_iso_2022_jp():
    page = "<html><head><meta charset=iso-2022-jp></head><body><p id=x>日本語の記事</p></body></html>"
    assert "<p>日本語の記事</p>" in kept(page.encode("iso2022_jp"), document=True).decode("iso2022_jp")
