"""Columns that can only be about one person, a child above all: a study of organisations has no use for them."""

from __future__ import annotations

import re

from synergy.tables.words import squeeze

_OF_WHOM = r"(?:anak|balita|bayi|siswa|murid|santri|pesertadidik|korban|ibu|ayah|orangtua|wali)"
_COLUMNS = re.compile(
    rf"nama(?:lengkap|panggilan|inisial)?{_OF_WHOM}(?:kandung)?|inisial{_OF_WHOM}"
    rf"|(?:nik|no(?:mor)?kk|no(?:mor)?(?:kartukeluarga|indukkependudukan)|nisn|no(?:mor)?induksiswa(?:nasional)?)"
    rf"{_OF_WHOM}?|no(?:mor)?(?:nik|nisn|ktp)"
    rf"|(?:tempat)?(?:tanggal|tgl)lahir{_OF_WHOM}?|tempatlahir{_OF_WHOM}?|tempat(?:dan)?(?:tanggal|tgl)lahir"
    r"|(?:child|childs|childrens|student|students|pupil|pupils|victim|victims)(?:full|first|last)?name"
    r"|nameofthe(?:child|student|pupil|victim)|nameof(?:child|student|pupil|victim)"
    r"|(?:date|place)ofbirth|birth(?:date|day|place)|dob|familycardnumber|(?:national|student)idnumber"
)


def about_persons(header: str) -> bool:
    """Return whether a column is about single persons by its name.

    Examples
    --------
    >>> [header for header in ("Nama Anak", "tgl_lahir", "No. KK", "Forum Anak", "nama") if about_persons(header)]
    ['Nama Anak', 'tgl_lahir', 'No. KK']
    """
    return _COLUMNS.fullmatch(squeeze(header)) is not None
