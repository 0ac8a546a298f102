"""The fuzz target: bytes in, an uncaught exception where a property of `properties.py` does not hold.

usage: python tests/fuzz/target.py [libFuzzer options] [CORPUS_DIR ...]

The first byte chooses what is made of the others. Half of the mutations are libFuzzer's own, which learn from coverage; the other
half move, repeat, wrap and insert pieces of HTML, since random bytes hardly ever make a tag.
"""

import random
import re
import sys
from pathlib import Path

import atheris

sys.path.insert(0, str(Path(__file__).parent))
with atheris.instrument_imports(include=["newsclean"]):
    import properties

NAMES = sorted(properties.CHECKS)
DICTIONARY = Path(__file__).with_name("html.dict")
PIECE = re.compile(rb"<[^<>]*>|[^<>]+|[<>]")
TOKENS = [eval(f"b{line}") for line in DICTIONARY.read_text("ascii").splitlines() if line.startswith('"')]  # noqa: S307 - our own list
MOST_PIECES = 200


def test_one_input(data):
    if data:
        properties.check(NAMES[data[0] % len(NAMES)], data[1:])


def _insert(pieces, rng):
    pieces.insert(rng.randint(0, len(pieces)), rng.choice(TOKENS))


def _join(pieces, rng):
    """A token into the middle of a piece."""
    place = rng.randrange(len(pieces))
    piece = pieces[place]
    cut = rng.randint(0, len(piece))
    pieces[place] = piece[:cut] + rng.choice(TOKENS) + piece[cut:]


def _remove(pieces, rng):
    del pieces[rng.randrange(len(pieces))]


def _move(pieces, rng):
    pieces.insert(rng.randint(0, len(pieces) - 1), pieces.pop(rng.randrange(len(pieces))))


def _repeat(pieces, rng):
    start = rng.randrange(len(pieces))
    stop = min(len(pieces), start + rng.randint(1, 8))
    pieces[start:start] = pieces[start:stop] * rng.randint(1, 3)


def _encode(pieces, rng):
    """One character as a reference or a percent escape."""
    place = rng.randrange(len(pieces))
    piece = pieces[place]
    at = rng.randrange(len(piece)) if piece else 0
    form = rng.choice([b"&#%d;", b"&#x%x;", b"%%%02x", b"&amp;#%d;"])
    pieces[place] = piece[:at] + (form % piece[at] if piece else b"") + piece[at + 1 :]


CHANGES = [_insert, _insert, _insert, _join, _join, _remove, _move, _repeat, _encode]


def mutate(data, max_size, seed):
    rng = random.Random(seed)  # noqa: S311 - repeatable, not secret
    if rng.random() < 0.5:
        return atheris.Mutate(data, max_size)
    head, pieces = data[:1] or b"\0", PIECE.findall(data[1:])
    for _ in range(rng.randint(1, 4)):
        change = rng.choice(CHANGES) if pieces else _insert
        change(pieces, rng)
    if rng.random() < 0.1:
        head = bytes([rng.randrange(len(NAMES))])
    return (head + b"".join(pieces[:MOST_PIECES]))[:max_size]


def main():
    atheris.Setup([*sys.argv, f"-dict={DICTIONARY}"], test_one_input, custom_mutator=mutate)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
