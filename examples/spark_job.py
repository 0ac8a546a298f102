"""A job for Spark: the documents of a folder, cleaned, as Parquet.

    spark-submit --master "local[2]" examples/spark_job.py FOLDER OUT

Needs Java, and `pip install 'newsclean[spark]'` on every machine. FOLDER may be `examples` itself.
"""

import sys

from pyspark.sql import SparkSession
from pyspark.sql.functions import col, count

from newsclean.spark import Metrics, clean


def main(folder: str, out: str) -> None:
    """Clean the files of `folder` that are pages, write them to `out`, and print what became of them."""
    spark = SparkSession.builder.appName("newsclean").getOrCreate()
    files = spark.read.format("binaryFile").option("pathGlobFilter", "*.{html,md}").load(folder)
    metrics = Metrics(spark)
    cleaned = clean(files.select("path", "content"), to="markdown", metrics=metrics)
    cleaned.write.mode("overwrite").parquet(out)
    for status, documents in metrics.statuses.items():
        print(f"{status}: {documents}")
    spark.read.parquet(out).groupBy(col("site")).agg(count("*")).orderBy("site").show()
    spark.stop()


if __name__ == "__main__":
    main(*sys.argv[1:])
