"""The acts of the archive, one a file."""

from stoep.archive.actions.bring_in import Brought, bring_in

__all__ = ["Brought", "bring_in"]
