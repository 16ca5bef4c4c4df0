"""E1–E9: how text is written down."""

from __future__ import annotations

from tests.catalogue.case import NOTE, OK, REFUSE, WARN, Case, at, cells, delimited, replaced, swap, text

CASES = (
    Case("E1-utf8-with-bom", OK, text("stakeholders", lambda t: "\ufeff" + t)),
    Case(
        "E2-cp1252",
        NOTE,
        swap("stakeholders", "Forum Anak", "Café – “x”", "cp1252"),
        (at("other-encoding", "stakeholders", 4),),
    ),
    Case(
        "E2-utf8-but-for-one-letter",
        REFUSE,
        lambda folder: (
            cells("stakeholders", 4, name="Café Résumé")(folder),
            replaced("stakeholders.csv", (folder / "stakeholders.csv").read_bytes() + b"A9,x\xc3,ngo,,,\n")(folder),
        ),
        (at("unreadable-text", "stakeholders", 5),),
    ),
    Case(
        "E3-utf16-with-tabs",
        NOTE,
        text("stakeholders", lambda t: delimited(t, "\t"), "utf-16"),
        (at("other-encoding", "stakeholders"),),
    ),
    Case(
        "E3-utf16-without-bom",
        NOTE,
        text("stakeholders", lambda t: t, "utf-16-le"),
        (at("other-encoding", "stakeholders"),),
    ),
    Case(
        "E4-mojibake-letter",
        WARN,
        cells("stakeholders", 4, name="CafÃ© Anak"),
        (at("garbled-text", "stakeholders", 4, "name"),),
    ),
    Case(
        "E4-mojibake-quote",
        WARN,
        cells("stakeholders", 4, name="â€œForumâ€\x9d Anak".replace("\x9d", "")),
        (at("garbled-text", "stakeholders", 4, "name"),),
    ),
    Case("E5-nul", REFUSE, swap("ties", "A1,A3", "A1,A\0003"), (at("nul-character", "ties", 3),)),
    Case("E6-line-ends-mixed", OK, text("ties", lambda t: t.replace("\n", "\r\n", 1).replace("\nA1,A3", "\rA1,A3"))),
    Case(
        "E6-rows-as-an-editor-counts",
        REFUSE,
        text("ties", lambda t: t.replace("\n", "\r\n", 1).replace("needed", "neded")),
        (at("unknown-status", "ties", 3, "status"),),
    ),
    Case(
        "E7-composed-and-decomposed",
        OK,
        lambda folder: (
            cells("stakeholders", 2, name="Caf\u00e9")(folder),
            cells("ties", 2, **{"from": "Cafe\u0301"})(folder),
        ),
    ),
    Case(
        "E8-invisible-in-a-reference",
        NOTE,
        cells("ties", 2, **{"from": "Dinas\u00a0 Sosial\u200b"}),
        (at("invisible-character", "ties", 2, "from"),),
    ),
    Case(
        "E8-invisible-in-an-id",
        NOTE,
        cells("stakeholders", 2, id="A1\u200b"),
        (at("invisible-character", "stakeholders", 2, "id"),),
    ),
    Case(
        "E8-invisible-in-a-header",
        NOTE,
        text("ties", lambda t: t.replace("status", "sta\u200btus", 1)),
        (at("invisible-in-header", "ties", 1, "status"),),
    ),
    Case(
        "E9-smart-quotes",
        WARN,
        lambda folder: (
            cells("stakeholders", 3, name="Forum Qur’an")(folder),
            cells("stakeholders", 4, name="Forum Qur'an")(folder),
        ),
        (at("possible-same-body", "stakeholders", 4, "name"),),
    ),
)
