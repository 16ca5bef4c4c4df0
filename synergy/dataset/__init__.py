"""Rows of text → checked records: see ``build.build_dataset`` and ``records``."""
