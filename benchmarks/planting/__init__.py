"""Made-up studies in which it is known what there is to find, for ``benchmarks/planted.py`` and its tests."""
