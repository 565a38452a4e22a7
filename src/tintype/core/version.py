"""The version, in the one place that everything else reads it from."""

from __future__ import annotations

VERSION = "0.1.0"
