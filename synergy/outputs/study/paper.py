"""How a sheet prints: on A4 across, one page wide, its header on every page."""

from __future__ import annotations

from typing import Any

from synergy.language.catalogue import Catalogue

A4 = 9
LAST_ROW = 1_048_575


def paper(words: Catalogue, sheet: Any, header: int | None = None, main: int = 0) -> None:
    """Set how a sheet prints.

    Parameters
    ----------
    words : of what stands above and below a page.
    sheet : to print.
    header : row repeated on every page, counted from 0; None for none.
    main : columns that are printed; 0 for all.
    """
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.set_margins(left=0.3, right=0.3, top=0.6, bottom=0.5)
    sheet.fit_to_pages(1, 0)
    if header is not None:
        sheet.repeat_rows(header)
    if main:
        sheet.print_area(0, 0, LAST_ROW, main - 1)  # whole columns: as many rows as are filled in
    sheet.hide_gridlines(0)  # lines on paper, too
    sheet.set_header(f"&L{words.text('new.header_main' if main else 'new.header_page', sheet='&A')}", {"margin": 0.3})
    sheet.set_footer(f"&R{words.text('new.footer_page', page='&P', pages='&N')}", {"margin": 0.25})
