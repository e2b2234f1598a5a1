"""The pages of the archive: where the copies are, how to get one, and the year book."""

from stoep.archive.views.copies import archive

__all__ = ["archive"]
