"""Apache Spark: a DataFrame with HTML in, the same with six more columns out."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, TypeAlias, Unpack

try:
    import pyarrow as pa
    from pyspark import Accumulator, AccumulatorParam, Broadcast
    from pyspark.sql import DataFrame, SparkSession
    from pyspark.sql.types import (
        ArrayType,
        BinaryType,
        CharType,
        DataType,
        IntegerType,
        MapType,
        NullType,
        StringType,
        StructField,
        StructType,
        VarcharType,
    )
except ImportError as error:
    raise ImportError(f"{error}: pip install 'newsclean[spark]'", name=error.name, path=error.path) from error

from newsclean.api import Cleaner
from newsclean.arrow import batch_and_results
from newsclean.batch.inputs.columns import ColumnNames
from newsclean.batch.rows import Result
from newsclean.config import OptionWords
from newsclean.errors import OptionError
from newsclean.limits import Limits

SECONDS: Final = 60
"""How long a document may take where `limits` are not given."""

_ROWS: Final = 256
"""Rows cleaned at a time: Spark may send thousands, and their results are held until they are sent back."""

_Counts: TypeAlias = Counter[tuple[str, str]]
_TEXT: Final = StringType()
_REMOVED: Final = StructType(
    [*(StructField(name, _TEXT) for name in ("by", "what", "text")), StructField("line", IntegerType())],
)
_STRINGS: Final[tuple[type[DataType], ...]] = (StringType, CharType, VarcharType, NullType)
_KINDS: Final = (_TEXT, MapType(_TEXT, ArrayType(_TEXT)), _TEXT, ArrayType(_REMOVED), _TEXT, _TEXT)


class Metrics:
    """Counts of what `clean` did, by accumulators of `spark`: pass one, and read it when an action is done.

    Spark counts a task again that it does again: after a lost executor, when a frame that is not cached is used twice, and when
    it is sorted, for which Spark reads it twice. No row of the result is doubled; count those where a number has to be exact.
    """

    def __init__(self, spark: SparkSession) -> None:
        self._total: Final[Accumulator[_Counts]] = spark.sparkContext.accumulator(Counter(), _Sum())

    @property
    def rows(self) -> int:
        """Documents so far."""
        return sum(self.statuses.values())

    @property
    def statuses(self) -> Mapping[str, int]:
        """How many were "changed", "unchanged", "refused", "failed"."""
        return self._of("status")

    @property
    def sites(self) -> Mapping[str, int]:
        """How many are of which site, "" where none was recognised."""
        return self._of("site")

    @property
    def passes(self) -> Mapping[str, int]:
        """How many changes were made by which pass."""
        return self._of("pass")

    def _of(self, kind: str) -> dict[str, int]:
        return {name: count for (one, name), count in self._total.value.most_common() if one == kind}

    def add(self, results: Iterable[Result]) -> None:
        """Count some results; on an executor."""
        counts: _Counts = Counter()
        for result in results:
            counts["status", result.status] += 1
            counts["site", result.site or ""] += 1
            counts.update({("pass", name): count for name, count in result.steps.items()})
        self._total.add(counts)


class _Sum(AccumulatorParam[_Counts]):
    """Adds counts up."""

    def zero(self, value: _Counts) -> _Counts:  # noqa: ARG002 - Spark calls it with one
        return Counter()

    def addInPlace(self, value1: _Counts, value2: _Counts) -> _Counts:  # noqa: N802 - Spark's name
        value1.update(value2)
        return value1


def clean(
    df: DataFrame,
    html: str = "content",
    *,
    url: str = "url",
    prefix: str = "",
    metrics: Metrics | None = None,
    **options: Unpack[OptionWords],
) -> DataFrame:
    """`df` with six more columns about the documents in its column `html` (strings or bytes); the others stay as they are.

    With `prefix` before each name: clean: string, metadata: map<string, array<string>>, site: string, removed: array<struct<by,
    what, text: string, line: int>>, status: string ("changed", "unchanged", "refused" or "failed"), error: string. `url` is the
    column of the address, which may be missing. `metrics` counts. `options` are the keywords of `Cleaner`; where `limits` are
    not given, a document may take 60 seconds.

    Nothing is read yet: it is done, as everything in Spark, when an action asks for rows. OptionError for a column that is
    missing, of another type, or there already; PackError for a pack that is wrong. No document raises anything: `status` and
    `error` tell, and `clean` is null.
    """
    names = ColumnNames(html, url, prefix=prefix)
    _check(df, names)
    options.setdefault("limits", Limits(seconds=SECONDS))
    added = (StructField(name, kind) for name, kind in zip(names.added, _KINDS, strict=True))
    batches = _CleanBatches(df.sparkSession.sparkContext.broadcast(Cleaner(**options)), names, metrics)
    return df.mapInArrow(batches, StructType([*df.schema.fields, *added]))


@dataclass(frozen=True, slots=True)
class _CleanBatches:
    """What an executor does with the batches of a partition."""

    cleaner: "Broadcast[Cleaner]"
    names: ColumnNames
    metrics: Metrics | None

    def __call__(self, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """The batches with the new columns, cut smaller."""
        for batch in batches:
            for start in range(0, batch.num_rows, _ROWS):
                cleaned, results = batch_and_results(batch.slice(start, _ROWS), self.names, self.cleaner.value)
                if self.metrics is not None:
                    self.metrics.add(results)
                yield cleaned


def _check(df: DataFrame, names: ColumnNames) -> None:
    if names.html not in df.columns:
        raise OptionError("html", names.html, "no such column", known=df.columns)
    kinds = _STRINGS
    for option, name in (("url", names.url), ("html", names.html)):
        found = [field.dataType for field in df.schema.fields if field.name == name]
        if len(found) > 1:
            raise OptionError(option, name, "there are several columns of this name")
        if found and not isinstance(found[0], kinds):
            raise OptionError(option, name, f"a column of strings was expected, not of {found[0].simpleString()}")
        kinds = (*_STRINGS, BinaryType)
    _check_added(df, names)


def _check_added(df: DataFrame, names: ColumnNames) -> None:
    """OptionError for a name that is taken, in capitals or not where Spark takes them for the same."""
    folded: Callable[[str], str] = str if df.sparkSession.conf.get("spark.sql.caseSensitive") == "true" else str.lower
    present = {folded(name): name for name in df.columns}
    if taken := [present[folded(name)] for name in names.added if folded(name) in present]:
        raise OptionError("prefix", names.prefix, f"there is a column {taken[0]!r} already; another prefix is needed")
