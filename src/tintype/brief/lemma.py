"""Singular of an English noun: a rule and its exceptions."""

from __future__ import annotations

_IRREGULAR = {
    "leaves": "leaf", "knives": "knife", "shelves": "shelf", "loaves": "loaf", "wolves": "wolf", "halves": "half",
    "scarves": "scarf", "lives": "life", "wives": "wife", "calves": "calf", "hooves": "hoof", "thieves": "thief",
    "men": "man", "women": "woman", "children": "child", "people": "person", "feet": "foot", "teeth": "tooth",
    "geese": "goose", "mice": "mouse", "oxen": "ox", "cacti": "cactus", "fungi": "fungus", "dice": "dice",
    "potatoes": "potato", "tomatoes": "tomato", "mangoes": "mango", "heroes": "hero", "echoes": "echo",
    "vertices": "vertex", "pantries": "pantry", "cookies": "cookie", "movies": "movie", "pies": "pie", "ties": "tie",
    "shoes": "shoe", "buses": "bus", "horses": "horse", "houses": "house", "roses": "rose", "vases": "vase",
    "canvases": "canvas", "suitcases": "suitcase", "briefcases": "briefcase", "cases": "case", "bookcases": "bookcase",
    "oases": "oasis", "axes": "axe", "torches": "torch", "tori": "torus", "gentlemen": "gentleman",
    "fishermen": "fisherman", "snowmen": "snowman", "policemen": "policeman", "amphorae": "amphora",
}  # fmt: skip
_UNCHANGED = frozenset(
    [
        "glass",
        "glasses",
        "dress",
        "moss",
        "grass",
        "cactus",
        "lens",
        "bus",
        "canvas",
        "series",
        "species",
        "sheep",
        "fish",
        "deer",
        "brass",
        "compass",
        "chess",
        "gas",
        "iris",
        "lotus",
        "torus",
        "cypress",
        "asparagus",
        "hibiscus",
        "eucalyptus",
        "octopus",
        "walrus",
        "citrus",
        "crocus",
        "press",
        "cross",
        "mattress",
        "princess",
        "news",
        "darkness",
        "wilderness",
        "atlas",
        "harness",
        "hourglass",
        "tennis",
        "paris",
        "its",
        "this",
        "is",
        "was",
        "has",
        "us",
        "plus",
        "thus",
        "less",
        "across",
        "stainless",
        "headphones",
        "stairs",
        "steps",
        "scissors",
        "trousers",
        "shorts",
        "binoculars",
        "jeans",
        "clothes",
        "mars",
        "pegasus",
        "bonus",
        "campus",
        "process",
        "business",
        "fortress",
        "waitress",
        "actress",
        "goddess",
        "witness",
        "virus",
        "genius",
        "circus",
        "chrysalis",
        "bass",
        "mess",
        "loss",
        "boss",
        "class",
        "wireless",
        "seamless",
        "christmas",
        "texas",
        "dallas",
        "always",
        "perhaps",
        "focus",
        "status",
        "apparatus",
        "sss",
    ]
) - {"glasses"}


def singular(word: str) -> str:
    """ "roses" → "rose", "leaves" → "leaf", "berries" → "berry"; a singular comes back as it is."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if len(word) < 3 or not word.endswith("s") or word in _UNCHANGED or word.endswith(("ss", "'s", "ous")):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zzes")):
        return word[:-2]
    return word[:-1]


def is_plural(word: str) -> bool:
    """Whether the word is a plural by form."""
    return singular(word) != word
