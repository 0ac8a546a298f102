"""CSV, and TSV: the first line names the columns."""

import csv
import io
import sys
from collections.abc import Iterator
from pathlib import Path

from newsclean.batch.blocks import Block, Records
from newsclean.batch.inputs.reading import Reading
from newsclean.errors import InputError


def read_delimited(path: Path, reading: Reading) -> Iterator[Block]:
    """The rows of a file in UTF-8, a block at a time; all values are strings, and missing ones empty.

    InputError for a file that is not UTF-8, one whose columns do not do, and a row with more values than there are columns.
    """
    csv.field_size_limit(sys.maxsize)
    delimiter = "\t" if ".tsv" in path.suffixes else ","
    with reading.open_bytes(path) as file:
        reader = csv.DictReader(io.TextIOWrapper(file, "utf-8-sig", newline=""), delimiter=delimiter, restval="")
        try:
            reading.names.check(reader.fieldnames or (), str(path))
            for records in reading.blocks(reader, lambda record: len(record.get(reading.names.html) or "")):
                if any(None in record for record in records):
                    raise InputError(f"{path}: a row before line {reader.line_num + 1} has more values than there are columns")
                yield Block([reading.names.row(record) for record in records], Records(records))
        except UnicodeDecodeError as error:
            raise InputError(f"{path} is not UTF-8: {error.reason}") from None
        except csv.Error as error:
            raise InputError(f"{path}, line {reader.line_num}: {error}") from None
