"""Documents as accidents leave them: tags lost, doubled and swapped, ends cut off, quotes missing, bytes changed.

Everything follows from the number of the mutant, so that one number is enough to have it again.
"""

import random
import re

TAG = re.compile(r"<[^<>]+>")
END_TAGS = [
    f"</{name}>"
    for name in (
        "html body head p div table tr td tbody select option li ul a b span h1 form svg math template title style script"
        " textarea noscript iframe xmp br button object caption"
    ).split()
]
START_TAGS = [
    f"<{name}>"
    for name in (
        "html body head p div table tr td tbody select option li ul b span h2 form pre blockquote svg math button object"
        " noscript textarea nobr ruby dl dt details caption colgroup"
    ).split()
] + ["<a href=x>", "<svg><path d='M0 0'/>", "<math><mi>", "<image src=x.png>", "<font color=red>"]
ODDITIES = (
    "<!-- --> --!> <!x> <!> </> </_x> <?x?> <![CDATA[x]]> < <3 <中> &amp &notit; &lt &#128; &#x0; &#xD800; &#x110000; &#xFFFE;"
    ' \0 \x0b \x0c \x1b \x85 \ufeff \ufffe \u200b > " \' = / ` & <a <a\x20 <a\x20b=" </p <![CDATA[ ]]> <!doctype\x20x>'
).split(" ")

ATTRIBUTES = (
    "{ {{x}}=1 {a}b=2 a<b \" ' = / =x a=b/ class= class=share style=display:none hidden href=javascript:x xmlns:a=b \x01=1".split(
        " "
    )
)


def mutant(number, documents):
    """The mutant with this number: the name of the document it was made from, and text or bytes."""
    chance = random.Random(number)  # noqa: S311 - chance for tests
    name, text = chance.choice(documents)
    for _ in range(chance.randint(1, 6)):
        text = chance.choice(CHANGES)(text, chance)
    return name, flipped(text, chance) if chance.random() < 0.15 else text


def place(text, chance):
    return chance.randrange(len(text) + 1)


def some_tag(text, chance):
    """A tag near a place by chance; where there is none, the empty text there."""
    at = place(text, chance)
    found = TAG.search(text, at) or TAG.search(text)
    return found.span() if found else (at, at)


def lose_tag(text, chance):
    start, stop = some_tag(text, chance)
    return text[:start] + text[stop:]


def double_tag(text, chance):
    start, stop = some_tag(text, chance)
    return text[:stop] + text[start:stop] + text[stop:]


def swap_tags(text, chance):
    (start, stop), (second, end) = sorted((some_tag(text, chance), some_tag(text, chance)))
    return text if second < stop else text[:start] + text[second:end] + text[stop:second] + text[start:stop] + text[end:]


def cut_short(text, chance):
    at = place(text, chance)
    return text[: max(at, len(text) - at)]


def break_tag(text, chance):
    """Lose one character of a tag: a bracket, a quote, a letter."""
    start, stop = some_tag(text, chance)
    return lose(text, chance.randrange(start, stop)) if stop > start else text


def break_quotes(text, chance):
    start, stop = some_tag(text, chance)
    return text[:start] + text[start:stop].replace('"', "", chance.randint(1, 2)) + text[stop:]


def add_attribute(text, chance):
    start, stop = some_tag(text, chance)
    return text[: stop - 1] + " " + chance.choice(ATTRIBUTES) + text[stop - 1 :] if stop > start else text


def lose(text, at):
    return text[:at] + text[at + 1 :]


def insert(choices):
    def change(text, chance):
        at = chance.choice([place(text, chance), some_tag(text, chance)[0]])
        return text[:at] + chance.choice(choices) + text[at:]

    return change


def chunk(text, chance):
    start = place(text, chance)
    return start, min(len(text), start + chance.randint(1, 2000))


def move_chunk(text, chance):
    start, stop = chunk(text, chance)
    rest = text[:start] + text[stop:]
    at = place(rest, chance)
    return rest[:at] + text[start:stop] + rest[at:]


def double_chunk(text, chance):
    start, stop = chunk(text, chance)
    at = place(text, chance)
    return text[:at] + text[start:stop] + text[at:]


def lose_chunk(text, chance):
    start, stop = chunk(text, chance)
    return text[:start] + text[stop:]


CHANGES = [
    lose_tag, double_tag, swap_tags, cut_short, break_tag, break_quotes, move_chunk, double_chunk, lose_chunk, add_attribute,
    insert(END_TAGS), insert(END_TAGS), insert(START_TAGS), insert(START_TAGS), insert(ODDITIES), insert(ODDITIES),
]  # fmt: skip


def flipped(text, chance):
    """`text` as bytes of which some are others; more often than not those of ASCII alone, so that it stays UTF-8."""
    data = bytearray(text.encode("utf-8", "surrogatepass"))
    ascii_alone = chance.random() < 0.7
    for _ in range(min(len(data), chance.randint(1, 3))):
        at = chance.randrange(len(data))
        if not ascii_alone:
            data[at] = chance.randrange(256)
        elif data[at] < 0x80:
            data[at] ^= 1 << chance.randrange(7)
    return bytes(data)
