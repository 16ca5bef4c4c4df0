"""The cast of the made-up study, a river city that does not exist: bodies, programmes, words, what is said of it all.

Only names and plain traits stand here and in ``cast``; who holds what and who works with whom is drawn in ``draw.py``.
"""

from __future__ import annotations

import csv
from pathlib import Path

HERE = Path(__file__).parent


def _cast(name: str) -> list[dict[str, str]]:
    with (HERE / "cast" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


# reach: about how many programmes an actor holds. homes: the clusters it is mostly busy in.
CAST = {f"A{number:02d}": row for number, row in enumerate(_cast("actors"), start=1)}
OFFERED = {f"P{number:02d}": row for number, row in enumerate(_cast("programmes"), start=1)}
VOCABULARY, SOURCES, DEPENDENCIES, CLAIMS = map(_cast, ("vocabulary", "sources", "dependencies", "claims"))
README = (HERE / "readme.md").read_text(encoding="utf-8")

CLUSTERS = tuple(dict.fromkeys(programme["cluster"] for programme in OFFERED.values()))
DISTRICTS = ("harbour", "eastbank", "northmere")
GROUPS = (
    *("general_public", "riverside_households", "tenants", "older_people"),
    *("small_businesses", "farmers", "school_age", "service_staff"),
)
FUNCTIONS = {
    "city_agency": ("plan", "deliver", "coordinate", "regulate", "monitor", "infrastructure"),
    "city_leadership": ("plan", "regulate", "fund", "coordinate"),
    "vertical_agency": ("plan", "regulate", "data", "monitor", "infrastructure"),
    "national_government": ("fund", "plan", "monitor"),
    "police_justice": ("deliver", "regulate", "coordinate"),
    "coordination_body": ("coordinate", "plan", "monitor"),
    "subcity_government": ("deliver", "coordinate", "educate", "participate"),
    "service_unit": ("deliver", "refer", "data"),
    "ngo": ("educate", "deliver", "participate", "monitor", "refer"),
    "community": ("participate", "educate", "deliver"),
    "academia": ("data", "monitor", "educate"),
    "business": ("fund", "deliver", "infrastructure"),
    "media": ("educate", "data"),
}
ALL_FUNCTIONS = tuple(sorted({function for functions in FUNCTIONS.values() for function in functions}))

STUDY = {
    "title": "Contoh rekaan: kemitraan tangguh banjir kota Sallowmouth",
    "title_en": "Made-up example: the flood resilience partnership of Sallowmouth",
    "place": "Sallowmouth, kota sungai rekaan",
    "place_en": "Sallowmouth, a made-up river city",
    "boundary": "Setiap badan dalam daftar survei rekaan.",
    "boundary_en": "Every body on the roster of the made-up survey.",
    "citation": "Made-up example, benchmarks/planted.py of this project, seed {seed}",
    "caution": "Semua isi kajian ini rekaan, dibuat program dengan angka acak (benih {seed}): kota, lembaga, program, "
    "jawaban, dan hubungannya tidak ada. Tidak satu pun menyangkut lembaga yang nyata.",
    "caution_en": "Everything in this study is made up by a program from random numbers (seed {seed}): the city, its "
    "bodies, programmes, answers and ties do not exist. Nothing in it is about any real body.",
}
