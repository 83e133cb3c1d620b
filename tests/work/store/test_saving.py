from __future__ import annotations

import string
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pressdesk.base.colour import CMYK, RGB, Ink
from pressdesk.base.formats import FORMATS
from pressdesk.base.problem import InputError
from pressdesk.model.campaign import APPROVALS, Brand, Campaign, Contact, Organisation, Petition, PictureInfo, Signatory
from pressdesk.model.piece import Extra, Piece
from pressdesk.work.store import load, load_with_problems
from pressdesk.work.store.saving import save

COMMENTED = """# Our campaign
format = 1
name = "Les soins près de chez nous" # never shorten
language = "fr"
updated = 2026-03-01T09:00:00
slogan = "Tenons bon"
house_style = "kept"   # ours

[brand]
display_font = "Anton"

# the union's red
[brand.colours.accent]
rgb = "#E4002B"
cmyk = [0, 100, 80, 5]
pantone = "485"

[[organisations]]
key = "a"   # first
name = "Alpha"
logo_note = "round"

[[organisations]]
key = "b"
name = "Beta"

[petitions.main]
link = "https://agir.example/soins"   # checked by Awa

[facts]
figure = 27
"""


@pytest.fixture
def campaign(tmp_path: Path) -> Campaign:
    (tmp_path / "campaign.toml").write_text(COMMENTED, encoding="utf-8")
    (tmp_path / "pieces").mkdir()
    (tmp_path / "pieces" / "poster.toml").write_text(
        '# the big one\nformat = 1\ntemplate = "poster-call"\nformats = ["A3"]\n[content]\ntitle = "Ici" # one word\n'
    )
    return load(tmp_path)


def test_saving_without_a_change_writes_nothing(campaign: Campaign) -> None:
    assert save(campaign) == ()


def test_a_changed_key_changes_its_line_and_no_other(campaign: Campaign) -> None:
    save(campaign._replace(slogan="Tenons\u202f!"), campaign)
    text = (campaign.root / "campaign.toml").read_text(encoding="utf-8")
    assert text == COMMENTED.replace("Tenons bon", "Tenons\u202f!")


def test_comments_order_and_unknown_keys_stay_when_lists_change(campaign: Campaign) -> None:
    alpha, beta = campaign.organisations
    gamma = Organisation("c", "Gamma")
    changed = campaign._replace(organisations=(beta._replace(name="Bêta"), alpha, gamma))
    save(changed, campaign)
    text = (campaign.root / "campaign.toml").read_text(encoding="utf-8")
    for kept in (
        'key = "a"   # first',
        'logo_note = "round"',
        "# the union's red",
        '"kept"   # ours',
        "# checked by Awa",
    ):
        assert kept in text
    assert load(campaign.root).organisations == changed.organisations


def test_a_colour_keeps_what_only_its_author_knows(campaign: Campaign) -> None:
    ink = campaign.brand.colours["accent"]._replace(rgb=RGB(0.0, 0.0, 1.0))
    save(campaign._replace(brand=campaign.brand._replace(colours={"accent": ink})), campaign)
    text = (campaign.root / "campaign.toml").read_text(encoding="utf-8")
    assert 'rgb = "#0000ff"' in text
    assert 'pantone = "485"' in text
    assert "cmyk = [0, 100, 80, 5]" in text


def test_a_piece_is_made_changed_and_dropped(campaign: Campaign) -> None:
    poster = campaign.pieces["poster"]
    second = poster._replace(name="second", file="pieces/second.toml", content={"title": "Deux\nlignes"})
    poster = poster._replace(content={**poster.content, "title": "Là"})
    save(campaign._replace(pieces={"poster": poster, "second": second}), campaign)
    text = (campaign.root / "pieces" / "poster.toml").read_text(encoding="utf-8")
    assert text.startswith("# the big one\n")
    assert 'title = "Là" # one word' in text
    loaded = load(campaign.root)
    assert loaded.pieces == {"poster": poster, "second": second}
    save(loaded._replace(pieces={"second": second}), loaded)
    assert not (campaign.root / "pieces" / "poster.toml").exists()


def test_only_what_changed_is_patched_into_a_file_that_somebody_else_changed(campaign: Campaign) -> None:
    path = campaign.root / "campaign.toml"
    path.write_text(COMMENTED.replace('"Tenons bon"', '"Leur slogan"'), encoding="utf-8")
    save(campaign._replace(hashtag="#soins"), campaign)
    loaded = load(campaign.root)
    assert (loaded.slogan, loaded.hashtag) == ("Leur slogan", "#soins")


def test_a_file_broken_meanwhile_is_left_as_it_is(campaign: Campaign) -> None:
    path = campaign.root / "campaign.toml"
    path.write_text("name = ", encoding="utf-8")
    with pytest.raises(InputError, match="not valid TOML"):
        save(campaign._replace(slogan="x"), campaign)
    assert path.read_text() == "name = "


def test_an_old_file_is_brought_up_to_date_when_saved(tmp_path: Path) -> None:
    (tmp_path / "campaign.toml").write_text(
        '# old\ntitle = "Soins" # ours\nupdated = 2026-01-01\n\n[brand.colors.ink]\nrgb = "#111"\n'
    )
    campaign = load(tmp_path)
    assert campaign.name == "Soins"
    assert "ink" in campaign.brand.colours
    save(campaign._replace(slogan="Oui"), campaign)
    text = (tmp_path / "campaign.toml").read_text()
    assert text.startswith("# old\n")
    assert "format = 1" in text
    assert "title" not in text
    assert load(tmp_path) == campaign._replace(slogan="Oui")


def test_a_text_keeps_its_front_matter(tmp_path: Path, campaign: Campaign) -> None:
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "release.md").write_text('+++\n# when\ndate = 2026-03-12\nkind = "x"\n+++\nBonjour\n')
    loaded = load(tmp_path)
    text = loaded.texts["release"]
    assert (text.body, text.body_line, text.matter["date"]) == ("Bonjour\n", 6, date(2026, 3, 12))
    save(
        loaded._replace(texts={"release": text._replace(matter={**text.matter, "kind": "y"}, body="Bonsoir\n")}), loaded
    )
    written = (tmp_path / "texts" / "release.md").read_text()
    assert written == '+++\n# when\ndate = 2026-03-12\nkind = "y"\n+++\nBonsoir\n'


def test_a_table_keeps_the_cells_that_did_not_change(tmp_path: Path, campaign: Campaign) -> None:
    (tmp_path / "tables").mkdir()
    (tmp_path / "tables" / "events.csv").write_text(
        "Ville,Date\nÉvry,12 mars 2026\nCergy,13/03/2026\n", encoding="utf-8"
    )
    loaded = load(tmp_path)
    table = loaded.tables["events"]
    first, second = table.rows
    moved = second._replace(cells={**second.cells, "date": date(2026, 3, 20)})
    save(loaded._replace(tables={"events": table._replace(rows=(first, moved))}), loaded)
    written = (tmp_path / "tables" / "events.csv").read_text(encoding="utf-8-sig")
    assert written == "Ville;Date\nÉvry;12 mars 2026\nCergy;2026-03-20\n"


texts = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=12)
filled = texts.filter(lambda text: bool(text.strip()))
keys = st.text(string.ascii_lowercase + "_é-. \"'", min_size=1, max_size=6)
scalars = st.one_of(
    texts,
    st.integers(-(2**40), 2**40),
    st.floats(allow_nan=False, allow_infinity=False),
    st.booleans(),
    st.dates(),
    st.times(),
    st.datetimes(),
)
values = st.recursive(
    scalars,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(tuple), st.dictionaries(keys, inner, max_size=3), st.just(()), st.just({})
    ),
    max_leaves=6,
)
free = st.dictionaries(keys, values, max_size=4)
parts = st.integers(0, 100).map(lambda n: n / 100)
inks = st.builds(
    lambda rgb, cmyk, spot: (RGB(*(c / 255 for c in rgb)), CMYK(*cmyk), spot),
    st.tuples(*[st.integers(0, 255)] * 3),
    st.tuples(*[parts] * 4),
    texts,
)
briefs: st.SearchStrategy[dict[str, Any]] = st.builds(
    dict,
    name=filled,
    slogan=texts,
    legal=texts,
    updated=st.datetimes(min_value=datetime(2001, 1, 1)),
    brand=st.dictionaries(keys, inks, max_size=3).map(
        lambda found: Brand({name: Ink(name, *ink) for name, ink in found.items()}, "Anton", "Inter")
    ),
    organisations=st.lists(
        st.builds(Organisation, filled, filled, texts, st.just(""), texts, texts, st.sampled_from(("", *APPROVALS))),
        max_size=3,
        unique_by=lambda o: o.key,
    ).map(tuple),
    petitions=st.dictionaries(keys, st.tuples(texts, st.lists(filled, max_size=2)), max_size=2).map(
        lambda found: {
            key: Petition(key, "https://a.example/x", short, tags=tuple(zip(("source", "content"), tags, strict=False)))
            for key, (short, tags) in found.items()
        }
    ),
    contacts=st.lists(st.builds(Contact, filled, texts, texts, texts), max_size=3).map(tuple),
    signatories=st.lists(st.builds(Signatory, filled, texts, texts), max_size=3).map(tuple),
    facts=free,
)
tweaks = st.dictionaries(keys, st.fixed_dictionaries({}, optional={"rotate": st.floats(-9, 9), "hide": st.booleans()}))
pieces = st.builds(
    lambda name, formats, content, tweaks, extras: Piece(
        name, "t", tuple(formats), content, tweaks, tuple(extras), language="fr", file=f"pieces/{name}.toml"
    ),
    st.sampled_from(["poster", "tract", "été"]),
    st.lists(st.sampled_from(list(FORMATS)), min_size=1, max_size=3, unique=True),
    free,
    tweaks,
    st.lists(
        st.builds(Extra, st.just("text"), free.map(lambda d: {k: v for k, v in d.items() if k != "kind"})), max_size=2
    ),
)
infos = st.builds(PictureInfo, st.just("pictures/a b.jpg"), texts, texts, focus=st.tuples(parts, parts))


def frozen(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: frozen(item) for key, item in value.items()}
    return tuple(map(frozen, value)) if type(value) is tuple else value


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(briefs, st.lists(pieces, max_size=2), infos, briefs)
def test_what_is_saved_is_what_is_loaded(
    tmp_path_factory: pytest.TempPathFactory,
    brief: dict[str, Any],
    some: list[Piece],
    info: PictureInfo,
    other: dict[str, Any],
) -> None:
    root = tmp_path_factory.mktemp("c")
    (root / "campaign.toml").write_text(COMMENTED, encoding="utf-8")
    (root / "pictures").mkdir()
    (root / "pictures" / "a b.jpg").write_bytes(b"")
    for values_ in (brief, other):
        before = load_with_problems(root)
        wanted = before._replace(
            **values_, pieces={piece.name: piece for piece in some}, pictures={info.path: info}, problems=()
        )
        save(wanted, before)
        loaded = load_with_problems(root)
        assert {problem.code for problem in loaded.problems} <= {
            "unknown-key",
            "spot-name",
            "spot-names",
            "spot-letters",
            "spot-stand-in",
        }
        assert loaded._replace(problems=()) == wanted
        text = (root / "campaign.toml").read_text(encoding="utf-8")
        assert text.startswith("# Our campaign\n")
        assert "# never shorten" in text
        assert '"kept"   # ours' in text


@settings(max_examples=60, deadline=None)
@given(free)
def test_times_and_dates_survive_in_free_values(content: dict[str, Any]) -> None:
    import tomllib

    from pressdesk.work.store.checker import frozen as read
    from pressdesk.work.store.documents import plain
    from pressdesk.work.store.patching import fresh

    text = fresh("piece", {"content": plain(content)})
    assert read(tomllib.loads(text)) == read({"format": 1, "content": plain(content)})
