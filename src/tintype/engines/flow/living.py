"""Nouns for people and animals: what tintype-1 was never shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tintype.brief.model import Thing

PEOPLE = frozenset(
    """
    actor actress athlete audience baby barista boy boxer bride chef child couple cowboy crowd dancer
    detective doctor face family farmer father fisherman friend girl grandfather grandmother groom hand
    headshot king knight lady man model mother musician nun nurse painter pedestrian people person pilot
    portrait potter priest prince princess queen sailor samurai singer soldier student surfer teacher
    teenager tourist warrior woman worker wizard
    """.split()
)
ANIMALS = frozenset(
    """
    alligator animal ant ape bat bear bee beetle bird bull bunny butterfly calf camel cat cattle chick
    chicken cow crab crocodile crow deer dinosaur dog dolphin donkey dove dragon dragonfly duck eagle
    elephant falcon fish flamingo fox frog giraffe goat goldfish goose gorilla hamster hawk hedgehog hen
    heron horse insect jellyfish kangaroo kitten koala lamb leopard lion lizard monkey moth mouse octopus
    ostrich otter owl panda parrot peacock pelican penguin pig pigeon pony puppy rabbit raccoon rat raven
    rooster seagull seal shark sheep snail snake sparrow spider squirrel swan tiger toad tortoise turkey
    turtle unicorn whale wolf zebra
    """.split()
)


def living(thing: Thing) -> bool:
    """Whether a thing that the catalogue has no form for is a person or an animal."""
    return thing.kind in PEOPLE or thing.kind in ANIMALS
