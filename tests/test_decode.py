"""Bytes to text and back: which encoding is meant, and what is refused."""

import codecs

import pytest
import webencodings
from hypothesis import example, given
from hypothesis import strategies as st

from newsclean.errors import InputError
from newsclean.read.decode import decode, encode_back, scrub
from newsclean.read.labels import codec_of, is_refused, label_of

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


def test_half_width_katakana_of_iso_2022_jp_are_read_and_not_written():
    data = JAPANESE.encode("iso2022_jp") + b"\x1b(I1\x1b(B"
    assert decode(data) == (JAPANESE + "ｱ", "iso2022_jp", False)
    with pytest.raises(InputError, match="U\\+FF71 cannot be written in iso2022_jp"):
        encode_back("ｱ", "iso2022_jp", bom=False)


def test_what_is_written_in_iso_2022_jp_has_no_escape_that_browsers_do_not_know():
    with pytest.raises(InputError, match="cannot be written"):
        encode_back("丂", "iso2022_jp", bom=False)  # JIS X 0212: browsers would read its bytes as ASCII, markup among them


@pytest.mark.parametrize(
    "data",
    [
        b"\x1b$)C<p>\x0e0!\x0f</p>" + b" " * 64,
        b"\x1b$)A<p>\x0eVPND\x0f</p>" + b" " * 64,
        b"<p title='\x1b$(D<svg/onload=x>\x1b(B'>",
        b'<meta charset="hz-gb-2312"><p>~{<:Ky2;M,~}',
        b"<meta charset=iso-2022-kr>~{",
        b"<meta charset=replacement>\x1b$B",
    ],
)
def test_escapes_that_hide_markup_from_one_reader_and_not_from_another_are_refused(data):
    with pytest.raises(InputError, match="which is not read"):
        decode(data)


@pytest.mark.parametrize(
    "data",
    [
        b"<p>\x1b(J\\x1b(B</p>",  # roman letters of ISO-2022-JP alone switch nothing
        b"<meta charset=utf-8><p>\x1b$B<b>x</b>",
        b"<meta charset=gbk><p>\x1b$B0!\x1b(B",
        b"<p>+ADw-script+AD4-alert(1)+ADw-/script+AD4-",
        b"<meta charset=utf-7><p>+ADw-script+AD4-",
        b"+/v8-<p>x",
        b"a ~{ b ~} c",
        b"<meta charset=utf-16><p>plain",
        b"<meta charset=x-user-defined><p>plain",
    ],
)
def test_ascii_stays_ascii_whatever_it_says_of_itself(data):
    assert decode(data) == (data.decode("ascii"), "utf-8", False)


def test_an_escape_sequence_of_iso_2022_jp_that_is_declared_counts():
    assert decode(b"<meta charset=iso-2022-jp>\x1b$B0!\x1b(B").text.endswith("亜")


def test_x_user_defined_and_utf_16_in_a_label():
    page = labelled("x-user-defined", "“Café”")
    assert decode(page.encode("cp1252")) == (page, "cp1252", False)
    page = labelled("utf-16", RUSSIAN)
    assert decode(page.encode("cp1251")).text == page


@pytest.mark.parametrize(
    ("codec", "text"),
    [("gb18030", CHINESE), ("big5hkscs", TAIWANESE), ("cp932", JAPANESE), ("cp949", KOREAN), ("cp1252", "Café ")],
)
def test_two_encodings_in_one_text_are_an_error(codec, text):
    part = labelled(codec, text).encode(codec)
    for data in (part + CHINESE.encode(), CHINESE.encode() + part, part + RUSSIAN.encode()):
        with pytest.raises(InputError, match=r"two encodings|not valid utf-8"):
            decode(data)


def test_utf8_with_many_damaged_places_is_not_taken_for_another_encoding():
    with pytest.raises(InputError, match="two encodings") as caught:
        decode("".join(f"一长三角水到渠成联{number}" for number in range(30)).encode().replace(b"\xe4\xb8\x80", b"\xe4\xb8"))
    assert caught.value.offset == 0


@pytest.mark.parametrize(
    "data",
    [
        b"\xc0\xbcscript\xc0\xbealert(1)",  # overlong
        b"\xe0\x80\xbcscript\xe0\x80\xbe",
        "😀".encode("utf-16-be", "surrogatepass").decode("utf-16-be").encode("utf-8") + b"\xed\xa0\xbd\xed\xb8\x80" * 9,  # CESU-8
        b"\xf5\x80\x80\x80",
        b"\xed\xa0\x80",
    ],
)
def test_what_is_not_utf8_never_becomes_markup(data):
    try:
        text = decode(data).text
    except InputError:
        return
    assert "<" not in text


@pytest.mark.parametrize(
    ("label", "text"),
    [
        ("utf-8", CHINESE),
        ("gb18030", CHINESE),
        ("big5", TAIWANESE),
        ("shift_jis", JAPANESE),
        ("euc-jp", JAPANESE),
        ("euc-kr", KOREAN),
    ],
)
def test_a_character_cut_off_at_the_end_is_an_error(label, text):
    data = (labelled(label, "") + text.rstrip(" .")).encode(label)
    with pytest.raises(InputError, match="not valid"):
        decode(data[:-1])


def test_gb18030_in_four_bytes():
    text = labelled("gb18030", CHINESE + "𠮷 😀 ḿ")
    data = text.encode("gb18030")
    assert decode(data) == (text, "gb18030", False)
    assert encode_back(text, "gb18030", bom=False) == data


@pytest.mark.parametrize("text", ["a\ufeffb", "\ufeffab", "a\ufffe\uffffb", "a\x80\x85\x9fb", "\U0001fffe"])
def test_odd_characters_are_text_and_come_back(text):
    for encoding, mark in (("utf-8", codecs.BOM_UTF8), ("utf-16-le", codecs.BOM_UTF16_LE), ("utf-32-be", codecs.BOM_UTF32_BE)):
        data = mark + text.encode(encoding)
        assert decode(data) == (text, encoding, True)
        assert encode_back(text, encoding, bom=True) == data


@pytest.mark.parametrize(
    "data",
    [
        codecs.BOM_UTF16_LE + b"a",
        codecs.BOM_UTF16_LE + b"\x00\xd8a\x00",
        codecs.BOM_UTF16_BE + b"\xd8\x00",
        codecs.BOM_UTF32_LE + b"\x00\x00\x11\x00",
        codecs.BOM_UTF8 + b"\xed\xa0\x80",
    ],
)
def test_damage_behind_a_mark_is_an_error(data):
    with pytest.raises(InputError, match="not valid utf"):
        decode(data)


BINARY = {
    "PDF": b"%PDF-1.7\n%text",
    "ZIP": b"PK\x03\x04rest",
    "gzip": b"\x1f\x8b\x08rest",
    "bzip2": b"BZh91AY&SYrest",
    "xz": b"\xfd7zXZ\x00",
    "Zstandard": b"\x28\xb5\x2f\xfdrest",
    "7z": b"7z\xbc\xaf\x27\x1c",
    "RAR": b"Rar!\x1a\x07\x01",
    "PNG": b"\x89PNG\r\n\x1a\n",
    "GIF": b"GIF89a,",
    "JPEG": b"\xff\xd8\xff\xe0",
    "TIFF": b"II*\0rest",
    "icon": b"\0\0\1\0\1\0",
    "WebP": b"RIFF\x24\x01\x01\x01WEBPVP8 ",
    "MP4": b"\0\0\0\x20ftypisom",
    "WebM": b"\x1a\x45\xdf\xa3\x9f",
    "MP3": b"ID3\x04\0rest",
    "Ogg": b"OggS\0rest",
    "FLAC": b"fLaC\0rest",
    "web font": b"wOFFOTTOrest",
    "a font": b"\0\1\0\0\0\x0f",
    "ELF": b"\x7fELF\2\1\1",
    "Java": b"\xca\xfe\xba\xbe\0\0\0\x34",
    "Windows": b"MZ\x90\0\3",
    "WebAssembly": b"\0asm\1\0\0\0",
    "SQLite": b"SQLite format 3\0",
    "Office": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    "RTF": b"{\\rtf1 text}",
}


@pytest.mark.parametrize("name", BINARY)
def test_a_binary_file_is_refused_and_called_by_its_name(name):
    with pytest.raises(InputError, match=f"binary data \\(.*{name}.*\\), not text"):
        decode(BINARY[name])


@pytest.mark.parametrize(
    "text",
    ["MZ世代的选择", "MZ세대는", "ID3 tags are", "RIFF means fill", "GIF images", "BM", "PK to win", "OTTO says", "II* and III"],
)
def test_a_text_that_begins_like_a_binary_file_is_text(text):
    assert decode(text.encode()) == (text, "utf-8", False)


def test_the_labels_are_those_of_the_encoding_standard():
    same = {
        "gbk": "gb18030", "big5": "big5hkscs", "shift_jis": "cp932", "euc-jp": "euc_jp", "euc-kr": "cp949",
        "iso-2022-jp": "iso2022_jp", "ibm866": "cp866", "macintosh": "mac_roman", "x-mac-cyrillic": "mac_cyrillic",
        "windows-874": "cp874", "x-user-defined": "cp1252", "iso-8859-8-i": "iso8859_8",
    }  # fmt: skip
    for label, name in webencodings.LABELS.items():
        codec = codec_of(label)
        if name.startswith("utf-16"):
            assert codec is None
        elif codec is None:
            assert label in {"hz-gb-2312", "iso-2022-kr", "csiso2022kr"} or name == "replacement"
            assert is_refused(label)
        else:
            wanted = same.get(name) or name.replace("windows-", "cp").replace("iso-8859-", "iso8859_")
            assert codecs.lookup(codec) == codecs.lookup(wanted), label


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
        b"<\0p\0>\0\0\0",
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


PIECES = st.one_of(
    st.binary(max_size=12),
    st.sampled_from(
        [
            *BINARY.values(),
            b"\x1b$B",
            b"\x1b(B",
            b"\x1b(J",
            b"\x1b(I",
            b"\x1b$)C",
            b"~{",
            b"\xef\xbb\xbf",
            b"\xff\xfe",
            b"\0",
            b"<p>",
        ]
    ),
    st.sampled_from(["gb2312", "big5", "shift_jis", "euc-jp", "iso-2022-jp", "koi8-r", "utf-16", "hz-gb-2312"]).map(
        lambda label: f"<meta charset={label}>".encode()
    ),
    st.builds(
        lambda text, codec: text.encode(codec, "ignore"),
        st.text(alphabet="上海市发展台北政府ｱアいう정부Привет é😀𠮷<>&", max_size=30),
        st.sampled_from("utf-8 gb18030 big5hkscs cp932 euc_jp cp949 cp1251 iso2022_jp utf-16-le".split()),
    ),
)
ONE_TO_ONE = {"utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"}


@given(st.binary(max_size=400) | st.lists(PIECES, max_size=12).map(b"".join))
@example(JAPANESE.encode("iso2022_jp") + b"\x1b(I1\x1b(B")
def test_bytes_are_text_or_an_input_error_and_come_back_exactly(data):
    try:
        text, encoding, bom = decode(data)
        again = encode_back(text, encoding, bom=bom)
    except InputError:
        return
    assert not any("\ud800" <= character <= "\udfff" or character == "\0" for character in text)
    if encoding in ONE_TO_ONE or encoding.startswith(("cp125", "koi8", "iso8859")):
        assert again == data
    assert again.decode(encoding).removeprefix("\ufeff" if bom else "") == text


@pytest.mark.parametrize(
    "codec",
    "utf-8 gb18030 big5hkscs cp932 euc_jp iso2022_jp cp949 cp1250 cp1251 cp1252 cp1253 cp1254 cp1255 cp1256 cp1257 cp1258 cp874 cp866"
    " koi8_r koi8_u mac_roman mac_cyrillic iso8859_2 iso8859_8 iso8859_15 iso8859_16".split(),
)
def test_the_label_of_an_encoding_means_it(codec):
    assert codec_of(label_of(codec)) == codec


def test_utf16_says_utf8_of_itself():
    assert (label_of("utf-16-le"), label_of("cp932"), label_of("iso8859_15")) == ("utf-8", "shift_jis", "iso-8859-15")


def test_what_an_encoding_lacks_can_become_a_reference():
    assert encode_back("ab😀", "cp932", bom=False, references=True) == b"ab&#128512;"
