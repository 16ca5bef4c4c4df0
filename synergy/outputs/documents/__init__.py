"""A document as blocks, and its forms: Word, HTML, drawings."""
