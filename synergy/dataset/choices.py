"""Closed lists of allowed values: the English id of each, and the other ways of writing it (format §1.4)."""

from __future__ import annotations

from collections.abc import Mapping

from synergy.tables.words import STATUS_WORDS

Choices = Mapping[str, tuple[str, ...]]

YES_NO: Choices = {"yes": ("ya", "y", "true", "1", "benar"), "no": ("tidak", "n", "false", "0", "t", "bukan")}
STATUS: Choices = STATUS_WORDS
PROGRAMME_STATUS: Choices = {
    "planned": ("direncanakan", "rencana"),
    "running": ("berjalan",),
    "ended": ("berakhir", "selesai"),
    "unknown": ("tidak diketahui",),
}
KIND: Choices = {
    "organisation": ("organisasi", "organization", "lembaga"),
    "unit": ("unit kerja", "bagian"),
    "body": ("badan", "forum", "jejaring"),
    "collective": ("kolektif", "kelompok"),
    "person": ("orang", "perorangan"),
}
LEVEL: Choices = {
    "national": ("nasional", "pusat"),
    "province": ("provinsi", "propinsi"),
    "city": ("kota", "kabupaten", "kabupaten kota", "regency", "district"),
    "subdistrict": ("kecamatan",),
    "ward": ("kelurahan", "desa", "village"),
    "neighbourhood": ("rw", "rt", "rt rw", "lingkungan", "neighborhood"),
}
RESPONDENT: Choices = {
    "yes": ("ya",),
    "no": ("tidak", "tidak menjawab"),
    "not_asked": ("tidak ditanya", "tidak ditanyai", "not asked"),
}
STAGE: Choices = {
    "environment": ("lingkungan",),
    "direction": ("arah",),
    "formulation": ("perumusan",),
    "implementation": ("pelaksanaan",),
    "evaluation": ("evaluasi",),
}
FREQUENCY: Choices = {
    "daily": ("harian",),
    "weekly": ("mingguan",),
    "monthly": ("bulanan",),
    "quarterly": ("triwulanan", "triwulan"),
    "yearly": ("tahunan", "annual", "annually"),
    "incidental": ("insidental",),
}
STRENGTH_OF = {"daily": 1.0, "weekly": 0.8, "monthly": 0.6, "quarterly": 0.4, "yearly": 0.2, "incidental": 0.1}
CONFIDENCE: Choices = {"high": ("tinggi",), "medium": ("sedang",), "low": ("rendah",)}
BASIS: Choices = {"stated": ("dinyatakan",), "inferred": ("disimpulkan",), "expected": ("diharapkan",)}
CLAIM_KIND: Choices = {
    "strength": ("kekuatan",),
    "need": ("kebutuhan",),
    "overlap": ("tumpang tindih",),
    "system_gap": ("celah sistem", "kesenjangan sistem"),
    "advice": ("saran",),
}
STANCE: Choices = {"for": ("mendukung", "pro"), "against": ("menentang", "kontra"), "neutral": ("netral",)}
LISTS: Choices = {
    "sector": ("sektor",),
    "cluster": ("klaster",),
    "function": ("fungsi",),
    "target_group": ("kelompok sasaran",),
    "territory": ("wilayah",),
    "tie_type": ("jenis hubungan",),
    "role": ("peran",),
}
HINT_WORDS: Mapping[str, Mapping[str, str]] = {  # words of the trade that are no name of a term: offered, never taken
    "role": {
        "koordinator": "lead",
        "ketua": "lead",
        "pemimpin": "lead",
        "leading sector": "lead",
        "anggota": "implement",
        "mitra": "support",
        "narasumber": "consulted",
    },
    "sector": {
        "pemda": "city_agency",
        "skpd": "city_agency",
        "universitas": "academia",
        "kampus": "academia",
        "swasta": "business",
        "sekolah": "service_unit",
        "polri": "police_justice",
        "polres": "police_justice",
    },
    "tie_type": {"hibah": "funding", "sk": "agreement", "nota kesepahaman": "agreement", "pks": "agreement"},
}
OTHER_WORDS = {  # words of the format (§1.4) for terms, beside the names the vocabulary gives
    "role": {
        "pimpin": "lead",
        "penanggung_jawab": "lead",
        "pelaksana": "implement",
        "pendukung": "support",
        "dimintai_pendapat": "consulted",
        "penerima_manfaat": "beneficiary",
    },
}
