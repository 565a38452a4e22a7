"""A Brief becomes the Scene that was asked for: what it wears, where it is, how it is shot, what is noted."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import msgspec
import numpy as np
import pytest

from tintype.brief.model import (
    Atmosphere,
    Brief,
    Camera,
    Environment,
    Excluded,
    Implied,
    Lighting,
    Phrase,
    Span,
)
from tintype.brief.vocabulary import COLOURS
from tintype.scene.compose import compose
from tintype.scene.kinds.catalogue import KINDS
from tintype.scene.model import Scene
from tintype.scene.projection import seen
from tintype.scene.sample import draw

if TYPE_CHECKING:
    from tests.scene.conftest import Stage


def test_equal_briefs_and_seeds_give_equal_scenes_and_other_seeds_others(stage: Stage) -> None:
    brief = stage.brief(stage.thing("a", "vase"), stage.thing("b", "apple", count=3))
    assert compose(brief, 7) == compose(brief, 7)
    assert compose(brief, 7) != compose(brief, 8)


@pytest.mark.parametrize("seed", range(20))
def test_a_scene_survives_json(seed: int) -> None:
    scene = compose(draw(np.random.default_rng(seed)), seed)
    assert Scene.from_json(json.loads(json.dumps(scene.to_json()))) == scene


@pytest.mark.parametrize("seed", range(12))
def test_changing_the_lighting_moves_nothing(seed: int) -> None:
    brief = draw(np.random.default_rng(seed))
    one = compose(
        msgspec.structs.replace(brief, lighting=Lighting(direction="left", time="noon")), seed, frame=16 / 9
    )
    two = compose(
        msgspec.structs.replace(brief, lighting=Lighting(direction="right", source="window")),
        seed,
        frame=16 / 9,
    )
    assert (one.bodies, one.camera, one.setting) == (two.bodies, two.camera, two.setting)
    assert (one.lights, one.sky) != (two.lights, two.sky)


@pytest.mark.parametrize("seed", range(8))
def test_changing_the_film_moves_nothing(seed: int) -> None:
    brief = draw(np.random.default_rng(seed))
    one = compose(msgspec.structs.replace(brief, atmosphere=Atmosphere()), seed)
    two = compose(msgspec.structs.replace(brief, atmosphere=Atmosphere(grain=0.7, grade="noir")), seed)
    assert (one.bodies, one.camera, one.setting, one.sky) == (two.bodies, two.camera, two.setting, two.sky)
    assert two.film.grain == 0.7
    assert two.film.grade == "noir"


def test_another_colour_leaves_everything_where_it_was(stage: Stage) -> None:
    red, blue = (
        stage.scene(stage.thing("a", "vase", colour=colour), stage.thing("b", "mug"))
        for colour in ("red", "blue")
    )
    assert [body.at for body in red.bodies] == [body.at for body in blue.bodies]
    assert red.camera == blue.camera


@pytest.mark.parametrize(
    ("said", "name", "colour"),
    [
        ({"colour": "red"}, None, COLOURS["red"]),
        ({"colour": "red", "material": "ceramic"}, "ceramic", COLOURS["red"]),
        ({"colour": "red", "material": "glass"}, "glass", COLOURS["red"]),
        ({"material": "brass"}, "brass", None),
        ({"colour": "gold"}, "gold", None),
        ({"colour": "white", "material": "marble"}, "marble", None),
        ({"colour": "black", "material": "marble"}, "black_marble", None),
        ({"colour": "pink", "material": "marble"}, "marble", COLOURS["pink"]),
    ],
)
def test_colours_and_materials_are_worn(
    stage: Stage, said: dict[str, str], name: str | None, colour: str | None
) -> None:
    (body,) = stage.scene(stage.thing("a", "vase", **said)).bodies
    worn = body.materials[KINDS["vase"].paint[0]]
    assert worn.name == (name or KINDS["vase"].slots[KINDS["vase"].paint[0]].name)
    assert worn.colour == colour


@pytest.mark.parametrize(
    ("contents", "name", "colour"),
    [
        ("milk", "milk", None),
        ("red wine", "wine", None),
        ("amber liquid", "water", COLOURS["amber"]),
        ("coffee", "coffee", None),
    ],
)
def test_contents_fill_the_vessel(stage: Stage, contents: str, name: str, colour: str | None) -> None:
    (body,) = stage.scene(stage.thing("a", "wine_glass", contents=contents)).bodies
    filled = body.materials[str(KINDS["wine_glass"].contents)]
    assert (filled.name, filled.colour) == (name, colour)


def test_lettering_goes_on_the_label_or_is_spoken_of(stage: Stage) -> None:
    assert stage.scene(stage.thing("a", "bottle", text="LUMEN")).bodies[0].text == "LUMEN"
    scene = stage.scene(stage.thing("a", "apple", text="EVE"))
    apple, sign = scene.bodies
    assert (sign.kind, sign.text, sign.thing) == ("sign", "EVE", None)
    assert apple.text is None
    assert "EVE" in scene.notes[0]


def test_what_nobody_knows_is_named_in_a_note(stage: Stage) -> None:
    unicorn = msgspec.structs.replace(stage.thing("u", "unicorn"), known=False)
    scene = stage.scene(unicorn, stage.thing("a", "tree"), relations=(("next_to", "u", "a"),))
    assert scene.notes == ("I know no “unicorn”; painted without it.",)
    assert [body.kind for body in scene.bodies] == ["tree"]
    brief = msgspec.structs.replace(
        stage.brief(stage.thing("a", "pitcher")), likened=(("decanter", "pitcher"),)
    )
    assert compose(brief, 0).notes == ("I know no “decanter”; painted the nearest I know, a pitcher.",)


def test_what_is_excluded_is_not_there(stage: Stage) -> None:
    brief = stage.brief(stage.thing("a", "vase"), stage.thing("b", "flower"))
    brief = msgspec.structs.replace(brief, excluded=(Excluded(what="flower", span=Span(0, 0)),))
    assert [body.kind for body in compose(brief, 0).bodies] == ["vase"]


def test_implied_values_are_used_where_nothing_was_said(stage: Stage) -> None:
    hint = Implied(element="camera", key="focal_mm", value=135.0, because="a test")
    brief = msgspec.structs.replace(stage.brief(stage.thing("a", "vase")), implied=(hint,))
    assert compose(brief, 0).camera.focal_mm == 135.0


@pytest.mark.parametrize(
    ("environment", "kind", "setting"),
    [
        (Environment(setting="beach"), "bottle", "beach"),
        (Environment(surface="marble"), "bottle", "marble_table"),
        (Environment(surface="oak"), "bottle", "desk"),
        (Environment(backdrop="brick"), "bottle", "brick_wall"),
        (Environment(), "lighthouse", "sea"),
        (Environment(), "neon_sign", "night_street"),
    ],
)
def test_the_place_suits(stage: Stage, environment: Environment, kind: str, setting: str) -> None:
    assert stage.scene(stage.thing("a", kind), environment=environment).setting.name == setting


def test_a_surface_said_is_the_surface_seen(stage: Stage) -> None:
    said = Environment(setting="desk", surface="slate", surface_colour="navy")
    scene = stage.scene(stage.thing("a", "mug"), environment=said)
    assert (scene.setting.surface.name, scene.setting.surface.colour) == ("slate", COLOURS["navy"])


def test_a_place_without_things_and_a_mood_without_either_make_a_picture() -> None:
    empty = compose(Brief(sentence="", environment=Environment(setting="forest")), 0)
    assert empty.setting.name == "forest"
    assert all(body.thing is None for body in empty.bodies)
    mood = compose(Brief(sentence="", atmosphere=Atmosphere(mood=("melancholic",))), 0)
    assert len(mood.bodies) >= 3
    assert mood.notes


@pytest.mark.parametrize("frame", [1.0, 16 / 9, 9 / 16, 21 / 9])
@pytest.mark.parametrize("kind", ["perfume_bottle", "chair", "tree", "plate", "pencil", "car"])
def test_one_thing_is_large_and_whole_in_any_frame(stage: Stage, kind: str, frame: float) -> None:
    scene = stage.scene(stage.thing("a", kind), frame=frame)
    shown = stage.thing_seen(scene, "a")
    margins = (shown.left, 1 - shown.right, shown.top, 1 - shown.bottom)
    assert min(margins) > 0.055
    assert max(shown.right - shown.left, shown.bottom - shown.top) > 0.5


def test_a_square_frame_centres_and_a_wide_one_leaves_room(stage: Stage) -> None:
    assert stage.thing_seen(stage.scene(stage.thing("a", "bottle")), "a").x == pytest.approx(0.5, abs=0.02)
    sides = [
        abs(stage.thing_seen(stage.scene(stage.thing("a", "bottle"), frame=16 / 9, seed=seed), "a").x - 0.5)
        for seed in range(6)
    ]
    assert min(sides) > 0.1


def test_the_camera_does_what_was_said(stage: Stage) -> None:
    scene = stage.scene(stage.thing("a", "mug"), camera=Camera(focal_mm=24.0, f_number=2.8))
    assert (scene.camera.focal_mm, scene.camera.f_number) == (24.0, 2.8)


@pytest.mark.parametrize(
    ("angle", "low", "high"),
    [("eye", 2, 18), ("low", -25, 5), ("high", 28, 45), ("top", 75, 90), ("worm", -45, 4)],
)
def test_angles_are_heights_of_the_camera(stage: Stage, angle: str, low: float, high: float) -> None:
    camera = stage.scene(stage.thing("a", "bottle"), camera=Camera(angle=angle)).camera
    x, y, z = np.subtract(camera.aim, camera.at)
    assert low <= np.rad2deg(np.arctan2(-z, np.hypot(x, y))) <= high
    assert camera.at[2] > 0


def test_dutch_rolls(stage: Stage) -> None:
    assert stage.scene(stage.thing("a", "bottle"), camera=Camera(angle="dutch")).camera.roll == pytest.approx(
        12
    )


def test_macro_is_nearer_than_medium_and_medium_than_wide(stage: Stage) -> None:
    tall = [
        (
            shown := stage.thing_seen(stage.scene(stage.thing("a", "bottle"), camera=Camera(shot=shot)), "a")
        ).bottom
        - shown.top
        for shot in ("macro", "close-up", "medium", "wide")
    ]
    assert tall == sorted(tall, reverse=True)
    assert tall[0] < 1


def test_the_main_thing_is_sharp_and_the_rest_less_so_when_shallow(stage: Stage) -> None:
    things = stage.thing("a", "bottle"), stage.thing("b", "vase")
    scene = stage.scene(*things, relations=(("behind", "b", "a"),), camera=Camera(focus="shallow"))
    (bottle,), (vase,) = stage.bodies(scene, "a"), stage.bodies(scene, "b")
    front = stage.seen(scene, bottle)
    assert front.near <= scene.camera.focus <= front.far
    assert scene.camera.focus < stage.seen(scene, vase).near
    assert scene.camera.f_number < 2.1
    deep = stage.scene(*things, camera=Camera(focus="deep"))
    assert deep.camera.f_number >= 16


def test_sizes_are_drawn_together_but_keep_their_order(stage: Stage) -> None:
    scene = stage.scene(stage.thing("a", "watch"), stage.thing("b", "chair"), stage.thing("c", "house"))
    tall = [shown.upper[2] - shown.lower[2] for shown in (stage.thing_seen(scene, name) for name in "abc")]
    assert tall == sorted(tall)
    assert tall[2] < 12 * tall[0]


@pytest.mark.parametrize(("word", "grows"), [("huge", True), ("tiny", False)])
def test_size_words_compare_with_the_neighbours(stage: Stage, word: str, grows: bool) -> None:
    plain = stage.scene(stage.thing("a", "apple"), stage.thing("b", "mug"))
    said = stage.scene(stage.thing("a", "apple", size=word), stage.thing("b", "mug"))
    assert (said.bodies[0].scale > plain.bodies[0].scale) == grows


def test_fog_thickens_with_what_was_said_and_hangs_outdoors_in_fog(stage: Stage) -> None:
    thin, thick = (
        stage.scene(stage.thing("a", "tree"), atmosphere=Atmosphere(fog=fog)).fog for fog in (0.3, 0.8)
    )
    assert thin is not None
    assert thick is not None
    assert thick.density > thin.density
    outside = Environment(setting="meadow", weather="fog")
    assert stage.scene(stage.thing("a", "tree"), environment=outside).fog is not None
    assert stage.scene(stage.thing("a", "mug")).fog is None


def test_a_thousand_of_a_thing_is_cut_to_what_can_be_counted(stage: Stage) -> None:
    scene = stage.scene(stage.thing("a", "apple", count=1000))
    assert len(scene.bodies) == 24
    assert "1000" in scene.notes[0]


def test_ids_are_the_values_of_the_id_buffer(stage: Stage) -> None:
    scene = stage.scene(stage.thing("a", "apple", count=4), stage.thing("b", "bowl"))
    assert [body.id for body in scene.bodies] == [1, 2, 3, 4, 5]


def test_the_ground_is_under_everything(stage: Stage) -> None:
    scene = stage.scene(stage.thing("a", "vase"), stage.thing("b", "book"))
    for body in scene.bodies:
        assert abs(stage.seen(scene, body).lower[2]) < 0.01
    assert seen(scene.camera, 1.0, [(0, 0, 0)])[0, 2] > 0


@pytest.mark.parametrize(
    ("kind", "said", "name"),
    [
        ("bucket", {"colour": "white"}, "lacquer"),
        ("bucket", {"colour": "orange", "material": "metal"}, "lacquer"),
        ("lantern", {"colour": "blue"}, "lacquer"),
        ("bucket", {"material": "brass"}, "brass"),
        ("bucket", {"colour": "copper"}, "copper"),
        ("key", {"colour": "silver"}, "silver"),
    ],
)
def test_a_colour_on_metal_is_paint_unless_it_is_a_metal(
    stage: Stage, kind: str, said: dict[str, str], name: str
) -> None:
    (body,) = stage.scene(stage.thing("a", kind, **said)).bodies
    assert body.materials[KINDS[kind].paint[0]].name == name


def test_paint_on_a_jar_leaves_its_brass_cap(stage: Stage) -> None:
    (body,) = stage.scene(stage.thing("a", "jar", colour="red")).bodies
    assert "cap" not in body.materials


def test_colourful_things_differ_and_a_single_one_is_bright(stage: Stage) -> None:
    scene = stage.scene(stage.thing("a", "balloon", count=5, words=("colourful",)))
    tints = {body.materials[KINDS["balloon"].paint[0]].colour for body in scene.bodies}
    assert len(tints) == 5
    (one,) = stage.scene(stage.thing("a", "umbrella", words=("rainbow",))).bodies
    assert one.materials[KINDS["umbrella"].paint[0]].colour is not None


def test_a_boat_floats_and_a_lighthouse_keeps_its_rocks(stage: Stage) -> None:
    scene = stage.scene(stage.thing("a", "boat"), environment=Environment(setting="lake"))
    assert scene.setting.surface.name == "water"
    assert -0.5 < scene.bodies[0].at[2] < -0.1
    ashore = stage.scene(stage.thing("a", "lighthouse"), environment=Environment(setting="lake"))
    assert ashore.setting.surface.name != "water"
    assert ashore.bodies[0].at[2] == 0
    assert (
        stage.scene(stage.thing("a", "boat"), environment=Environment(setting="beach")).bodies[0].at[2] == 0
    )


def test_an_unknown_place_is_named_in_the_user_s_words(stage: Stage) -> None:
    phrase = Phrase(element="environment", text="in a pharmacy", span=Span(9, 22))
    brief = msgspec.structs.replace(stage.brief(stage.thing("a", "teapot")), phrases=(phrase, phrase))
    assert compose(brief, 0).notes == ("I know no “pharmacy”; painted a plain place instead.",)


@pytest.mark.parametrize("seed", range(4))
def test_a_plain_list_reads_from_left_to_right(stage: Stage, seed: int) -> None:
    scene = stage.scene(
        stage.thing("a", "sphere"), stage.thing("b", "cube"), stage.thing("c", "cone"), seed=seed
    )
    across = [stage.thing_seen(scene, name).x for name in "abc"]
    assert across == sorted(across)
