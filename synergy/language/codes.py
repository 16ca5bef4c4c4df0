"""How much each problem weighs and where it can stand, for ``synergy explain``; its words are in the catalogue."""

from __future__ import annotations

_LISTED = {  # weight: where: codes
    "error": {
        "study": "missing-table several-workbooks unknown-setting unusable-setting unknown-preset "
        "unreadable-toml table-twice",
        "file": "empty-file not-a-csv not-a-workbook locked-workbook damaged-workbook oversized-workbook "
        "unreadable-text mixed-separators nul-character quote-not-closed stray-quote",
        "header": "no-header duplicate-column missing-column misspelt-column column-about-persons",
        "actor": "row-about-one-child",
        "row": "too-many-cells missing-cells no-rows no-duty",
        "cell": "merged-cells error-cell formula-without-value missing-value not-a-number not-a-whole-number "
        "number-out-of-range unreadable-date dates-reversed only-one-value unknown-word unknown-status "
        "zero-strength personal-data-in-id several-with-comma",
        "term": "unknown-sector unknown-role unknown-term ambiguous-term",
        "reference": "unknown-actor unknown-programme unknown-source unknown-reporter ambiguous-name names-example",
        "rows": "id-twice name-twice ids-too-alike parent-cycle",
    },
    "warning": {
        "file": "external-links folder-like-table unread-table unread-sheet table-beside-workbook",
        "header": "unnamed-column",
        "cell": "control-character garbled-text ambiguous-number unclear-answer",
        "row": "self-tie self-partner self-dependency begins-as-example",
        "rows": "zeros-differ identical-row mirrored-tie existing-and-denied possible-same-body same-body-confirmed",
        "text": "personal-data-number personal-data-email personal-data-phone",
    },
    "warning-or-notice": {"file": "unknown-table unknown-sheet workbook-not-read other-workbook"},
    "error-or-warning": {"file": "other-format"},
    "notice": {
        "study": "ids-made programmes-made sources-made",
        "file": "hidden-sheet workbook-open other-encoding empty-table",
        "header": "title-rows merged-header unknown-column source-target-ends invisible-in-header",
        "row": "short-rows trailing-separators status-blank strength-and-frequency hidden-rows",
        "cell": "invisible-character day-first-date decimal-comma strength-rounded strength-raised",
    },
}
CODES = {
    code: (weight, where)
    for weight, places in _LISTED.items()
    for where, codes in places.items()
    for code in codes.split()
}
