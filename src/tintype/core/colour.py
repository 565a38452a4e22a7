"""Colours by which pictures are found."""

from __future__ import annotations

from typing import Literal

Colour = Literal[
    "red", "orange", "yellow", "green", "teal", "blue", "purple", "pink", "brown", "black", "grey", "white"
]
