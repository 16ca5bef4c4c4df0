"""D1–D12: CSV and locale."""

from __future__ import annotations

from tests.catalogue.case import NOTE, OK, REFUSE, WARN, Case, add, at, cells, delimited, replaced, swap, text


def _each_row(content: str, end: str) -> str:
    head, *rows = content.splitlines()
    return "\n".join([head, *(row + end for row in rows)]) + "\n"


CASES = (
    Case("D1-semicolons-decimal-comma", OK, text("ties", lambda t: delimited(t, ";").replace("0.5", "0,5"))),
    Case("D2-sep-line", OK, text("ties", lambda t: "sep=;\n" + delimited(t, ";"))),
    Case("D3-tabs", OK, text("ties", lambda t: delimited(t, "\t"))),
    Case(
        "D3-tabs-in-the-header-only",
        REFUSE,
        text("ties", lambda t: t.replace(",", "\t", t.split("\n")[0].count(","))),
        (at("mixed-separators", "ties", 1),),
    ),
    Case(
        "D4-trailing-separators",
        NOTE,
        text("ties", lambda t: _each_row(t, ",")),
        (at("trailing-separators", "ties", 2),),
    ),
    Case(
        "D5-one-cell-too-many",
        REFUSE,
        text("ties", lambda t: t.rstrip("\n") + ",x\n"),
        (at("too-many-cells", "ties", 3),),
    ),
    Case("D6-required-cell-lacking", REFUSE, add("ties", "A2"), (at("missing-cells", "ties", 4),)),
    Case("D6-short-row", NOTE, add("sources", "S2,Interview 2"), (at("short-rows", "sources", 3),)),
    Case(
        "D7-quote-never-closed",
        REFUSE,
        swap("ties", "A1,A3,referral", 'A1,A3,"referral'),
        (at("quote-not-closed", "ties", 3),),
    ),
    Case("D7-quote-astray", REFUSE, swap("ties", "A1,A3", 'A1,"A"3'), (at("stray-quote", "ties", 3),)),
    Case(
        "D8-column-twice",
        REFUSE,
        text("ties", lambda t: t.replace("type", "From")),
        (at("duplicate-column", "ties", 1, "From"),),
    ),
    Case("D9-no-header", REFUSE, text("ties", lambda t: t.split("\n", 1)[1]), (at("no-header", "ties", 1),)),
    Case(
        "D10-day-first",
        NOTE,
        lambda folder: (
            cells("programmes", 2, valid_from="03/04/2018", valid_to="2020-01-01")(folder),
            cells("programmes", 3, valid_from="13/04/2018")(folder),
        ),
        (at("day-first-date", "programmes", 2, "valid_from"),),
    ),
    Case(
        "D10-no-such-day",
        REFUSE,
        cells("programmes", 2, valid_from="31/02/2018"),
        (at("unreadable-date", "programmes", 2, "valid_from"),),
    ),
    Case("D11-no-bytes", REFUSE, replaced("stakeholders.csv", b""), (at("empty-file", "stakeholders"),)),
    Case(
        "D11-no-actors",
        REFUSE,
        replaced("stakeholders.csv", b"id,name,sector\n"),
        (at("no-rows", "stakeholders", 1),),
    ),
    Case(
        "D11-optional-table-empty",
        OK,
        replaced("dependencies.csv", b"programme_a,programme_b\n"),
        (at("empty-table", "dependencies", 1),),
        same=False,
    ),
    Case(
        "D12-thousands-or-fraction",
        WARN,
        text("dependencies", lambda t: delimited(t, ";").replace("0.5", "0.500")),
        (at("ambiguous-number", "dependencies", 2, "weight"),),
    ),
)
