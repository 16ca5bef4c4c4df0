"""What holds for every study: order changes nothing, rows add up, nothing but problems comes out of bad bytes."""

from __future__ import annotations

import re
import tempfile
from dataclasses import replace
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from synergy.dataset.build import build_dataset
from synergy.dataset.records import Dataset
from synergy.problems import InvalidInput
from synergy.tables import read_folder
from tests.conftest import write_study
from tests.dataset.small import CLEAN, clean, read

QUICK = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))


def content(dataset: Dataset) -> str:
    """All a dataset says, without places, rows and the hashes of the bytes."""
    bare = replace(dataset, inputs=tuple(replace(file, sha256="") for file in dataset.inputs))
    return re.sub(r"Origin\([^)]*\)|'first': \d+", "", repr(bare))


QUICK_START = {
    "stakeholders": [
        {"name": "Dinas Sosial", "sector": "city_agency", "programmes": "P1:lead; Posyandu remaja", "partners": "PKK"},
        {"name": "PKK", "sector": "community", "programmes": "posyandu remaja", "partners": "dinas sosial;Kader"},
        {"name": "Kader", "sector": "masyarakat", "programmes": "", "partners": ""},
        {"name": "Puskesmas A/B", "sector": "service_unit", "programmes": "P1", "partners": "Puskesmas A-B"},
        {"name": "Puskesmas A-B", "sector": "unit layanan", "programmes": "P2: support", "partners": "PKK"},
    ]
}


@QUICK
@given(data=st.data(), base=st.sampled_from([CLEAN, QUICK_START]))
def test_the_order_of_rows_and_columns_changes_nothing(data, base):
    def shuffled(rows):
        columns = data.draw(st.permutations(list(rows[0])))
        return [{column: row[column] for column in columns} for row in data.draw(st.permutations(rows))]

    mixed = {name: shuffled(rows) for name, rows in base.items()}
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as other:
        assert content(read(Path(one), mixed)) == content(read(Path(other), base))


ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "from": st.sampled_from(["A1", "A2", "A3"]),
            "to": st.sampled_from(["A1", "A2", "dinkes"]),
            "status": st.sampled_from(["existing", "ada", "", "denied"]),
        }
    ),
    max_size=12,
)


@QUICK
@given(rows=ROWS, blank=st.integers(0, 3))
def test_every_row_read_is_used_or_set_aside(rows, blank):
    with tempfile.TemporaryDirectory() as name:
        folder = write_study(Path(name), clean() | {"ties": [{"from": "A1", "to": "A3", "status": "ended"}, *rows]})
        with (folder / "ties.csv").open("a", encoding="utf-8") as file:
            file.write(",,\n" * blank)
        dataset = build_dataset(read_folder(folder))
    for account in dataset.account:
        assert account.read == account.used + sum(account.set_aside.values())
    (account,) = (account for account in dataset.account if account.table == "ties")
    assert (account.read, account.used) == (len(rows) + 1 + blank, len(dataset.ties))


@QUICK
@given(junk=st.one_of(st.binary(max_size=80), st.text(max_size=80).map(lambda t: t.encode("utf-8", "ignore"))))
def test_any_bytes_end_in_a_dataset_or_in_problems(junk):
    with tempfile.TemporaryDirectory() as name:
        folder = write_study(Path(name), clean())
        for file, head in (
            ("ties.csv", b""),
            ("claims.csv", b"id,topic,statement,valid_from\n1,a,"),
            ("study.toml", b""),
        ):
            (folder / file).write_bytes(head + junk)
            try:
                build_dataset(read_folder(folder))
            except InvalidInput:
                continue


def test_reading_twice_gives_the_same_and_leaves_the_files_as_they_are(tmp_path):
    folder = write_study(tmp_path, CLEAN)
    before = {file.name: file.read_bytes() for file in folder.iterdir()}
    assert build_dataset(read_folder(folder)) == build_dataset(read_folder(folder))
    assert before == {file.name: file.read_bytes() for file in folder.iterdir()}
