"""Words for how many."""

from __future__ import annotations

NUMBERS: dict[int, str] = {
    1: "one|single|lone|solitary",
    2: "two|pair of|couple of|duo of|both|twin",
    3: "three|a few|few|some|trio of|set of|group of|a few of|stack of|tower of|stacks of|towers of",
    4: (
        "four|several|quartet of|assortment of|assorted|various|cluster of|collection of|bunch of"
        "|arrangement of|multiple|number of|scattered|variety of"
    ),
    5: "five|handful of|array of|pile of|heap of|mound of|piles of|heaps of|scattering of",
    6: "six|half a dozen|half dozen|many|a lot of|lots of|numerous",
    7: "seven",
    8: "eight",
    9: "nine",
    10: "ten",
    11: "eleven",
    12: "twelve|a dozen|dozen|a dozen of",
    13: "thirteen",
    14: "fourteen",
    15: "fifteen",
    16: "sixteen",
    17: "seventeen",
    18: "eighteen",
    19: "nineteen",
    20: "twenty",
    30: "thirty",
    50: "fifty",
    100: "hundred|a hundred",
    24: "two dozen|dozens of|countless",
}

WEAK_NUMBERS = frozenset("assorted both lone scattered single solitary some twin various".split())
"""Numbers that also stand for "more than one, unsaid" beside a plural, and for nothing beside a real number."""

VAGUE_NUMBERS = frozenset(
    "a few|few|some|set of|group of|a few of|several|assortment of|assorted|various|cluster of|collection of"
    "|bunch of|multiple|number of|scattered|variety of|handful of|array of|scattering of|many|a lot of|lots of"
    "|numerous|dozens of|countless|pair of|arrangement of".split("|")
)
"""Words for a multitude; a kind that is a multitude by itself is one all the same."""

HEAP_WORDS = frozenset(
    "stack of|tower of|stacks of|towers of|pile of|heap of|mound of|piles of|heaps of".split("|")
)
"""Words that make one heap of what follows."""

ROWS: dict[str, str] = {
    "in_row": "single file of|a single file of|a file of|a queue of|queue of|a parade of|a procession of|row of|line of|rows of|a lineup of|a series of",
    "": "a ring of|a circle of|a family of|a set of|a cluster of|a gathering of|a huddle of|a group of|a selection of",
}
"""What is said of the things after them: that they stand in a row, or nothing."""

CARDINALS = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
"""The plain numbers, as a pattern."""

AMOUNTS = "(?:an? )?(?:half a dozen|half dozen|dozen|pair|couple|duo|trio|threesome|foursome|quartet|quintet|sextet)|twice|thrice"
"""Words for a number that stand alone, as a pattern."""
