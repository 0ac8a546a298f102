"""`newsclean.spark` on a real Spark: what comes out is what one machine makes of it, whatever dies on the way."""

import os
import shutil
import subprocess
import sys
from operator import itemgetter
from pathlib import Path

import pytest
from batch_rows import rows

from newsclean import Cleaner, Limits, OptionError, PackError, standard

if shutil.which("java") is None:
    pytest.skip("engine absent: no Java for Spark", allow_module_level=True)
pa = pytest.importorskip("pyarrow", reason="engine absent: pyarrow")
pyspark = pytest.importorskip("pyspark", reason="engine absent: pyspark")
pytest.importorskip("pandas", reason="engine absent: pandas, which Spark needs")

from pyspark.sql import SparkSession  # noqa: E402 - only where it is installed
from pyspark.sql.pandas.types import from_arrow_schema  # noqa: E402 - as above

import spark_faults  # noqa: E402 - as above
from newsclean import spark as newsclean_spark  # noqa: E402 - as above
from newsclean.arrow import clean_batch, schema_after  # noqa: E402 - as above

pytestmark = [
    pytest.mark.filterwarnings("ignore::ResourceWarning"),  # Spark leaves the pipes of its gateway to the collector
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),  # the same
    pytest.mark.filterwarnings("ignore::FutureWarning"),  # what Spark says of the version of pandas
]
COLUMNS = "id long, content string, url string"
QUIET = {
    "spark.ui.enabled": "false",
    "spark.sql.shuffle.partitions": "2",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
    "spark.log.level": "OFF",
}


def session_of(master, **settings):
    os.environ["PYSPARK_PYTHON"] = os.environ["PYSPARK_DRIVER_PYTHON"] = sys.executable
    builder = SparkSession.builder.master(master).appName("newsclean")
    for name, value in (QUIET | settings).items():
        builder = builder.config(name, value)
    return builder.getOrCreate()


@pytest.fixture(scope="module")
def spark():
    session = session_of("local[2]")
    yield session
    session.stop()


def frame(spark, data, schema=COLUMNS, partitions=4):
    return spark.createDataFrame(data, schema).repartition(partitions)


def on_one_machine(data, **options):
    table = pa.table({name: [row[name] for row in data] for name in ("id", "content", "url")})
    cleaner = Cleaner(**{"limits": Limits(seconds=60), **options})
    return [row for batch in table.to_batches() for row in clean_batch(batch, cleaner=cleaner).to_pylist()]


def rows_of(df):
    """The rows of a frame as Arrow has them, in the order of their ids. Spark would read the frame twice to sort it."""
    return sorted(df.toArrow().to_pylist(), key=itemgetter("id"))


def test_the_rows_are_those_of_one_machine_and_are_counted(spark):
    data = rows(300)
    metrics = newsclean_spark.Metrics(spark)
    assert rows_of(newsclean_spark.clean(frame(spark, data, partitions=1), metrics=metrics)) == (expected := on_one_machine(data))
    assert {row["status"] for row in expected} == {"changed", "refused", "failed"}
    assert metrics.rows == 300
    assert metrics.statuses["refused"] == 6
    assert metrics.sites["sina"] == sum(row["site"] == "sina" for row in expected)
    assert metrics.passes["inline-styles"] > 0


def test_the_schema_is_that_of_arrow(spark):
    df = frame(spark, rows(3))
    after = newsclean_spark.clean(df, prefix="nc_").schema
    arrow = schema_after(pa.schema([("id", pa.int64()), ("content", pa.string()), ("url", pa.string())]), prefix="nc_")
    assert [(one.name, one.dataType) for one in after] == [(one.name, one.dataType) for one in from_arrow_schema(arrow)]


def test_bytes_without_an_address_keep_the_other_columns(spark):
    data = [
        (1, bytearray("<p id=x>旧港今日重新开放，市民步行过桥</p>".encode("gbk")), {"a": [1.5, None]}, None),
        (2, None, None, 3),
    ]
    df = frame(spark, data, "id long, page binary, kept map<string, array<double>>, status short", 1)
    out = newsclean_spark.clean(df, "page", prefix="nc_", to="text").orderBy("id").collect()
    assert [tuple(row)[:4] for row in out] == data
    assert [(row.nc_clean, row.nc_status) for row in out] == [("旧港今日重新开放，市民步行过桥\n", "changed"), (None, "failed")]


def test_large_strings_are_strings(spark):
    name = "spark.sql.execution.arrow.useLargeVarTypes"
    spark.conf.set(name, "true")
    try:
        assert newsclean_spark.clean(frame(spark, rows(3))).count() == 3
        assert rows_of(newsclean_spark.clean(frame(spark, rows(3)))) == on_one_machine(rows(3))
    finally:
        spark.conf.set(name, "false")


def test_packs_of_ones_own_travel_with_the_options(spark, tmp_path):
    pack = tmp_path / "own.toml"
    rule = "[[rule]]\nid = 'promo'\npass = 'promotion'\nwhy = 'a reason'\nselect = '.zz'\nhits = ['<p>x</p><p class=zz>y</p>']\n"
    pack.write_text(rule + "misses = ['<p>y</p>']\n")
    df = frame(spark, [(1, "<p>The ferry is late again.</p><p class=zz>y</p>", None)], partitions=1)
    out = newsclean_spark.clean(df, packs=[pack], site="own")
    pack.unlink()
    assert [row.clean for row in out.collect()] == ["<p>The ferry is late again.</p>\n"]
    with pytest.raises(PackError, match="cannot be read"):
        newsclean_spark.clean(df, packs=[pack])


@pytest.mark.parametrize(
    ("schema", "words", "message"),
    [
        ("id long, content string", {"html": "body"}, r"html: no such column: 'body' \(known: id, content\)"),
        ("id long, content int", {}, "html: a column of strings was expected, not of int: 'content'"),
        ("content string, url binary", {}, "url: a column of strings was expected, not of binary"),
        ("content string, Status string", {}, "prefix: there is a column 'Status' already"),
        ("content string, content string", {}, "html: there are several columns of this name"),
        ("content string", {"to": "pdf"}, "to: unknown value: 'pdf'"),
    ],
)
def test_what_cannot_be_done_is_said_before_anything_runs(spark, schema, words, message):
    with pytest.raises(OptionError, match=message):
        newsclean_spark.clean(spark.createDataFrame([], schema), **words)


@pytest.mark.parametrize("module", ["pyspark", "pyarrow"])
def test_without_the_extra_it_is_said_what_to_install(module):
    program = f"import sys; sys.modules[{module!r}] = None; import newsclean.spark"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)  # noqa: S603 - our own text
    assert "pip install 'newsclean[spark]'" in done.stderr.splitlines()[-1]


def test_the_example_is_a_job(project, tmp_path):
    submit = Path(pyspark.__file__).parent / "bin" / "spark-submit"
    conf = [f"--conf={name}={value}" for name, value in QUIET.items()]
    line = [submit, "--master", "local[2]", *conf, project / "examples" / "spark_job.py", project / "examples", tmp_path / "out"]
    env = {**os.environ, "PYSPARK_PYTHON": sys.executable, "PYSPARK_DRIVER_PYTHON": sys.executable}
    done = subprocess.run(line, env=env, capture_output=True, text=True, check=False)  # noqa: S603 - our own example
    assert done.returncode == 0, done.stderr[-3000:]
    assert "changed: 2" in done.stdout.splitlines()
    assert {"|     sina|       1|", "|wordpress|       1|"} <= set(done.stdout.splitlines())


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes are found by /proc")
def test_a_cluster_that_loses_an_executor_loses_and_doubles_no_row(spark, tmp_path):
    spark.stop()
    steps = standard().before("tidy", spark_faults.kill_once)
    data = rows(240)
    for number, victim in ((70, "python"), (150, "executor")):
        data[number]["content"] = f"<p><kbd>{victim} in {tmp_path}</kbd></p>"
    cluster = session_of("local-cluster[2,1,1024]", **{"spark.executor.memory": "512m"})
    try:
        cluster.sparkContext.addPyFile(spark_faults.__file__)
        found = rows_of(newsclean_spark.clean(frame(cluster, data, partitions=12), steps=steps))
    finally:
        cluster.stop()
    assert {path.name for path in tmp_path.iterdir()} == {"python", "executor"}
    assert found == on_one_machine(data, steps=steps)
