from __future__ import annotations

import base64

import pytest

from tintype.assets.inline import decoded, encoded
from tintype.core.errors import BadFile

FILE = bytes(range(256))
TEXT = base64.b64encode(FILE).decode()


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        f"data:image/png;base64,{TEXT}",
        f"data:;base64,{TEXT}",
        TEXT[:60] + "\r\n " + TEXT[60:],
        encoded(FILE),
    ],
)
def test_a_file_comes_out_of_every_way_to_write_it(text: str) -> None:
    assert decoded(text, "image") == FILE


@pytest.mark.parametrize("text", ["wobble!", TEXT[:-1], "data:image/png;base64", "data:;base64,%41", "é"])
def test_what_is_no_base64_is_refused_by_name(text: str) -> None:
    with pytest.raises(BadFile, match=r"the mask|The mask"):
        decoded(text, "mask")


@pytest.mark.parametrize("text", ["data:image/png,abc", f"data:image/png,{TEXT}", "data:"])
def test_a_data_url_that_is_no_base64_says_how_to_write_one(text: str) -> None:
    with pytest.raises(BadFile, match="data:image/png;base64,"):
        decoded(text, "image")
