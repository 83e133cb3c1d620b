from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from pressdesk.base.colour import CMYK, RGB, WHITE, Ink, naive_cmyk
from pressdesk.base.problem import InputError
from pressdesk.colour import pictures
from pressdesk.colour.modes import Mode
from pressdesk.colour.pictures import Treated, toned, treated
from pressdesk.colour.pictures import ramp as inks_of
from pressdesk.display.items import Duotone
from pressdesk.display.pictures import probe

NIGHT = Ink("night", RGB(0.1, 0.05, 0.4), CMYK(1, 0.9, 0, 0.4))
SUN = Ink("sun", RGB(1, 0.9, 0.2), CMYK(0, 0.1, 0.9, 0))


@pytest.fixture(autouse=True)
def forgotten() -> None:
    pictures._kept.cache_clear()


def ramp(mode: str = "L") -> Image.Image:
    """Black on the left to white on the right."""
    return Image.linear_gradient("L").rotate(90).resize((256, 64)).convert(mode)


def saved(path: Path, image: Image.Image, **options: object) -> Path:
    image.save(path, **options)  # type: ignore[arg-type]
    return path


def pixels(made: Treated) -> Image.Image:
    image = Image.open(io.BytesIO(made.data))
    assert image.format == "JPEG"
    assert image.size == (made.width, made.height)
    assert {"L": "gray", "RGB": "rgb", "CMYK": "cmyk"}[image.mode] == made.space
    return image


def at(image: Image.Image, x: int, y: int) -> tuple[float, ...]:
    value = image.getpixel((x, y))
    return tuple(part / 255 for part in (value if isinstance(value, tuple) else (value,)))  # type: ignore[operator]


@pytest.mark.parametrize("mode", ["rgb", "cmyk"])
@pytest.mark.parametrize("source", ["L", "RGB", "CMYK"])
def test_a_duotone_runs_from_the_dark_ink_to_the_light_one(tmp_path: Path, mode: Mode, source: str) -> None:
    asset = probe(saved(tmp_path / "a.jpg", ramp(source), quality=95))
    image = pixels(treated(asset, duotone=Duotone(NIGHT, SUN), mode=mode))
    dark, light = (NIGHT.rgb, SUN.rgb) if mode == "rgb" else (NIGHT.cmyk, SUN.cmyk)
    left, right = at(image, 2, 32), at(image, image.width - 3, 32)
    assert left == pytest.approx(dark, abs=0.04)
    assert right == pytest.approx(light, abs=0.04)
    middle = at(image, image.width // 2, 32)
    assert middle == pytest.approx([(d + w) / 2 for d, w in zip(dark, light, strict=True)], abs=0.06)


def test_a_flat_photograph_gets_full_contrast_in_two_inks(tmp_path: Path) -> None:
    flat = ramp().point([round(90 + level * 0.3) for level in range(256)])
    image = pixels(treated(probe(saved(tmp_path / "a.png", flat)), duotone=Duotone(NIGHT, WHITE)))
    assert at(image, 2, 32) == pytest.approx(NIGHT.rgb, abs=0.04)
    assert at(image, 253, 32) == pytest.approx((1, 1, 1), abs=0.04)


def test_a_picture_of_one_tone_stays_of_one_tone(tmp_path: Path) -> None:
    asset = probe(saved(tmp_path / "a.png", Image.new("L", (64, 64), 128)))
    image = pixels(treated(asset, duotone=Duotone(NIGHT, WHITE)))
    assert at(image, 5, 5) == pytest.approx([(d + 1) / 2 for d in NIGHT.rgb], abs=0.03)


@pytest.mark.parametrize("colour", [(255, 240, 240), (60, 6, 19), (227, 6, 19), (10, 125, 79), (128, 128, 200)])
def test_rgb_becomes_cmyk_by_grey_replacement(tmp_path: Path, colour: tuple[int, int, int]) -> None:
    asset = probe(saved(tmp_path / "a.png", Image.new("RGB", (64, 64), colour)))
    image = pixels(treated(asset, mode="cmyk"))
    expected = naive_cmyk(RGB(*(part / 255 for part in colour)))
    assert at(image, 30, 30) == pytest.approx(expected, abs=0.06)
    assert sum(at(image, 30, 30)) <= 3.0


def test_a_grey_picture_stays_grey_in_print(tmp_path: Path) -> None:
    assert treated(probe(saved(tmp_path / "a.jpg", ramp())), mode="cmyk").space == "gray"


def test_a_cmyk_picture_becomes_rgb_for_the_screen(tmp_path: Path) -> None:
    asset = probe(saved(tmp_path / "a.jpg", Image.new("CMYK", (64, 64), (0, 255, 255, 0))))
    assert at(pixels(treated(asset, mode="rgb")), 30, 30) == pytest.approx((0.89, 0.0, 0.04), abs=0.03)  # as printed


def test_a_cmyk_jpeg_that_is_not_photoshop_s_keeps_its_colours(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.jpg", Image.new("CMYK", (64, 64), (0, 255, 255, 0)), quality=95)
    data = path.read_bytes()
    start = data.index(b"\xff\xee")
    path.write_bytes(data[:start] + data[start + 16 :])  # without Adobe's segment, 255 is full ink
    asset = probe(path)
    assert not asset.inverted
    assert at(pixels(treated(asset, mode="cmyk")), 30, 30) == pytest.approx((1, 0, 0, 1), abs=0.05)


@pytest.mark.parametrize(("longest", "size"), [(0, (256, 64)), (128, (128, 32)), (100, (100, 25)), (999, (256, 64))])
@pytest.mark.parametrize("suffix", ["jpg", "png"])
def test_pictures_are_brought_down_to_size_but_never_up(
    tmp_path: Path, suffix: str, longest: int, size: tuple[int, int]
) -> None:
    made = treated(probe(saved(tmp_path / f"a.{suffix}", ramp("RGB"))), max_px=longest)
    assert pixels(made).size == size


def test_a_jpeg_that_comes_near_by_halving_is_not_resampled(tmp_path: Path) -> None:
    asset = probe(saved(tmp_path / "a.jpg", ramp("RGB").resize((1001, 250))))
    assert [treated(asset, max_px=longest).width for longest in (600, 520, 501, 500)] == [501, 501, 501, 500]
    assert treated(asset, max_px=900).width == 900


@pytest.mark.parametrize("size", [(700, 900), (333, 260), (200, 1)])
@pytest.mark.parametrize("mode", ["L", "RGB"])
def test_a_picture_made_smaller_in_strips_has_no_seams(size: tuple[int, int], mode: str) -> None:
    image = Image.effect_noise((1000, 900), 60).convert(mode)
    whole = image.resize(size, Image.Resampling.LANCZOS)
    difference = ImageChops.difference(pictures._shrunk(image, size), whole).convert("L")
    assert sum(difference.histogram()[3:]) == 0


def test_strips_reach_over_the_whole_picture() -> None:
    grey = Image.linear_gradient("L").resize((90, 700)).point([round(90 + level * 0.3) for level in range(256)])
    made = pictures._stretched(grey.copy())
    assert made.size == grey.size
    column = [made.getpixel((45, y)) for y in range(700)]
    assert column == sorted(column)  # type: ignore[type-var]
    assert (column[3], column[-3]) == (0, 255)
    two = pictures._in_two_inks(made, Duotone(NIGHT, WHITE), "rgb")
    assert at(two, 45, 697) == pytest.approx((1, 1, 1), abs=0.01)
    assert at(two, 45, 300)[0] > at(two, 45, 290)[0]


@pytest.mark.parametrize("mode", ["rgb", "cmyk"])
def test_toned_greys_through_the_ramp_of_the_inks_are_the_duotone(tmp_path: Path, mode: Mode) -> None:
    asset = probe(saved(tmp_path / "a.jpg", ramp("RGB"), quality=95))
    duotone = Duotone(NIGHT, SUN)
    greys, colours = toned(asset, max_px=128), inks_of(duotone, mode)
    assert greys.space == "gray"
    size = 3 if mode == "rgb" else 4
    assert len(colours) == 256 * size
    grey, image = pixels(greys), pixels(treated(asset, duotone=duotone, mode=mode, max_px=128))
    for x in range(0, 128, 5):
        level = round(at(grey, x, 16)[0] * 255)
        through = [part / 255 for part in colours[level * size : (level + 1) * size]]
        assert at(image, x, 16) == pytest.approx(through, abs=0.03)
    assert toned(asset, max_px=128) is greys


def test_toned_greys_are_kept_apart_from_plain_ones(tmp_path: Path) -> None:
    asset = probe(saved(tmp_path / "a.png", ramp().point([round(90 + level * 0.3) for level in range(256)])))
    plain, stretched = treated(asset, cache=tmp_path / "cache"), toned(asset, cache=tmp_path / "cache")
    assert at(pixels(plain), 2, 32)[0] > 0.3
    assert at(pixels(stretched), 2, 32)[0] < 0.03


def test_pixels_stay_as_stored_and_lose_their_metadata(tmp_path: Path) -> None:
    data = Image.Exif()
    data[0x0112] = 6
    made = treated(probe(saved(tmp_path / "a.jpg", ramp("RGB"), exif=data)), max_px=128)
    assert (made.width, made.height) == (128, 32)
    assert b"Exif" not in made.data


@pytest.mark.parametrize(("mode", "level"), [("I;16", 32896), ("1", 1), ("LA", 200), ("P", 7), ("RGBA", 0)], ids=str)
def test_every_kind_of_png_is_taken(tmp_path: Path, mode: str, level: int) -> None:
    colour = (200, 100, 0, 0) if mode == "RGBA" else (level, 0) if mode == "LA" else level
    image = Image.new(mode, (64, 64), colour)
    found = at(pixels(treated(probe(saved(tmp_path / "a.png", image)), max_px=32)), 10, 10)
    plain = {"I;16": (128 / 255,), "1": (1,), "LA": (200 / 255,), "RGBA": (200 / 255, 100 / 255, 0)}.get(mode)
    assert found == pytest.approx(plain if plain else found, abs=0.02)


def test_what_was_made_is_kept_on_disk_under_all_it_depends_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asset = probe(saved(tmp_path / "a.jpg", ramp("RGB")))
    cache = tmp_path / "cache" / "pictures"
    made = treated(asset, duotone=Duotone(NIGHT, SUN), max_px=64, cache=cache)
    for duotone, mode, longest in (
        (Duotone(NIGHT, WHITE), "rgb", 64),
        (Duotone(NIGHT, SUN), "cmyk", 64),
        (Duotone(NIGHT, SUN), "rgb", 32),
    ):
        treated(asset, duotone=duotone, mode="cmyk" if mode == "cmyk" else "rgb", max_px=longest, cache=cache)
    assert len(list(cache.iterdir())) == 4
    forget_and_forbid(monkeypatch)
    assert treated(asset, duotone=Duotone(NIGHT, SUN), max_px=64, cache=cache) == made


def forget_and_forbid(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(path: Path) -> None:
        raise AssertionError(f"{path} was decoded again")

    pictures._kept.cache_clear()
    monkeypatch.setattr(pictures, "open_picture", never)


def test_a_damaged_cache_is_made_anew(tmp_path: Path) -> None:
    asset = probe(saved(tmp_path / "a.jpg", ramp("RGB")))
    made = treated(asset, max_px=64, cache=tmp_path / "cache")
    (kept,) = (tmp_path / "cache").iterdir()
    kept.write_bytes(kept.read_bytes()[:200])
    pictures._kept.cache_clear()
    assert treated(asset, max_px=64, cache=tmp_path / "cache") == made
    assert kept.read_bytes() == made.data


def test_a_cache_that_cannot_be_written_costs_nothing_but_time(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file, not a folder")
    asset = probe(saved(tmp_path / "a.jpg", ramp("RGB")))
    assert treated(asset, max_px=64, cache=tmp_path / "cache").width == 64


def test_the_same_wish_gives_the_same_object(tmp_path: Path) -> None:
    asset = probe(saved(tmp_path / "a.jpg", ramp("RGB")))
    assert treated(asset, max_px=64) is treated(asset, max_px=64)


def test_pixels_that_cannot_be_decoded_are_told_in_words(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.png", ramp("RGB"))
    data = bytearray(path.read_bytes())
    middle = data.index(b"IDAT") + 20
    data[middle : middle + 40] = b"\xff" * 40
    path.write_bytes(data)
    with pytest.raises(InputError, match="is damaged"):
        treated(probe(path), max_px=64)


def test_colours_go_to_print_by_the_profile_of_the_press(tmp_path: Path) -> None:
    from pressdesk.colour.icc import to_press
    from pressdesk.colour.profiles import COATED

    press = COATED.read_bytes()
    shade = Image.new("RGB", (64, 48), (30, 140, 200))
    asset = probe(saved(tmp_path / "a.png", shade))
    by_press, plainly = treated(asset, mode="cmyk", press=press), treated(asset, mode="cmyk")
    wanted = to_press(shade, b"", press).getpixel((0, 0))
    assert isinstance(wanted, tuple)
    stored = tuple(round(255 - value * 255) for value in at(Image.open(io.BytesIO(by_press.data)), 9, 9))
    assert by_press.space == "cmyk"
    assert max(abs(one - (255 - other)) for one, other in zip(stored, wanted, strict=True)) <= 4
    assert by_press.data != plainly.data


def test_greys_stored_in_colours_keep_to_one_plate(tmp_path: Path) -> None:
    asset = probe(saved(tmp_path / "a.jpg", ramp("RGB"), quality=95))
    made = treated(asset, mode="cmyk", press=b"")
    assert made.space == "gray"
    assert treated(asset, mode="rgb").space == "rgb"


def test_a_press_has_a_place_of_its_own_in_the_cache(tmp_path: Path) -> None:
    from pressdesk.colour.profiles import COATED

    asset = probe(saved(tmp_path / "a.png", Image.new("RGB", (32, 32), (200, 40, 90))))
    cache = tmp_path / "cache"
    one = treated(asset, mode="cmyk", cache=cache)
    other = treated(asset, mode="cmyk", cache=cache, press=COATED.read_bytes())
    assert len(list(cache.iterdir())) == 2
    pictures._kept.cache_clear()
    assert treated(asset, mode="cmyk", cache=cache) == one
    assert treated(asset, mode="cmyk", cache=cache, press=COATED.read_bytes()) == other
