"""The only home of words: codes and values in, sentences out, in Indonesian and English."""

from synergy.language.catalogue import LANGUAGES, Catalogue, open_catalogue

__all__ = ["LANGUAGES", "Catalogue", "open_catalogue"]
