"""How much of each ink a colour is, in every colour space."""

from __future__ import annotations

from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from pressdesk.colour.profiles import COATED
from pressdesk.output.inks import PROCESS, amounts, space_of

PRESS = COATED.read_bytes()
TINT = Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[0.5, 1, 0, 0], N=1)


def found(space: Any, *values: float, spots: bool = True, resources: Any = None) -> dict[str, float]:
    told = amounts(space_of(space, resources or {}, spots=spots), values, PRESS)
    return {ink: round(share, 2) for ink, share in told.items() if share}


def separation(name: str) -> Array:
    return Array([Name.Separation, Name(f"/{name}"), Name.DeviceCMYK, TINT])


def test_inks_and_greys() -> None:
    assert found(Name.DeviceCMYK, 0.1, 0.2, 0.3, 1.5) == {"Cyan": 0.1, "Magenta": 0.2, "Yellow": 0.3, "Black": 1.0}
    assert found(Name.CMYK, 1) == {"Cyan": 1.0, "Black": 1.0}  # what is not given is as it begins
    assert found(Name.DeviceGray, 0.25) == {"Black": 0.75}
    assert found(Name.G, 1) == {}


def test_screen_colours_go_through_the_press() -> None:
    assert found(Name.DeviceRGB, 1, 1, 1) == {}
    assert set(found(Name.DeviceRGB, 0, 0, 0)) == set(PROCESS)
    white = Array([Name.Lab, Dictionary(WhitePoint=Array([0.9642, 1, 0.8249]))])
    assert sum(found(white, 100, 0, 0).values()) < 0.05
    assert found(white, 50, 60, 40)["Magenta"] > 0.6


def test_spot_inks_and_what_they_are_mixed_of() -> None:
    assert found(separation("HKS 43"), 0.5) == {"HKS 43": 0.5}
    assert found(separation("HKS 43"), 0.5, spots=False) == {"Cyan": 0.25, "Magenta": 0.5}
    assert found(separation("Magenta"), 0.5, spots=False) == {"Magenta": 0.5}
    assert found(separation("All"), 1, spots=False) == {"All": 1.0}
    assert found(separation("None"), 1) == {}
    both = Array([Name.DeviceN, Array([Name.Black, Name.Gold]), Name.DeviceCMYK, TINT])
    assert found(both, 0.2, 0.7) == {"Black": 0.2, "Gold": 0.7}


def test_tables_profiles_and_names() -> None:
    table = Array([Name.Indexed, Name.DeviceCMYK, 1, pikepdf.String(b"\x00\xff\x00\x00\xff\x00\x00\x00")])
    assert found(table, 0) == {"Magenta": 1.0}
    assert found(table, 1) == {"Cyan": 1.0}
    assert found(table, 99) == {"Cyan": 1.0}
    with pikepdf.new() as holder:
        profile = holder.make_stream(b"", N=4)
        space = space_of(Array([Name.ICCBased, profile]), {})
        assert (space.family, space.direct) == ("DeviceCMYK", False)
    named = Dictionary(ColorSpace=Dictionary(Own=separation("Gold")))
    assert found(Name.Own, 1, resources=named) == {"Gold": 1.0}


@pytest.mark.parametrize("space", [Name.Unknown, Array([Name.Whatever, 1]), Array([Name.ICCBased, Dictionary(N=7)])])
def test_what_is_no_space(space: Any) -> None:
    with pytest.raises((ValueError, LookupError)):
        space_of(space, Dictionary(ColorSpace=Dictionary()))
