"""The pages of the archive: where the copies are, how to get one, and the year book."""

from stoep.archive.views.copies import archive, open_part, take
from stoep.archive.views.year import year_book, year_book_pdf

__all__ = ["archive", "open_part", "take", "year_book", "year_book_pdf"]
