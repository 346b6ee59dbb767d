"""Copies for who reads many diaries: read by other engines, with the sums of `stats`."""

import json
import re
import shutil
from pathlib import Path

import pytest
from fhir.resources.R4B import get_fhir_model_class

duckdb = pytest.importorskip("duckdb")
PAGE = (Path(__file__).parents[2] / "docs" / "many-diaries.md").read_text("utf-8")
QUERIES = re.findall(r"```sql\n(.*?)```", PAGE, re.DOTALL)


@pytest.fixture
def kept(baclofen):
    """A diary with a dose of each kind, a rating and a check."""
    baclofen("log", "dose", "baclofen", "--planned", "08:00", "--at", "08:05")
    baclofen("log", "dose", "baclofen", "--planned", "14:00", "--amount", "1/2 tablet")
    baclofen("log", "dose", "baclofen", "--amount", "5 mg", "--at", "03:00")
    baclofen("log", "symptom", "spasticity", "4", "--note", "a secret")
    baclofen("log", "check", "--yes", "seizure")
    return baclofen


def rows(folder, sql):
    return duckdb.sql(sql.replace("many/*", str(folder))).fetchall()


def test_the_sums_of_the_parquet_are_those_of_the_figures(kept, tmp_path):
    kept("export", "parquet", "-o", str(tmp_path / "out"))
    told = kept.json("stats")["doses"]["baclofen"]
    sql = "SELECT sum(taken), sum(planned), count(*) FROM 'many/*/doses.parquet'"
    [(taken, planned, count)] = rows(tmp_path / "out", sql)
    assert [f"{taken.normalize():f} mg", f"{planned.normalize():f} mg"] == [
        told["mg_taken"],
        told["mg_planned"],
    ]
    assert count == told["planned"] + told["extra"]


def test_no_free_text_leaves_with_the_tables(kept, tmp_path):
    kept("export", "parquet", "-o", str(tmp_path / "out"))
    for path in (tmp_path / "out").iterdir():
        told = str(duckdb.sql(f"SELECT * FROM '{path}'").fetchall())
        assert "secret" not in told


def test_columns_have_their_types(kept, tmp_path):
    kept("export", "parquet", "-o", str(tmp_path / "out"))
    found = duckdb.sql(f"DESCRIBE SELECT * FROM '{tmp_path / 'out'}/doses.parquet'").fetchall()
    types = {name: kind for name, kind, *_ in found}
    assert types["taken"] == "DECIMAL(18,6)" and types["day"] == "DATE"
    assert types["taken_utc"] == "TIMESTAMP WITH TIME ZONE" and types["taken_local"] == "TIMESTAMP"


def test_a_copy_of_the_diary_has_the_same_pseudonym(kept, tmp_path):
    kept("export", "parquet", "-o", str(tmp_path / "one"))
    kept("log", "symptom", "pain", "3")
    kept("export", "parquet", "-o", str(tmp_path / "two"))
    (name,) = duckdb.sql(f"SELECT DISTINCT diary FROM '{tmp_path}/*/doses.parquet'").fetchall()
    assert re.fullmatch("[0-9a-f]{16}", name[0])


def test_bulk_files_hold_each_resource_once_and_refer_by_type_and_id(kept, tmp_path):
    kept("export", "fhir", "--ndjson", "-o", str(tmp_path / "out"))
    found = {}
    for path in (tmp_path / "out").iterdir():
        for line in path.read_text("utf-8").splitlines():
            resource = json.loads(line)
            assert resource["resourceType"] == path.stem
            get_fhir_model_class(path.stem).model_validate(resource)
            found[f"{path.stem}/{resource['id']}"] = line
    referred = set(re.findall(r'"reference": "([^"]+)"', "".join(found.values())))
    inside = {"#medicine"}  # contained in the statement that refers to it
    assert inside < referred and referred - inside <= set(found)
    assert "urn:uuid" not in "".join(found.values())


@pytest.mark.parametrize("words", [("parquet",), ("fhir", "--ndjson")])
def test_a_folder_that_holds_something_is_left_alone(kept, tmp_path, words):
    (tmp_path / "mine.txt").write_text("mine")
    kept("export", *words, "-o", str(tmp_path), code=1)
    assert "not an empty folder" in kept.err
    kept("export", *words, "-o", "-", code=2)


def test_without_pyarrow_it_says_what_to_install(kept, tmp_path, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    kept("export", "parquet", "-o", str(tmp_path / "out"), code=1)
    assert "pip install" in kept.err and not (tmp_path / "out").exists()


@pytest.fixture(scope="module")
def many(tmp_path_factory):
    """Twelve made-up diaries."""
    from datetime import date

    from diary_app.domain.days import Days
    from diary_app.services import simulated

    folder = tmp_path_factory.mktemp("many")
    simulated.write(folder, 12, Days(date(2026, 6, 1), date(2026, 9, 1)))
    return folder / "part-00000"


@pytest.mark.parametrize("sql", QUERIES)
def test_a_query_of_the_page_answers(many, sql):
    assert rows(many, sql)


def test_the_share_recorded_is_that_of_the_rows(many):
    shares = rows(many, QUERIES[0])
    planned = sum(n for _month, _share, n in shares)
    ours = rows(many, "SELECT count(*) FROM 'many/*/doses.parquet' WHERE state <> 'extra'")
    assert planned == ours[0][0] and all(0.5 < share < 1 for _month, share, _n in shares)


def test_the_same_number_gives_the_same_diary(many, tmp_path):
    names = rows(many, "SELECT count(DISTINCT diary), min(diary) FROM 'many/*/doses.parquet'")
    assert names == [(12, "simulated-000000")]


def test_parts_that_are_made_apart_are_the_whole(terminal, tmp_path):
    words = ("--days", "60", "--many")
    terminal("demo", str(tmp_path / "whole"), *words, "102")
    terminal("demo", str(tmp_path / "part"), *words, "2", "--first", "100")
    sql = "SELECT * FROM 'many/*/doses.parquet' ORDER BY ALL"
    whole = rows(tmp_path / "whole" / "part-00001", sql)
    assert rows(tmp_path / "part" / "part-00001", sql) == whole != []
    terminal("demo", str(tmp_path / "odd"), *words, "2", "--first", "50", code=2)


@pytest.mark.slow
def test_spark_reads_them_too(many):
    if shutil.which("java") is None:
        pytest.skip("Spark needs a Java runtime: apt-get install default-jre-headless")
    pytest.importorskip("pyspark", reason="Spark is not installed: pip install pyspark")
    code = re.search(r"```python\n(.*?)```", PAGE, re.DOTALL)[1].replace("many/*", str(many))
    scope = {}
    exec(code, scope)
    shares = {row["planned"] for row in scope["recorded"].collect()}
    scope["spark"].stop()
    assert shares == {n for _month, _share, n in rows(many, QUERIES[0])}
