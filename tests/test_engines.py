"""The recipes of docs/how-to/engines.md, run against the engines themselves."""

import json
import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
from batch_rows import rows

from newsclean import Cleaner, Limits

pa = pytest.importorskip("pyarrow", reason="engine absent: pyarrow")

from newsclean.arrow import clean_table  # noqa: E402 - only where there is Arrow

PROJECT = Path(__file__).resolve().parents[1]
PAGE = (PROJECT / "docs" / "how-to" / "engines.md").read_text("utf-8")
RECIPES = [
    (section.partition("\n")[0], recipe)
    for section in PAGE.split("\n## ")
    for recipe in re.findall(r"^```python\n(.*?)^```$", section, re.DOTALL | re.MULTILINE)
]
_, CLEANER = RECIPES.pop(0)
COLUMNS = ["id", "clean", "site", "status", "error"]
BEFORE = """
import sys
sys.path.insert(0, sys.argv[1])
import pyarrow as pa
from batch_rows import rows
articles = pa.Table.from_pylist(rows(80))
"""
AFTER = """
import json
pathlib = __import__("pathlib")
found = [{name: row[name] for name in sys.argv[3].split(",")} for row in table.to_pylist()]
pathlib.Path(sys.argv[2]).write_text(json.dumps(found), "utf-8")
"""
MODULES = {
    "Polars": "polars",
    "DuckDB": "duckdb",
    "Ray Data": "ray",
    "Hugging Face datasets": "datasets",
    "datatrove": "datatrove",
}
TABLES = {
    "Polars": "table = cleaned.to_arrow()",
    "DuckDB": "table = cleaned.to_arrow_table()",
    "Ray Data": "table = pa.concat_tables(ray.get(cleaned.to_arrow_refs()))",
    "Hugging Face datasets": "table = cleaned.with_format('arrow')[:]",
    "datatrove": """
from datatrove.data import Document
given = (Document(row["content"] or "", str(row["id"]), metadata={"url": row["url"]}) for row in articles.to_pylist())
table = pa.Table.from_pylist([{"id": int(one.id), "clean": one.text, "url": one.metadata["url"]} for one in block.run(given)])
""",
}


def run(engine, recipe, folder, columns):
    if find_spec(MODULES[engine]) is None:
        pytest.skip(f"engine absent: {MODULES[engine]}")
    program, out = folder / "recipe.py", folder / "out.json"
    program.write_text("\n".join([BEFORE, CLEANER, recipe, TABLES[engine], AFTER]), "utf-8")
    line = [sys.executable, str(program), str(PROJECT / "benchmarks"), str(out), ",".join(columns)]
    done = subprocess.run(line, cwd=folder, capture_output=True, text=True, check=False)  # noqa: S603 - our own page
    assert done.returncode == 0, done.stderr[-3000:]
    return sorted(json.loads(out.read_bytes()), key=lambda row: row["id"])


def expected(columns):
    cleaner = Cleaner(to="markdown", limits=Limits(seconds=60))
    return clean_table(pa.Table.from_pylist(rows(80)), cleaner=cleaner).select(columns).to_pylist()


def test_there_is_a_recipe_for_each_engine():
    assert {engine for engine, _ in RECIPES} == set(MODULES)


@pytest.mark.parametrize(("engine", "recipe"), RECIPES[:-1], ids=lambda text: re.sub(r"\W.*", "", text, flags=re.DOTALL))
def test_a_recipe_gives_what_newsclean_gives(engine, recipe, tmp_path):
    assert run(engine, recipe, tmp_path, COLUMNS) == expected(COLUMNS)


def test_the_block_of_datatrove_leaves_out_what_is_refused(tmp_path):
    found = run(*RECIPES[-1], tmp_path, ["id", "clean"])
    wanted = {row["id"]: row["clean"] for row in expected(["id", "clean", "status"]) if row["status"] != "refused"}
    assert {row["id"]: row["clean"] for row in found} == {number: clean or "" for number, clean in wanted.items()}
