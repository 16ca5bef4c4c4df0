"""Closed lists that the program itself must know: status, confidence, basis, kind, respondent."""

from __future__ import annotations

from enum import StrEnum


class Status(StrEnum):
    """What a source says of a tie, a part in a programme or a mandate. Only EXISTING feeds a network."""

    EXISTING = "existing"
    INTENDED = "intended"
    NEEDED = "needed"
    CONTESTED = "contested"
    ENDED = "ended"
    DENIED = "denied"


class Confidence(StrEnum):
    """How surely a source states a thing."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Basis(StrEnum):
    """Whether a row is said by a source, read between the lines, or expected from rules."""

    STATED = "stated"
    INFERRED = "inferred"
    EXPECTED = "expected"


class Kind(StrEnum):
    """What sort of actor a row is; a collective stands for many and is marked as a placeholder."""

    ORGANISATION = "organisation"
    UNIT = "unit"
    BODY = "body"
    COLLECTIVE = "collective"
    PERSON = "person"


class Respondent(StrEnum):
    """Whether an actor answered a roster; blank everywhere means a study of documents."""

    YES = "yes"
    NO = "no"
    NOT_ASKED = "not_asked"
