"""Names of tables and columns in both languages (format §1.4), as they are met in files and headers."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from itertools import chain

TABLES: dict[str, tuple[str, ...]] = {
    "stakeholders": ("aktor", "pemangku_kepentingan"),
    "programmes": ("program",),
    "participation": ("peran", "partisipasi"),
    "ties": ("hubungan", "relasi"),
    "mandates": ("mandat", "tupoksi"),
    "requirements": ("kewajiban",),
    "dependencies": ("ketergantungan",),
    "sources": ("sumber",),
    "claims": ("pernyataan",),
    "vocabulary": ("kosakata",),
    "study": ("studi",),
}
PRESET_TABLES: dict[str, tuple[str, ...]] = {
    "vocabulary": (),
    "programmes": (),
    "requirements": (),
    "owners": (),
    "questions": (),
}

COLUMNS: dict[str, str] = {
    "id": "kode",
    "name": "nama",
    "name_en": "nama_en",
    "name_id": "nama_id",
    "sector": "sektor",
    "aliases": "alias",
    "kind": "bentuk",
    "placeholder": "kolektif",
    "stands_for": "mewakili",
    "level": "tingkat",
    "parent": "induk",
    "territory": "wilayah",
    "respondent": "responden",
    "influence": "pengaruh",
    "interest": "kepentingan",
    "capacity": "kapasitas",
    "programmes": "program",
    "partners": "mitra",
    "cluster": "klaster",
    "function": "fungsi",
    "target_group": "kelompok_sasaran",
    "stage": "tahap",
    "priority": "prioritas",
    "actor": "aktor",
    "actors": "aktor",
    "programme": "program",
    "programme_a": "program_a",
    "programme_b": "program_b",
    "role": "peran",
    "status": "status",
    "from": "dari",
    "to": "ke",
    "type": "jenis",
    "directed": "berarah",
    "strength": "kekuatan",
    "frequency": "frekuensi",
    "reported_by": "dilaporkan_oleh",
    "valid_from": "mulai",
    "valid_to": "selesai",
    "legal_basis": "dasar_hukum",
    "weight": "bobot",
    "reason": "alasan",
    "reason_en": "alasan_en",
    "short": "sebutan",
    "short_en": "sebutan_en",
    "topic_name": "nama_topik",
    "topic_name_en": "nama_topik_en",
    "source": "sumber",
    "locator": "letak",
    "confidence": "keyakinan",
    "basis": "dasar",
    "note": "catatan",
    "topic": "topik",
    "statement": "pernyataan",
    "statement_en": "pernyataan_en",
    "stance": "sikap",
    "title": "judul",
    "title_en": "judul_en",
    "author": "penulis",
    "date": "tanggal",
    "vantage": "sudut_pandang",
    "url": "tautan",
    "list": "daftar",
    "term": "istilah",
    "colour": "warna",
    "shape": "rupa",
    "order": "urutan",
    "share": "bagian",
    "key": "kunci",
    "value": "nilai",
    "target": "tujuan",
}

STATUS_WORDS: dict[str, tuple[str, ...]] = {  # what is written for each status of a tie, a part or a mandate
    "existing": ("ada", "sudah ada", "berjalan"),
    "intended": ("direncanakan", "rencana", "planned"),
    "needed": ("dibutuhkan", "diperlukan", "perlu"),
    "contested": ("diperdebatkan", "disputed"),
    "ended": ("berakhir", "selesai"),
    "denied": ("disangkal", "none", "tidak ada"),
}


def squeeze(text: str) -> str:
    """Return letters and digits only, in one case: how names of tables and columns are compared.

    Examples
    --------
    >>> squeeze(" Reported By") == squeeze("reported_by")
    True
    """
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(character for character in folded if character.isalnum())


_REQUIRED = re.compile(r"\s*\((required|wajib)\)\s*$", re.IGNORECASE)


def plain_header(cell: str) -> str:
    """Return the name of a column as a header has it, without the mark that it must be filled in.

    Examples
    --------
    >>> plain_header(" nama  (wajib)")
    'nama'
    """
    return " ".join(_REQUIRED.sub("", cell).split())


LONGEST_HEADER = 80  # characters; no column has a name as long
_BODY: tuple[str, ...] = (
    "instansi",
    "lembaga",
    "organisasi",
    "opd",
    "perangkat daerah",
    "institusi",
    "stakeholder",
    "pemangku kepentingan",
)
_BODY += ("organisation", "organization", "institution", "agency")
LIKE_COLUMNS: dict[str, tuple[str, ...]] = {  # other headers that people write for a column: offered, never taken
    "name": ("aktor", "actor", *_BODY, *(f"nama {word}" for word in (*_BODY, "aktor", "program", "kegiatan")))
    + tuple(f"{word} name" for word in (*_BODY, "actor")),
    "actor": (*_BODY, *(f"nama {word}" for word in _BODY)),
    "from": ("asal", "pihak pertama", "pihak 1", "actor a", "aktor a")
    + tuple(
        text for word in (*_BODY, "aktor") for text in (f"dari {word}", f"{word} asal", f"{word} 1", f"from {word}")
    ),
    "to": ("pihak kedua", "pihak 2", "kepada", "actor b", "aktor b")
    + tuple(text for word in (*_BODY, "aktor") for text in (f"ke {word}", f"{word} tujuan", f"{word} 2", f"to {word}")),
    "sector": ("jenis instansi", "jenis lembaga", "jenis organisasi", "kelompok instansi", "kategori instansi"),
    "title": ("nama dokumen", "nama sumber", "judul dokumen"),
}
MAIN_COLUMNS: dict[str, tuple[str, ...]] = {  # what to name where a table has none of its columns
    "stakeholders": ("id", "name", "sector"),
    "programmes": ("id", "name", "cluster"),
    "participation": ("actor", "programme", "role", "status"),
    "ties": ("from", "to", "type", "status"),
    "mandates": ("actor", "function", "cluster", "target_group"),
    "requirements": ("function", "cluster", "target_group"),
    "dependencies": ("programme_a", "programme_b", "weight"),
    "sources": ("id", "title", "kind", "date"),
    "claims": ("id", "topic", "statement", "stance"),
    "vocabulary": ("list", "term", "name_id", "name_en"),
    "study": ("key", "value"),
}
_HEADER_WORDS = frozenset(map(squeeze, (*COLUMNS, *COLUMNS.values(), *chain(*LIKE_COLUMNS.values()))))


def header_words(cells: Iterable[str]) -> int:
    """Return how many of these cells are the name of a column in some table."""
    return sum(len(cell) < LONGEST_HEADER and squeeze(plain_header(cell)) in _HEADER_WORDS for cell in cells)


def main_columns(table: str) -> str:
    """Return the columns a table should have, each in both languages.

    Examples
    --------
    >>> main_columns("study")
    'key (kunci), value (nilai)'
    """
    return ", ".join(in_both(column) for column in MAIN_COLUMNS.get(table, MAIN_COLUMNS["stakeholders"]))


def in_both(column: str) -> str:
    """Return the name of a column in English and, where it is another, in Indonesian."""
    other = COLUMNS.get(column, column)
    return column if other == column else f"{column} ({other})"


def table_named(text: str, names: dict[str, tuple[str, ...]] = TABLES) -> str | None:
    """Return the English name of a table from a file or sheet name, or None.

    Examples
    --------
    >>> table_named("Pemangku Kepentingan")
    'stakeholders'
    """
    wanted = squeeze(text)
    for name, others in names.items():
        if wanted in map(squeeze, (name, *others)):
            return name
    return None


def nearest_table(text: str, names: dict[str, tuple[str, ...]] = TABLES) -> str:
    """Return the table a name is probably meant for, or "" (a hint for a message, never acted upon)."""
    from rapidfuzz import fuzz, process

    known = {squeeze(word): name for name, others in names.items() for word in (name, *others)}
    hit = process.extractOne(squeeze(text), list(known), scorer=fuzz.ratio, score_cutoff=80)
    return known[hit[0]] if hit else ""
