"""K1–K12: who is meant, and how often."""

from __future__ import annotations

from tests.catalogue.case import NOTE, OK, REFUSE, WARN, Case, add, at, cells, swap, text

SAID = "S1,p. 3,high,stated"
CASES = (
    Case(
        "K1-row-twice",
        WARN,
        add("ties", f"A1,A2,meeting,existing,0.5,{SAID}"),
        (at("identical-row", "ties", 4),),
    ),
    Case(
        "K2-id-twice",
        REFUSE,
        add("sources", "S1,Interview 2,2021,A2"),
        (at("id-twice", "sources", 3, "id"),),
    ),
    Case(
        "K3-unknown-ids-all-at-once",
        REFUSE,
        lambda folder: (
            cells("stakeholders", 4, parent="A9")(folder),
            cells("ties", 3, to="Dinas Kesehatn")(folder),
            cells("mandates", 2, actor="B7")(folder),
        ),
        (
            at("unknown-actor", "mandates", 2, "actor"),
            at("unknown-actor", "stakeholders", 4, "parent"),
            at("unknown-actor", "ties", 3, "to"),
        ),
    ),
    Case("K4-self-tie", WARN, add("ties", f"A2,A2,meeting,existing,,{SAID}"), (at("self-tie", "ties", 4, "to"),)),
    Case("K5-one-pair-several-types", OK, add("ties", f"A1,A2,funding,ended,0.5,{SAID}"), same=False),
    Case("K6-from-both-ends", OK, add("ties", "A2,A1,meeting,existing,0.5,S1,p. 9,high,stated")),
    Case(
        "K6-mirrored-row",
        WARN,
        add("ties", f"A2,A1,meeting,existing,0.5,{SAID}"),
        (at("mirrored-tie", "ties", 4),),
    ),
    Case(
        "K7-parents-in-a-ring",
        REFUSE,
        cells("stakeholders", 2, parent="A3"),
        (at("parent-cycle", "stakeholders", 2, "parent"),),
    ),
    Case("K8-blank-rows", OK, text("ties", lambda t: t.replace("\nA1,A3", "\n\n,,,\nA1,A3") + "\n \n,,\n")),
    Case(
        "K9-ids-apart-by-case",
        REFUSE,
        add("stakeholders", "a1,Polres,police_justice,,,"),
        (at("ids-too-alike", "stakeholders", 5, "id"),),
    ),
    Case(
        "K9-ids-apart-by-a-blank",
        REFUSE,
        add("stakeholders", "A1 ,Polres,police_justice,,,"),
        (at("id-twice", "stakeholders", 5, "id"),),
    ),
    Case("K10-one-end-blank", REFUSE, cells("ties", 3, to=""), (at("missing-value", "ties", 3, "to"),)),
    Case(
        "K11-existing-and-denied",
        WARN,
        add("ties", f"A2,A1,meeting,denied,,{SAID}"),
        (at("existing-and-denied", "ties", 4, "status"),),
        same=False,
    ),
    Case(
        "K11-part-existing-and-denied",
        WARN,
        add("participation", "A1,P2,lead,denied"),
        (at("existing-and-denied", "participation", 4, "status"),),
        same=False,
    ),
    Case("K12-status-in-indonesian", OK, swap("ties", "existing", "Ada")),
    Case(
        "K12-status-unknown",
        REFUSE,
        swap("ties", "existing", "adaa"),
        (at("unknown-status", "ties", 2, "status"),),
    ),
    Case(
        "K13-id-with-a-semicolon",
        WARN,
        add("stakeholders", "B;1,Polres,police_justice,,,"),
        (at("id-with-separator", "stakeholders", 5, "id"),),
    ),
    Case(
        "K14-setting-twice",
        REFUSE,
        lambda folder: (folder / "study.csv").write_text("key,value\ntitle,A\nTitle,B\n", encoding="utf-8"),
        (at("setting-twice", "study", 3, "key"),),
    ),
    Case(
        "K14-setting-under-two-names",
        REFUSE,
        lambda folder: (folder / "study.toml").write_text('title = "A"\njudul = "B"\n', encoding="utf-8"),
        (at("setting-twice", "study.toml", 2, "judul"),),
    ),
    Case(
        "K15-role-unknown-in-settings",
        REFUSE,
        lambda folder: (folder / "study.toml").write_text('covering_roles = ["led"]\n', encoding="utf-8"),
        (at("unknown-role", "study.toml", 1, "covering_roles"),),
    ),
    Case(
        "K15-role-in-indonesian-in-settings",
        OK,
        lambda folder: (folder / "study.toml").write_text(
            'covering_roles = ["pimpin", "pelaksana"]\n', encoding="utf-8"
        ),
    ),
    Case(
        "K16-header-misspelt",
        REFUSE,
        swap("ties", "confidence", "confidense"),
        (at("misspelt-column", "ties", 1, "confidense"),),
    ),
    Case("K17-column-unknown", NOTE, cells("ties", 2, mood="good"), (at("unknown-column", "ties", 1, "mood"),)),
)
