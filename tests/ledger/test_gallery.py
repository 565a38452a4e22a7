"""The gallery on both databases: found, marked, thrown away and taken back."""

from __future__ import annotations

import time

import pytest
from things import picture, submit

from tintype.core.errors import BadOption, NotFound
from tintype.core.job import PictureRecord
from tintype.ledger import Ledger


def add(ledger: Ledger, prompt: str = "a red vase", **changes: object) -> PictureRecord:
    return ledger.add_picture(picture(prompt=prompt, **changes))


def prompts(found: list[PictureRecord]) -> list[str]:
    return [record.prompt for record in found]


def test_a_picture_comes_back_as_it_was(ledger: Ledger) -> None:
    job = submit(ledger)
    ledger.claim("w")
    parent = add(ledger, plan=None, tags=("mine",), favourite=True)
    child = picture(job, parent=parent.id, tags=("b", "a"), bytes=5_000_000_000)
    assert ledger.picture(child, "w")
    assert ledger.picture_of(parent.id) == parent
    found = ledger.picture_of(child.id, owner=child.owner)
    assert found == PictureRecord(
        **{**{name: getattr(child, name) for name in child.__struct_fields__}, "tags": ("a", "b")}
    )
    assert found.plan == job.plans[0]
    with pytest.raises(NotFound, match=child.id):
        ledger.picture_of(child.id, owner="somebody else")
    with pytest.raises(NotFound):
        ledger.picture_of("nonsense")


def test_the_gallery_comes_in_pages_newest_first(ledger: Ledger) -> None:
    added = [add(ledger, str(number)) for number in range(7)][::-1]
    assert ledger.gallery(limit=3) == added[:3]
    assert ledger.gallery(limit=3, before=added[2].id) == added[3:6]
    assert ledger.gallery(limit=3, before=added[5].id) == added[6:]
    assert ledger.gallery(before=added[-1].id) == []


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("", ["GRÜNE Äpfel, 50% off", "a red_vase on oak", "Red vase, ÉTÉ"]),
        ("red", ["a red_vase on oak", "Red vase, ÉTÉ"]),
        ("VASE red", ["a red_vase on oak", "Red vase, ÉTÉ"]),
        ("vase oak", ["a red_vase on oak"]),
        ("été", ["Red vase, ÉTÉ"]),
        ("grüne äpfel", ["GRÜNE Äpfel, 50% off"]),
        ("50%", ["GRÜNE Äpfel, 50% off"]),
        ("5%0", []),
        ("_", ["a red_vase on oak"]),
        ("blue", []),
        ("'; DROP TABLE pictures; --", []),
        ("\\", []),
    ],
)
def test_it_is_searched_by_words_in_any_case_and_order(
    ledger: Ledger, words: str, expected: list[str]
) -> None:
    for prompt in ("Red vase, ÉTÉ", "a red_vase on oak", "GRÜNE Äpfel, 50% off"):
        add(ledger, prompt)
    assert prompts(ledger.gallery(words=words)) == expected


def test_it_is_narrowed_by_owner_model_mark_and_tag(ledger: Ledger) -> None:
    one = add(ledger, "one", owner="ann", model="stage")
    two = add(ledger, "two", owner="bob", tags=("Still life", "x"), favourite=True)
    three = add(ledger, "three", owner="ann", tags=("x",))
    assert ledger.gallery(owner="ann") == [three, one]
    assert ledger.gallery(model="stage") == [one]
    assert ledger.gallery(favourite=True) == [two]
    assert ledger.gallery(favourite=False) == [three, one]
    assert ledger.gallery(tag="x") == [three, two]
    assert ledger.gallery(tag="x", owner="ann", words="THREE", favourite=False, model="fake") == [three]
    assert ledger.gallery(tag="still") == []
    assert ledger.gallery(tag=" Still  life ") == [two]


def test_marks_and_tags_are_set_and_taken_away(ledger: Ledger) -> None:
    one = add(ledger, owner="ann")
    assert ledger.favourite(one.id, True).favourite
    assert ledger.picture_of(one.id).favourite
    assert not ledger.favourite(one.id, False, owner="ann").favourite
    assert ledger.tag(one.id, ["b", " a ", "b", ""]).tags == ("a", "b")
    assert ledger.tag(one.id, ["c"], owner="ann").tags == ("c",)
    assert ledger.picture_of(one.id).tags == ("c",)
    assert ledger.tag(one.id, []).tags == ()
    assert ledger.gallery(tag="c") == []
    for refused in (["x" * 81], ["a\x00b"], [str(number) for number in range(65)]):
        with pytest.raises(BadOption):
            ledger.tag(one.id, refused)
    for wrong in (
        lambda: ledger.tag(one.id, ["x"], owner="bob"),
        lambda: ledger.favourite(one.id, True, owner="bob"),
    ):
        with pytest.raises(NotFound):
            wrong()
    assert ledger.picture_of(one.id) == one


def test_what_is_thrown_away_can_be_taken_back(ledger: Ledger) -> None:
    one, two, three = add(ledger, "one", owner="ann"), add(ledger, "two"), add(ledger, "three")
    assert ledger.delete([one.id, three.id, "nonsense"]) == 2
    assert ledger.delete([one.id]) == 0
    assert ledger.gallery() == [two]
    assert prompts(ledger.gallery(deleted=True)) == ["three", "one"]
    gone = ledger.picture_of(one.id).deleted
    assert gone is not None
    assert abs(gone - time.time()) < 60
    assert ledger.restore([one.id], owner="bob") == 0
    assert ledger.restore([one.id, two.id], owner="ann") == 1
    assert ledger.gallery() == [two, one]
    assert ledger.delete([two.id], owner="ann") == 0
    assert ledger.delete([]) == 0


def test_purging_forgets_old_ones_and_names_files_without_a_picture(ledger: Ledger) -> None:
    shared, own = "a" * 64, "b" * 64
    one, two = add(ledger, digest=shared, tags=("x",)), add(ledger, digest=own)
    kept = add(ledger, digest=shared)
    child = add(ledger, parent=one.id)
    ledger.delete([one.id, two.id])
    assert ledger.purge(time.time() - 60) == []
    assert len(ledger.gallery(deleted=True)) == 2
    assert ledger.purge(time.time() + 60) == [own]
    assert ledger.gallery(deleted=True) == []
    assert ledger.gallery() == [child, kept]
    assert ledger.lineage(child.id) == [child]
    ledger.delete([kept.id])
    assert ledger.purge(time.time() + 60) == [shared]


def test_a_job_shows_no_picture_from_the_bin(ledger: Ledger) -> None:
    job = submit(ledger, n=2)
    ledger.claim("w")
    second, first = picture(job, 1), picture(job, 0)
    ledger.picture(second, "w")
    ledger.picture(first, "w")
    assert ledger.pictures_of_job(job.id) == [first, second]
    ledger.delete([first.id])
    assert ledger.pictures_of_job(job.id) == [second]
    assert [record.id for record in ledger.pictures_of_job(job.id, deleted=True)] == [first.id, second.id]
    assert ledger.pictures_of_job("nonsense") == []


def test_files_are_known_by_their_digest(ledger: Ledger) -> None:
    assert ledger.digests() == set()
    add(ledger, digest="a" * 64)
    newer, gone = add(ledger, digest="a" * 64), add(ledger, digest="b" * 64)
    add(ledger, digest="a" * 64, owner="bob")
    ledger.delete([gone.id])
    assert ledger.digests() == {"a" * 64, "b" * 64}
    assert ledger.newest_of("a" * 64, "local") == newer.id
    assert ledger.newest_of("c" * 64, "local") is None


def test_lineage_goes_up_and_down(ledger: Ledger) -> None:
    first = add(ledger, "first")
    second = add(ledger, "second", parent=first.id)
    third = add(ledger, "third", parent=second.id)
    side = add(ledger, "side", parent=first.id)
    fourth = add(ledger, "fourth", parent=third.id, owner="bob")
    fifth = add(ledger, "fifth", parent=third.id)
    add(ledger, "stranger")
    assert ledger.lineage(third.id) == [first, second, third, fourth, fifth]
    assert ledger.lineage(first.id) == [first, second, third, side, fourth, fifth]
    assert ledger.lineage(third.id, owner="local") == [first, second, third, fifth]
    assert ledger.lineage(side.id) == [first, side]
    with pytest.raises(NotFound):
        ledger.lineage(fourth.id, owner="local")


def test_a_circle_of_parents_ends(ledger: Ledger) -> None:
    one = picture()
    two = add(ledger, parent=one.id)
    one = ledger.add_picture(picture(id=one.id, parent=two.id))
    assert {record.id for record in ledger.lineage(one.id)} == {one.id, two.id}


def test_one_refused_write_harms_no_other(ledger: Ledger) -> None:
    one = add(ledger)
    with pytest.raises(Exception, match="refused"):
        ledger.add_picture(picture(id=one.id))
    assert ledger.gallery() == [one]


def test_what_a_file_said_is_kept_beside_the_picture_and_goes_with_it(ledger: Ledger) -> None:
    said, silent = picture(), picture()
    ledger.add_picture(said, said='{"prompt": "a vase \\u0000 \\ud83c\\udf4b"}')
    ledger.add_picture(silent)
    assert ledger.recalled(said.id) == '{"prompt": "a vase \\u0000 \\ud83c\\udf4b"}'
    assert ledger.recalled(silent.id) is None
    assert ledger.recalled("nobody's") is None
    ledger.delete([said.id])
    ledger.purge(time.time() + 1)
    assert ledger.recalled(said.id) is None
