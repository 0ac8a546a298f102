"""CSV, and TSV: the first line names the columns."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from newsclean.batch.blocks import Block, Records
from newsclean.batch.inputs.files import kind_of_file
from newsclean.batch.inputs.reading import Reading
from newsclean.errors import InputError

_LONGEST: Final = 10**9
"""Characters of a value: in none that is longer there is HTML that can be read, but rather all the rows behind a quote."""


def read_delimited(path: Path, reading: Reading) -> Iterator[Block]:
    """The rows of a file in UTF-8, a block at a time; all values are strings, and missing ones empty.

    InputError for a file that is not UTF-8, one whose columns do not do, a row with more values than there are columns, and one
    where a quote is not closed or something follows it: nobody knows how many rows are in that.
    """
    csv.field_size_limit(_LONGEST)
    delimiter = "\t" if kind_of_file(path) == ".tsv" else ","
    with reading.open_bytes(path) as file:
        text = io.TextIOWrapper(file, "utf-8-sig", newline="")
        reader = csv.DictReader(text, delimiter=delimiter, restval="", strict=True)
        try:
            reading.names.check(reader.fieldnames or (), str(path))
            for records in reading.blocks(reader, lambda record: sum(map(len, record.values()))):
                if any(None in record for record in records):
                    raise InputError(f"{path}: a row before line {reader.line_num + 1} has more values than there are columns")
                yield Block([reading.row(record) for record in records], Records(records))
        except UnicodeDecodeError as error:
            raise InputError(f"{path} is not UTF-8: {error.reason}") from None
        except csv.Error as error:
            raise InputError(f"{path}, the row from line {reader.line_num + 1} on: {error}") from None
