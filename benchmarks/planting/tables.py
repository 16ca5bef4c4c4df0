"""A planted study as the files of the format, with a page that says what was planted."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks.planting.draw import UNDIRECTED
from benchmarks.planting.names import CAST, CLAIMS, DEPENDENCIES, OFFERED, README, SOURCES, STUDY, VOCABULARY
from benchmarks.planting.study import Pair, PlantedStudy, Tie

Rows = Sequence[Mapping[str, str]]


def write_planted(planted: PlantedStudy, folder: Path, settings: str = "") -> None:
    """Write a study to a folder: a file for each table, ``study.toml`` with further settings, and ``README.md``.

    The same study gives the same bytes. Files of these names are replaced.
    """
    folder.mkdir(parents=True, exist_ok=True)
    texts = {f"{name}.csv": _csv(rows) for name, rows in tables(planted).items()}
    told = {key: text.format(seed=planted.seed) for key, text in STUDY.items()}
    lines = [f"{key} = {json.dumps(text, ensure_ascii=False)}\n" for key, text in told.items()]
    texts["study.toml"] = "".join(lines) + f"seed = {planted.seed}\n{settings}"
    texts["README.md"] = readme(planted)
    for name, text in texts.items():
        (folder / name).write_bytes(text.encode())


def tables(planted: PlantedStudy) -> dict[str, Rows]:
    """Return the rows of every table of the study."""
    return {
        "stakeholders": [
            {
                "id": actor,
                **{name: traits[name] for name in ("name", "name_en", "sector", "kind")},
                "placeholder": "no",
                **{name: traits[name] for name in ("level", "territory")},
                "respondent": planted.answers[actor],
            }
            for actor, traits in CAST.items()
        ],
        "programmes": [
            {"id": programme, **traits, "status": "running", "source": "RG", "basis": "stated"}
            for programme, traits in OFFERED.items()
        ],
        "participation": [
            {"actor": actor, "programme": programme, "role": role, "status": "existing", **_said("RG", programme)}
            for (actor, programme), role in planted.parts.items()
        ],
        "ties": [_tie(number, tie) for number, tie in enumerate(planted.ties, start=1)],
        "mandates": [
            {
                "actor": duty.actor,
                **{"function": duty.function, "cluster": duty.cluster, "target_group": duty.group},
                "territory": ";".join(duty.districts),
                **{"role": duty.role, "status": "existing", **_said("DL", duty.actor)},
            }
            for duty in sorted(planted.recorded, key=lambda duty: duty.actor)
        ],
        "requirements": [
            {"function": function, "cluster": cluster, "target_group": group, "priority": "1", "source": "WS"}
            for function, cluster, group in sorted(planted.truth.cells)
        ],
        "dependencies": [{**row, "source": "RG", "confidence": "medium", "basis": "stated"} for row in DEPENDENCIES],
        "sources": SOURCES,
        "claims": _claims(planted),
        "vocabulary": VOCABULARY,
    }


def _said(source: str, locator: str, confidence: str = "high") -> dict[str, str]:
    return {"source": source, "locator": locator, "confidence": confidence, "basis": "stated"}


def _tie(number: int, tie: Tie) -> dict[str, str]:
    one, other = tie.ends
    wish = tie.status == "needed"
    return {
        "id": f"T{number:03d}",
        **{"from": one, "to": other, "type": tie.type, "status": tie.status},
        "directed": "no" if tie.type in UNDIRECTED else "yes",
        "frequency": tie.frequency,
        "reported_by": ";".join(tie.reported_by),
        "reason": f"{CAST[one]['name']} meminta pertemuan tetap" if wish else "",
        "reason_en": f"{CAST[one]['name_en']} asks for regular meetings" if wish else "",
        **_said("WS" if wish else "SV", ", ".join(tie.reported_by), "high" if len(tie.reported_by) == 2 else "medium"),
    }


def _claims(planted: PlantedStudy) -> list[dict[str, str]]:
    """Say something of every kind, each of the first pair that fits; none of it bears on what is planted."""
    confirmed = next(tie.ends for tie in planted.ties if tie.status == "existing" and len(tie.reported_by) == 2)
    wished = next(tie.ends for tie in planted.ties if tie.status == "needed")
    twice = next(pair for pair, managed in planted.truth.duplicated.items() if not managed)
    about = (confirmed, wished, twice, *planted.truth.decoys)
    rows = []
    for number, (said, pair) in enumerate(zip(CLAIMS, about, strict=False), start=1):
        a, b = (CAST[actor] for actor in pair)
        rows.append(
            {
                "id": f"N{number:02d}",
                **{name: said[name] for name in ("topic", "topic_name", "topic_name_en")},
                "statement": said["statement"].format(a=a["name"], b=b["name"]),
                "statement_en": said["statement_en"].format(a=a["name_en"], b=b["name_en"]),
                **{"kind": said["kind"], "stance": said["stance"], "actors": ";".join(pair)},
                **_said("WS", f"no. {number}", "medium"),
            }
        )
    return rows


def readme(planted: PlantedStudy) -> str:
    """Return what a reader of the folder must know: that it is made up, how, and what was planted."""
    truth = planted.truth
    existing = [tie for tie in planted.ties if tie.status == "existing"]
    counts = {
        "seed": planted.seed,
        "actors": len(CAST),
        "programmes": len(OFFERED),
        "parts": len(planted.parts),
        "duties": len(planted.duties),
        "ties": len(existing),
        "pairs": len({frozenset(tie.ends) for tie in existing}),
        **{answer: sum(planted.answers[actor] == answer for actor in CAST) for answer in ("yes", "no", "not_asked")},
        "missing": _listed(truth.missing),
        "decoys": _listed(truth.decoys),
        "unreported": _listed(truth.unreported),
        "managed": _listed([pair for pair, managed in truth.duplicated.items() if managed]),
        "unmanaged": _listed([pair for pair, managed in truth.duplicated.items() if not managed]),
        "cells": "\n".join(f"| {' | '.join(cell)} | {status} |" for cell, status in sorted(truth.cells.items())),
    }
    return README.format(**counts)


def _listed(pairs: Sequence[Pair]) -> str:
    names = [f"{a}–{b} ({CAST[a]['name_en']}; {CAST[b]['name_en']})" for a, b in pairs]
    return "\n".join(f"- {name}" for name in names) or "- none"


def _csv(rows: Rows) -> str:
    text = io.StringIO()
    columns = list(dict.fromkeys(column for row in rows for column in row))
    writer = csv.DictWriter(text, columns, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()
