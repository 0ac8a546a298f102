"""Bytes to text and back: which encoding is meant, and what is refused."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsclean.errors import InputError
from newsclean.read.decode import decode, encode_back, scrub
from newsclean.read.labels import codec_of

CHINESE = "上海市发展和改革委员会表示，长三角一体化水到渠成。联盟由四地联合发起设立，要让要素的流动更加顺畅。" * 4
TAIWANESE = "台北市政府今天表示，捷運新線將於明年動工，預計五年內完成，並帶動周邊地區的發展。" * 4
JAPANESE = "政府は今日、新しい経済対策を発表した。来年度の予算案に盛り込む方針だと説明している。" * 4
KOREAN = "정부는 오늘 새로운 경제 대책을 발표했다. 내년도 예산안에 반영할 방침이라고 설명했다." * 4
RUSSIAN = "Правительство сегодня объявило о новых мерах поддержки экономики на следующий год. " * 4


def labelled(label: str, text: str) -> str:
    return f'<html><head><meta charset="{label}"></head><body><p>{text}</p></body></html>'


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("utf-8", codecs.BOM_UTF8),
        ("utf-16-le", codecs.BOM_UTF16_LE),
        ("utf-16-be", codecs.BOM_UTF16_BE),
        ("utf-32-le", codecs.BOM_UTF32_LE),
        ("utf-32-be", codecs.BOM_UTF32_BE),
    ],
)
def test_a_byte_order_mark_decides_and_comes_back(encoding, mark):
    data = mark + CHINESE.encode(encoding)
    assert decode(data) == (CHINESE, encoding, True)
    assert encode_back(CHINESE, encoding, bom=True) == data


@pytest.mark.parametrize("label", ["gb2312", "big5", "iso-8859-1", "nonsense"])
def test_sound_utf8_wins_over_any_label(label):
    text = labelled(label, CHINESE)
    assert decode(text.encode()) == (text, "utf-8", False)


@pytest.mark.parametrize(
    ("label", "codec", "text"),
    [
        ("gb2312", "gb18030", CHINESE),
        ("GBK", "gb18030", CHINESE),
        ("big5", "big5hkscs", TAIWANESE),
        ("shift_jis", "cp932", JAPANESE),
        ("EUC-JP", "euc_jp", JAPANESE),
        ("euc-kr", "cp949", KOREAN),
        ("windows-1251", "cp1251", RUSSIAN),
        ("koi8-r", "koi8_r", RUSSIAN),
        ("iso-8859-1", "cp1252", "“Café”, das heißt: 5 €"),
    ],
)
def test_the_label_of_a_page_decides_next(label, codec, text):
    page = labelled(label, text)
    data = page.encode(codec)
    assert decode(data) == (page, codec, False)
    assert encode_back(page, codec, bom=False) == data


@pytest.mark.parametrize(
    "head",
    [
        '<meta http-equiv="Content-Type" content="text/html; charset=gb2312">',
        "<META HTTP-EQUIV=Content-Type CONTENT='text/html;charset=GB2312'/>",
        '<?xml version="1.0" encoding="gb2312"?>',
        "<!-- <meta charset=koi8-r> --><meta charset = gb2312 >",
        "<meta charset=utf-8><meta charset=gb2312>",
        "<meta charset=no-such-encoding><meta name=x><meta charset=gb2312>",
    ],
)
def test_a_label_is_found_where_browsers_find_it(head):
    assert decode((head + CHINESE).encode("gb18030")).encoding == "gb18030"


def test_a_label_beyond_the_first_4096_bytes_does_not_count():
    text = RUSSIAN + " " * 4096 + "<meta charset=koi8-r>"
    assert decode(text.encode("cp1251")) == (text, "cp1251", False)


def test_a_label_that_does_not_fit_is_ignored():
    text = labelled("shift_jis", RUSSIAN)
    assert decode(text.encode("cp1251")) == (text, "cp1251", False)


@pytest.mark.parametrize(
    ("codec", "text"),
    [("gb18030", CHINESE), ("big5hkscs", TAIWANESE), ("cp932", JAPANESE), ("cp949", KOREAN), ("cp1251", RUSSIAN)],
)
def test_without_a_label_statistics_decide(codec, text):
    assert decode(text.encode(codec)).text == text


def test_iso_2022_jp_is_told_by_its_escape_sequences():
    data = JAPANESE.encode("iso2022_jp")
    assert decode(data) == (JAPANESE, "iso2022_jp", False)
    assert encode_back(JAPANESE, "iso2022_jp", bom=False) == data


def test_a_broken_iso_2022_jp_sequence_is_an_error():
    with pytest.raises(InputError, match="iso2022_jp"):
        decode(b"\x1b$B\x20\x20")


def test_a_terminal_escape_sequence_is_text():
    assert decode(b"a\x1b[31mb").encoding == "utf-8"


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_utf16_markup_without_a_mark_is_told_by_its_first_characters(codec):
    text = f"<p>{CHINESE}</p>"
    assert decode(text.encode(codec)) == (text, codec, False)
    with pytest.raises(InputError, match=codec):
        decode(("<p>" + "a" * 9).encode(codec) + b"\xff")


def test_nothing_is_text():
    assert decode(b"") == ("", "utf-8", False)


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7\nplain",
        b"PK\x03\x04rest",
        b"\x1f\x8b\x08rest",
        b"\x89PNG\r\n\x1a\n",
        b"GIF89a,",
        b"text\0text",
        "中文\0".encode("gb18030"),
        bytes(range(1, 32)) * 9,
        codecs.BOM_UTF16_LE + b"a\0\0\0",
    ],
)
def test_binary_data_are_refused_by_name(data):
    with pytest.raises(InputError, match="binary"):
        decode(data)


def test_one_control_character_in_a_short_text_is_let_pass():
    assert decode(b"a\x01b").text == "a\x01b"


def test_a_damaged_byte_is_an_error_with_its_place():
    data = CHINESE.encode()
    with pytest.raises(InputError, match="not valid utf-8") as caught:
        decode(data[:30] + b"\xff" + data[30:])
    assert caught.value.offset == 30


def test_a_cut_off_end_is_an_error_with_its_place():
    data = CHINESE.encode()[:-1]
    with pytest.raises(InputError) as caught:
        decode(labelled("gb2312", "").encode() + data)
    assert caught.value.offset == len(labelled("gb2312", "")) + len(data) - 2


def test_damage_in_the_declared_encoding_is_an_error_and_not_another_encoding():
    data = labelled("gb2312", CHINESE).encode("gb18030")
    with pytest.raises(InputError, match="not valid gb18030") as caught:
        decode(data + b"\xff")
    assert caught.value.offset == len(data)


def test_damage_behind_a_byte_order_mark_counts_from_the_start_of_the_file():
    with pytest.raises(InputError) as caught:
        decode(codecs.BOM_UTF8 + b"abc\xff")
    assert caught.value.offset == 6


def test_what_no_encoding_explains_is_an_error():
    with pytest.raises(InputError, match="cannot be told"):
        decode(bytes(range(0x80, 0x100)) + b"\x81\x8d\x98\xff\x80" * 40)


def test_a_character_the_encoding_lacks_is_an_error_with_its_place():
    with pytest.raises(InputError, match=r"U\+1F600 cannot be written in cp932") as caught:
        encode_back("ab😀", "cp932", bom=False)
    assert caught.value.offset == 2


def test_lone_surrogates_become_replacement_characters_and_pairs_one_character():
    assert scrub("a\ud800b\udc00") == "a\ufffdb\ufffd"
    assert scrub("\ud83d\ude00") == "😀"
    text = "中文"
    assert scrub(text) is text


@pytest.mark.parametrize(
    "label", ["utf-7", "hz-gb-2312", "iso-2022-kr", "unicode_escape", "rot13", "zlib", "utf-16", "replacement", ""]
)
def test_codecs_that_are_no_safe_web_encoding_have_no_label(label):
    assert codec_of(label) is None


def test_every_label_names_a_codec_python_has():
    for label in ("gb2312", " GBK ", "x-sjis", "latin1", "l9", "visual", "tis-620", "x-mac-cyrillic", "866", "iso-8859-16"):
        codec = codec_of(label)
        assert codec is not None
        codecs.lookup(codec)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"])))
def test_text_survives_utf8_and_gb18030(text):
    if not text.startswith("\ufeff"):
        assert decode(text.encode()).text == text
    assert encode_back(text, "gb18030", bom=False).decode("gb18030") == text


@given(st.binary(max_size=400))
def test_bytes_are_text_or_an_input_error_and_come_back_exactly(data):
    try:
        text, encoding, bom = decode(data)
    except InputError:
        return
    again = encode_back(text, encoding, bom=bom)
    assert decode(again).text == text if encoding == "utf-8" else again.decode(encoding).removeprefix("\ufeff") == text
