from __future__ import annotations

import pytest

from pressdesk.text.fonts import Face, builtin_library
from pressdesk.text.shaping import Setting, advances, by_coverage, run_of, shape, small_caps, superior, width_of

LIBRARY = builtin_library()
SANS = LIBRARY.face("Source Sans 3")
SERIF = LIBRARY.face("Source Serif 4")
BARLOW = LIBRARY.face("Barlow Condensed", 700)
LEAGUE = LIBRARY.face("League Gothic")


def plain_width(face: Face, text: str) -> float:
    return sum(face.advance(face.glyph(char)) for char in text)


def test_kerning() -> None:
    assert shape(SANS, "AVATAR").total < plain_width(SANS, "AVATAR")
    assert shape(SANS, "AVATAR", ("-kern",)).total == plain_width(SANS, "AVATAR")


def test_ligatures() -> None:
    joined, apart = shape(SANS, "office"), shape(SANS, "office", ("-liga",))
    assert len(joined.gids) < len(apart.gids) == 6
    assert joined.clusters[:2] == (0, 1)


def test_tabular_figures() -> None:
    def widths(*features: str) -> set[int]:
        return set(shape(SERIF, "0123456789", features).advances)

    assert len(widths("tnum")) == 1
    assert len(widths("pnum")) > 1


def test_shapes_and_runs_are_shared() -> None:
    setting = Setting(SANS, 10)
    assert shape(SANS, "santé") is shape(SANS, "santé")
    assert run_of(LIBRARY, setting, "santé") is run_of(LIBRARY, Setting(SANS, 10), "santé")
    assert run_of(LIBRARY, setting, "santé") is not run_of(LIBRARY, Setting(SANS, 11), "santé")


def test_the_language_is_told_and_not_the_machine_s(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "tr_TR.UTF-8")
    assert shape(SANS, "fixe").gids == shape(SANS, "fixe", (), "fr").gids


def test_the_narrow_space_has_a_width_and_stays_itself() -> None:
    run = run_of(LIBRARY, Setting(BARLOW, 10), "Non\u202f!")
    assert run.text == "Non\u202f!"
    assert 0.5 < run.xs[4] - run.xs[3] < 1.5
    assert BARLOW.notdef not in run.gids


def test_a_run_at_its_size() -> None:
    run = run_of(LIBRARY, Setting(SANS, 20, language="fr"), "AV")
    small = shape(SANS, "AV", (), "fr")
    assert run.advance == pytest.approx(small.total * 0.02)
    assert run.xs == pytest.approx((0, small.advances[0] * 0.02))
    assert (run.ys, run.rtl, run.language, run.size) == ((), False, "fr", 20)


def test_tracking() -> None:
    setting = Setting(SANS, 10)
    wide = run_of(LIBRARY, setting._replace(tracking=1.0), "abc")
    close = run_of(LIBRARY, setting, "abc")
    assert wide.advance == pytest.approx(close.advance + 3)
    assert wide.xs[2] == pytest.approx(close.xs[2] + 2)
    assert width_of(setting._replace(tracking=1.0), "abc") == pytest.approx(wide.advance)
    assert sum(advances(setting._replace(tracking=1.0), "abc")) == pytest.approx(wide.advance)


def test_word_spaces_stretch_and_narrow_ones_do_not() -> None:
    setting = Setting(SANS, 10)
    loose = run_of(LIBRARY, setting, "a b\u00a0c\u202fd", stretch=2.0)
    assert loose.advance == pytest.approx(run_of(LIBRARY, setting, "a b\u00a0c\u202fd").advance + 4)


def test_what_joins_a_glyph_counts_nothing() -> None:
    moves = advances(Setting(SANS, 10), "office")
    assert len(moves) == 6
    assert moves[2] == 0 or moves[3] == 0
    assert sum(moves) == pytest.approx(width_of(Setting(SANS, 10), "office"))


def test_superiors_by_the_font_s_own_glyphs() -> None:
    setting = superior(LIBRARY, Setting(SANS, 10), "er")
    assert setting == Setting(SANS, 10, ("sups",))
    assert shape(SANS, "er", ("sups",)).gids != shape(SANS, "er").gids


def test_superiors_made_up_where_the_font_has_none() -> None:
    setting = superior(LIBRARY, Setting(BARLOW, 10, tracking=1.0), "er")
    assert setting.features == ()
    assert setting.size == 6
    assert setting.face.weight > BARLOW.weight
    assert setting.tracking == 0.6
    top = setting.rise + setting.size * BARLOW.cap_height
    assert 10 * BARLOW.cap_height < top < 10 * BARLOW.ascender
    assert run_of(LIBRARY, setting, "er").ys == (setting.rise, setting.rise)


def test_small_capitals() -> None:
    assert list(small_caps(Setting(SANS, 10), "Été")) == [("Été", Setting(SANS, 10, ("smcp",)), "Été")]
    made = list(small_caps(Setting(LEAGUE, 10), "Été ß"))
    assert [(text, setting.size, shown) for text, setting, shown in made] == [
        ("É", 10, "É"),
        ("té", 8, "TÉ"),
        (" ", 10, " "),
        ("ß", 10, "ß"),
    ]
    run = run_of(LIBRARY, made[1][1], "té", "TÉ")
    assert run.text == "té"
    assert [LEAGUE.char_of(gid) for gid in run.gids] == ["T", "É"]


def covered(text: str, face: Face = BARLOW) -> tuple[list[tuple[str, str]], str]:
    missing: list[str] = []
    return [(part, chosen.family) for part, chosen in by_coverage(LIBRARY, face, text, missing)], "".join(missing)


def test_another_face_helps_out() -> None:
    assert covered("Non\u202f!") == ([("Non\u202f!", "Barlow Condensed")], "")
    assert covered("a→b") == ([("a", "Barlow Condensed"), ("→", "Source Sans 3"), ("b", "Barlow Condensed")], "")
    assert covered("→→ a")[0] == [("→→ ", "Source Sans 3"), ("a", "Barlow Condensed")]


def test_what_no_font_covers_is_told_once_each() -> None:
    assert covered("漢a字漢") == ([("漢a字漢", "Barlow Condensed")], "漢字")


def test_right_to_left_stands_apart() -> None:
    parts, missing = covered("dit مرحبا بكم ici")
    assert [part for part, _ in parts] == ["dit ", "مرحبا بكم", " ici"]
    assert missing == ""
    run = run_of(LIBRARY, Setting(LIBRARY.face("Amiri"), 10, language="ar"), "مرحبا")
    assert run.rtl
    assert run.clusters[0] > run.clusters[-1]
    assert run.xs == tuple(sorted(run.xs))


def test_marks_stay_with_their_letter() -> None:
    assert [part for part, _ in covered("→\u0301a")[0]] == ["→\u0301", "a"]
