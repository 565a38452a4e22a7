"""At the terminal and at the server's door: states, licences, what is lacking, and what is not served."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from heads import SDXL, safetensors
from hubserver import HubServer
from repositories import Bring

from tintype.cli.main import main
from tintype.core.errors import Forbidden, MissingPart
from tintype.core.request import Request
from tintype.ports import catalogue
from tintype.runtime.weights import PICKLES
from tintype.server.serve import greeting
from tintype.studio.build import build, build_house
from tintype.studio.catalogue import engine
from tintype.studio.catalogue.adopt import adopt
from tintype.studio.catalogue.kinds import PIPELINES
from tintype.studio.catalogue.memory import ALLOWANCE, fits, needs
from tintype.studio.catalogue.records import records
from tintype.studio.known import known as all_known
from tintype.studio.settings import Settings

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(
    hub: HubServer, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> Run:
    """(exit code, stdout, stderr) of a command line that asks the hub on loopback."""
    monkeypatch.chdir(tmp_path)
    for name in ("hub_url", "models", "data"):
        monkeypatch.setenv(f"TINTYPE_{name.upper()}", getattr(settings, name))

    def command(*words: str) -> tuple[int, str, str]:
        code = main(words)
        said = capsys.readouterr()
        return code, said.out, said.err

    return command


def lines(out: str, name: str) -> str:
    return next(line for line in out.splitlines() if line.startswith(f"{name} "))


def test_a_model_is_brought_shown_verified_and_removed(run: Run) -> None:
    assert "[not here]" in lines(run("models", "list", "--all")[1], "z-image-turbo")
    code, out, err = run("models", "pull", "z-image-turbo")
    assert code == 0
    assert out.startswith("z-image-turbo: 6 files, 0.4 MB, verified, in ")
    assert "licence: Apache-2.0" in err
    assert "tintype: z-image-turbo  fetching 0.4 MB 0%" in err
    assert "[" not in lines(run("models", "list")[1], "z-image-turbo")
    shown = run("models", "show", "z-image-turbo")[1]
    assert "  state    here" in shown
    assert "  advised  9 steps, no guidance, 1024x1024" in shown
    assert "✓ z-image-turbo: 6 files, each with its sha256" in run("models", "verify", "z-image-turbo")[1]
    code, _, err = run("models", "remove", "z-image-turbo")
    assert (code, "say --yes" in err) == (2, True)
    assert run("models", "remove", "z-image-turbo", "--yes")[1] == "z-image-turbo: removed, 0.4 MB free\n"
    assert "[not here]" in lines(run("models", "list", "--all")[1], "z-image-turbo")


def test_a_licence_is_shown_and_has_to_be_accepted(run: Run) -> None:
    assert "[not here, licence not accepted]" in lines(run("models", "list", "--all")[1], "juggernaut-xl")
    code, _, err = run("models", "pull", "juggernaut-xl")
    assert code == 2
    assert "It forbids being used behind API services" in err
    assert run("models", "pull", "juggernaut-xl", "--accept-licence", "--json")[0] == 0


def test_a_damaged_model_is_named_with_the_file(run: Run, settings: Settings) -> None:
    run("models", "pull", "z-image-turbo")
    (records(settings).place("z-image-turbo") / "vae" / "diffusion_pytorch_model.safetensors").write_bytes(
        b"x"
    )
    code, out, _ = run("models", "verify", "z-image-turbo")
    assert code == 1
    assert out.startswith("✗ z-image-turbo: vae/diffusion_pytorch_model.safetensors has 1 bytes")


def test_what_is_adopted_is_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "loras").mkdir()
    (tmp_path / "loras" / "detail.safetensors").write_bytes(
        safetensors({"lora_te2_x.lora_down.weight": (2, 4)})
    )
    (tmp_path / "loras" / "old.ckpt").write_bytes(b"PK\x03\x04....")
    code, out, err = run("models", "adopt", "loras")
    assert (code, out) == (0, "detail: sdxl lora; licence: its makers', not known here\n")
    assert "left alone: old.ckpt is a pickle" in err
    assert (
        json.loads(run("models", "adopt", "loras/detail.safetensors", "--json")[1])[0]["record"]["part"]
        == "lora"
    )
    assert "detail" not in run("models", "list")[1], "a LoRA is no model"
    (tmp_path / "mix.safetensors").write_bytes(safetensors(SDXL))
    run("models", "adopt", "mix.safetensors")
    shown = run("models", "show", "mix")[1]
    assert "  LoRAs    detail\n" in shown
    assert "no tokenizers in it; bring them: tintype models pull sdxl --without weights" in shown
    assert run("models", "remove", "detail", "--yes")[1] == "detail: forgotten\n"
    assert (tmp_path / "loras" / "detail.safetensors").is_file()


def test_without_its_libraries_a_model_says_the_one_command(
    bring: Bring, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not build(settings, {}).registry.broken()
    with pytest.raises(Exception, match="bring it: tintype models pull z-image-turbo"):
        build(settings, {}).plan(Request(prompt="a vase", model="z-image-turbo"))
    bring()
    monkeypatch.setattr("tintype.studio.catalogue.local.find_spec", lambda name: None)
    studio = build(settings, {})
    assert "z-image-turbo" in [card.name for card in studio.models()]
    with pytest.raises(MissingPart, match=r"run: pip install 'tintype\[diffusers\]'"):
        studio.plan(Request(prompt="a vase", model="z-image-turbo"))


def test_a_licence_that_forbids_it_is_not_served(bring: Bring, settings: Settings, tmp_path: Path) -> None:
    bring("juggernaut-xl", accept=True)
    (tmp_path / "juggernautXL_v8.safetensors").write_bytes(safetensors(SDXL))
    adopt(tmp_path / "juggernautXL_v8.safetensors", records(settings))
    here = {"juggernaut-xl", "juggernautxl_v8"}
    assert here <= {card.name for card in build(settings, {}).models()}, "for oneself it may be used"
    house = build_house(settings, {})
    try:
        assert not here & {card.name for card in house.models()}
        for name in here:
            with pytest.raises(Forbidden, match=r"forbids being used behind API services.*serve_licences"):
                house.plan(Request(prompt="a vase", model=name))
        (known,) = [each for each in all_known(build(settings, {})) if each.name == "juggernautxl_v8"]
        assert known.entry is not None
        assert known.entry.name == "juggernaut-xl", "an adopted one has its grades too"
        told = "\n".join(greeting(settings, house, _Listener()))  # type: ignore[arg-type]
        assert all(f"“{name}” is not served" in told for name in here)
    finally:
        house.close()
    with pytest.raises(Forbidden, match="is not served"):
        build_house(replace(settings, model="juggernaut-xl"), {})
    house = build_house(replace(settings, serve_licences="juggernautxl_v8, other"), {})
    try:
        assert here & {card.name for card in house.models()} == {"juggernautxl_v8"}
    finally:
        house.close()


class _Listener:
    def getsockname(self) -> tuple[str, int]:
        return "127.0.0.1", 8484


def test_every_local_model_of_the_catalogue_is_told_whole() -> None:
    families = {family for family, _ in PIPELINES.values()}
    local = [entry for entry in catalogue.entries() if entry.weights is not None]
    assert len(local) >= 15
    for entry in local:
        assert entry.weights is not None
        assert entry.terms is not None
        assert entry.weights.family in families
        assert entry.terms.permissive != bool(entry.terms.forbids)
        assert not (entry.terms.permissive and not entry.terms.serve)
        assert entry.terms.url.startswith("https://")
        assert not any(pattern.endswith(tuple(PICKLES)) for pattern in entry.weights.files)
        assert set(entry.operations) <= set(engine.able(entry.weights.family, entry.weights.variant))
        for name in entry.weights.needs:
            assert catalogue.entry(name) in local
    names = {entry.name for entry in local if entry.terms and not entry.terms.serve}
    assert names == {"juggernaut-xl", "flux1-dev", "flux1-fill", "flux1-kontext", "flux1-redux", "flux2-dev"}


def test_memory_is_parameters_times_bytes() -> None:
    entry = catalogue.entry("flux1-dev")
    assert entry is not None
    assert entry.weights is not None
    found = {need.precision: need for need in needs(entry.weights)}
    assert found["bfloat16"].whole == pytest.approx(2 * 16.870e9 + ALLOWANCE)
    assert found["gguf q4_0"].apart == pytest.approx(2 * 4.885e9 + 2 * 0.084e9 + ALLOWANCE)
    assert fits(entry.weights, 48 * 10**9).startswith("fits here as bfloat16 (37 of 48 GB)")
    assert "bfloat16, words read first" in fits(entry.weights, 30 * 10**9)
    assert fits(entry.weights, 8 * 10**9) == "does not fit here: it takes 13 GB at least, and there are 8"


def test_the_page_tells_what_the_catalogue_does() -> None:
    page = (Path(__file__).parents[2] / "docs" / "local-models.md").read_text()
    for entry in catalogue.of_engine("diffusers"):
        assert entry.weights is not None
        assert entry.terms is not None
        need = next(each for each in needs(entry.weights) if each.precision == "bfloat16")
        row = next(line for line in page.splitlines() if line.startswith(f"| `{entry.name}` |"))
        assert f"| {entry.licence.split(', and')[0]} | {'yes' if entry.terms.serve else 'no'} |" in row
        assert row.endswith(f"{entry.weights.size} px | {need.whole / 1e9:.0f} GB |")


def test_clients_of_openai_hear_why(bring: Bring, settings: Settings) -> None:
    from tintype.server.openai.names import resolved

    bring("juggernaut-xl", accept=True)
    house = build_house(settings, {})
    try:
        with pytest.raises(Forbidden, match="is not served"):
            resolved("juggernaut-xl", house)
    finally:
        house.close()
