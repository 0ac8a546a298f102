"""Compare Spark with one machine.

usage: spark.py [--documents N]

Documents from the project's own articles go through `newsclean batch` and through `newsclean.spark.clean` on `local[2]`. Exit
status 1 when any row is not the same in every column. Needs Java, and the extras spark and batch.
"""

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Final

import pyarrow as pa
import pyarrow.parquet as pq
from pyspark.sql import SparkSession

from newsclean.spark import Metrics, clean

PROJECT: Final = Path(__file__).resolve().parents[1]
SHOWN: Final = 5


def _given(path: Path, documents: int) -> None:
    """Write the documents to the file `path`."""
    sys.path.insert(0, str(PROJECT / "benchmarks"))
    from batch_rows import rows  # noqa: PLC0415 - the folder of scripts was not yet known

    pq.write_table(pa.Table.from_pylist(rows(documents)), path, row_group_size=1000)


def _by_batch(given: Path, out: Path) -> pa.Table:
    line = [sys.executable, "-m", "newsclean", "batch", str(given), "-o", str(out), "-j", "2", "--quiet", "--isolated"]
    subprocess.run(line, check=True)
    return pq.read_table(out)


def _by_spark(given: Path) -> tuple[pa.Table, int]:
    spark = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").getOrCreate()
    metrics = Metrics(spark)
    try:
        table = clean(spark.read.parquet(str(given)).repartition(8), metrics=metrics).toArrow()
        return table, metrics.rows
    finally:
        spark.stop()


def main() -> int:
    """Print how long both took and what differs; 0 when nothing does."""
    arguments = argparse.ArgumentParser(description="Compare Spark with one machine.")
    arguments.add_argument("--documents", type=int, default=20_000, help="how many (default 20,000)")
    documents = arguments.parse_args().documents
    with tempfile.TemporaryDirectory() as folder:
        given = Path(folder) / "given.parquet"
        _given(given, documents)
        start = time.monotonic()
        expected = _by_batch(given, Path(folder) / "out.parquet").sort_by("id").to_pylist()
        print(f"newsclean batch -j 2: {documents:,} documents in {time.monotonic() - start:.1f} s")
        start = time.monotonic()
        found, counted = _by_spark(given)
    print(f"Spark local[2]: {counted:,} counted, {found.num_rows:,} rows in {time.monotonic() - start:.1f} s")
    pairs = zip(expected, found.sort_by("id").to_pylist(), strict=False)
    different = [one["id"] for one, other in pairs if one != other]
    print(f"{len(different)} rows differ", different[:SHOWN])
    return 1 if different or not (len(expected) == found.num_rows == counted == documents) else 0


if __name__ == "__main__":
    sys.exit(main())
