"""What the installed `openai` package can say, we answer: every parameter, every model name."""

from __future__ import annotations

import typing
from typing import Any

import openai
import pytest
from openai.types import ImageModel
from openai.types.image_create_variation_params import ImageCreateVariationParams
from openai.types.image_edit_params import ImageEditParamsBase
from openai.types.image_generate_params import ImageGenerateParamsBase

from tintype.server.openai.params import CHOICES, FIELDS

PICTURES = {"image", "mask", "markup"}


@pytest.mark.parametrize(
    ("call", "parameters"),
    [
        ("generations", ImageGenerateParamsBase),
        ("edits", ImageEditParamsBase),
        ("variations", ImageCreateVariationParams),
    ],
)
def test_every_parameter_has_a_rule(call: Any, parameters: Any) -> None:
    theirs = set(parameters.__annotations__) - PICTURES
    assert theirs <= {name for name, calls in FIELDS.items() if call in calls}


@pytest.mark.parametrize("name", CHOICES)
def test_every_value_of_a_choice_is_known(name: str) -> None:
    hints = {**typing.get_type_hints(ImageGenerateParamsBase), **typing.get_type_hints(ImageEditParamsBase)}
    theirs = {value for value in _literals(hints[name]) if isinstance(value, str)}
    assert theirs
    assert theirs <= set(CHOICES[name])


def _literals(hint: Any) -> typing.Iterator[Any]:
    for part in typing.get_args(hint):
        if typing.get_args(part):
            yield from _literals(part)
        else:
            yield part


@pytest.mark.parametrize("name", typing.get_args(ImageModel))
def test_every_model_name_is_answered(name: str, client: openai.OpenAI) -> None:
    assert client.models.retrieve(name).id == name
