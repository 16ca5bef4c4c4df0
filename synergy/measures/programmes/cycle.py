"""Which stages of the strategy cycle the programmes of a study belong to."""

from __future__ import annotations

from collections.abc import Mapping

from synergy.dataset.choices import STAGE
from synergy.dataset.records import Dataset


def stages(dataset: Dataset) -> Mapping[str, tuple[str, ...]]:
    """Say which programmes belong to each stage of the strategy cycle.

    The stages are environment, direction, formulation, implementation and evaluation, in that order. A programme may
    belong to several; whether it runs still does not matter. Indicators of a preset have no part in it.

    Returns
    -------
    Programmes by stage, sorted; empty where no programme of the study carries a stage.
    """
    found = {stage: tuple(sorted(p.id for p in dataset.programmes if stage in p.stages)) for stage in STAGE}
    return found if any(found.values()) else {}
