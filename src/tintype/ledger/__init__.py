"""What survives a power cut: jobs, their events, the gallery, keys."""

from tintype.ledger.ledger import Ledger

__all__ = ["Ledger"]
