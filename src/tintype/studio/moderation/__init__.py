"""What is not painted here, and who decides it: words, an endpoint, plugins."""

from __future__ import annotations

from tintype.studio.moderation.moderator import Moderator

__all__ = ["Moderator"]
