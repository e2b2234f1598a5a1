"""The acts of the network, one a file."""

from stoep.network.actions.require import require

__all__ = ["require"]
