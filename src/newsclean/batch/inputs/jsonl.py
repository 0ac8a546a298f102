"""JSON Lines: one object a line."""

import json
from collections.abc import Iterator
from pathlib import Path

from newsclean.batch.blocks import Block, Records
from newsclean.batch.inputs.reading import Reading
from newsclean.batch.rows import Row
from newsclean.read.decode import scrub


def read_jsonl(path: Path, reading: Reading) -> Iterator[Block]:
    """The rows of a file, a block at a time. A line that is no JSON object is a row without HTML, with the line as its `line`.

    InputError when no row of the first block has the column of the HTML, or a row has one that would be added.
    """
    with reading.open_bytes(path) as file:
        lines = ((number, line) for number, line in enumerate(file, 1) if line.strip())
        is_first = True
        for some in reading.blocks(lines, lambda line: len(line[1])):
            block, present = _block(some, path, reading)
            reading.names.check(present, str(path), is_first=is_first)
            is_first = False
            yield block


def _block(lines: list[tuple[int, bytes]], path: Path, reading: Reading) -> tuple[Block, set[str]]:
    rows: list[Row] = []
    records: list[dict[str, object]] = []
    raw: list[str] = []
    for number, line in lines:
        text, record, problem = _read(line)
        row = reading.row(record) if problem is None else Row(None, problem=f"{scrub(str(path))}, line {number}: {problem}")
        rows.append(row)
        records.append(record)
        raw.append(text)
    return Block(rows, Records(records, raw)), {name for record in records for name in record}


def _read(line: bytes) -> tuple[str, dict[str, object], str | None]:
    """The text of a line as it is kept, its record, and what is wrong with it."""
    try:
        text = line.decode("utf-8-sig").strip()
        record = json.loads(text)
    except (ValueError, RecursionError) as error:
        return _kept(line, f"no JSON: {error}")
    if not isinstance(record, dict):
        return _kept(line, "no JSON object")
    return text, record, None


def _kept(line: bytes, problem: str) -> tuple[str, dict[str, object], str]:
    record: dict[str, object] = {"line": line.decode("utf-8", "backslashreplace").rstrip("\r\n")}
    return json.dumps(record, ensure_ascii=False), record, problem
