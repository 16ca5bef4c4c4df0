"""The second bundled study, for tests of outputs that must fit more than one."""

import pytest

from synergy import pipeline
from synergy.findings.analysis import Analysis
from tests.conftest import CASE


@pytest.fixture(scope="session")
def planted() -> Analysis:
    """The made-up study with a roster, analysed once."""
    return pipeline.analyse(CASE / "planted")
