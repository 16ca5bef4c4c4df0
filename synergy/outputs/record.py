"""What a run was made of: ``record.json``."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from synergy import __version__
from synergy.dataset.records import InputFile
from synergy.findings.analysis import Analysis
from synergy.outputs.delivery import RECORD
from synergy.outputs.versions import versions


def write_record(
    analysis: Analysis, folder: Path, languages: tuple[str, ...], *, only: tuple[str, ...] | None = None
) -> None:
    """Write inputs, versions, parameters, warnings, row account and the hash of every output in ``folder``.

    Written last: a folder without it is not a finished result. Holds no clock, no path and no name of
    a machine, so that the same run gives the same record; ``synergy reproduce`` makes a run again from it.
    """
    dataset = analysis.dataset
    content = {
        "schema": 1,
        "synergy": __version__,
        "run": run_code(analysis),
        "versions": versions(),
        "inputs": _hashes(dataset.inputs),
        "rules": _hashes(dataset.rules),
        "parameters": {
            "preset": dataset.study.preset,
            "languages": list(languages),
            "only": None if only is None else sorted(only),
            "encoding": dataset.encoding or None,
            **analysis.settings.as_record(),
        },
        "warnings": [
            {
                "code": p.code,
                "severity": p.severity,
                "file": p.origin.file,
                "row": p.origin.row,
                "column": p.origin.column,
            }
            for p in dataset.notices
        ],
        "account": [
            {"table": a.table, "read": a.read, "used": a.used, "set_aside": dict(sorted(a.set_aside.items()))}
            for a in dataset.account
        ],
        "outputs": hashes_of(folder),
    }
    text = json.dumps(content, ensure_ascii=False, indent=1) + "\n"
    (folder / RECORD).write_text(text, encoding="utf-8", newline="\n")


def run_code(analysis: Analysis) -> str:
    """Return eight hexadecimal digits that stand for a run: what its inputs hold, rules, parameters and version.

    The order of rows and columns changes nothing. Printed on papers that may be parted from the record.
    """
    dataset = analysis.dataset
    files = [[file.name, file.content_sha256] for file in (*dataset.inputs, *dataset.rules)]
    made_of = [__version__, dataset.study.preset, analysis.settings.as_record(), sorted(files)]
    return hashlib.sha256(json.dumps(made_of, sort_keys=True).encode()).hexdigest()[:8]


def _hashes(files: tuple[InputFile, ...]) -> list[dict[str, str]]:
    ordered = sorted(files, key=lambda file: file.name)
    return [{"file": f.name, "sha256": f.sha256, "content_sha256": f.content_sha256} for f in ordered]


def hashes_of(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of every file in a folder by its path in it, sorted."""
    names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in names}
