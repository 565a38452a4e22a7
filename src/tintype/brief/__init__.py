"""The language: a sentence read into a Brief, and what may be done with one."""

from __future__ import annotations

from tintype.brief.model import Brief
from tintype.brief.parse import parse

__all__ = ["Brief", "parse"]
