"""The style of SVG elements: presentation attributes, `style`, simple style sheets, and colours (CSS Color 3)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from pressdesk.base.colour import BLACK, CMYK, RGB, Ink, naive_cmyk, parse_hex
from pressdesk.base.values import NamedTuple

INHERITED = frozenset(
    [
        "fill",
        "fill-opacity",
        "fill-rule",
        "stroke",
        "stroke-opacity",
        "stroke-width",
        "stroke-linecap",
        "stroke-linejoin",
        "stroke-dasharray",
        "stroke-dashoffset",
        "color",
        "visibility",
        "clip-rule",
    ]
)
OWN = frozenset(["opacity", "display", "clip-path", "mask", "filter", "mix-blend-mode", "stop-color", "stop-opacity"])
PROPERTIES = INHERITED | OWN


class Rule(NamedTuple):
    """One selector of a style sheet (a tag, a class, an id, or a tag with a class; `*` is any) and what it sets."""

    tag: str
    name: str
    weight: int
    settings: tuple[tuple[str, str], ...]


class Tint(NamedTuple):
    """A colour with its own opacity."""

    ink: Ink
    opacity: float = 1.0


def style_sheet(text: str) -> tuple[list[Rule], bool]:
    """The rules of a style sheet in order, and whether every selector could be understood."""
    plain = re.sub(r"/\*.*?\*/|<!--|-->", "", text, flags=re.DOTALL)
    plain = re.sub(r"@[^;{}]*(?:;|\{(?:[^{}]|\{[^{}]*\})*\})", "", plain)  # fonts, imports, other media: not for us
    rules: list[Rule] = []
    whole = True
    for found in re.finditer(r"([^{}]+)\{([^{}]*)\}", plain):
        settings = tuple(declarations(found[2]).items())
        for selector in found[1].split(","):
            known = re.fullmatch(r"([a-zA-Z]*|\*)([.#][\w-]+)?", selector.strip())
            if known is None or not selector.strip():
                whole = False
                continue
            tag, name = known[1], known[2] or ""
            weight = (100 if name.startswith("#") else 10 if name else 0) + (1 if tag not in ("", "*") else 0)
            rules.append(Rule("" if tag == "*" else tag, name, weight, settings))
    return rules, whole


def declarations(text: str) -> dict[str, str]:
    """`fill:red;stroke:none` as a mapping.

    >>> declarations("fill: red; stroke-width:2")
    {'fill': 'red', 'stroke-width': '2'}
    """
    out: dict[str, str] = {}
    for part in text.split(";"):
        name, colon, value = part.partition(":")
        if colon:
            out[name.strip().lower()] = value.replace("!important", "").strip()
    return out


def styled(tag: str, attributes: Mapping[str, str], rules: list[Rule], above: Mapping[str, str]) -> dict[str, str]:
    """The properties of an element: inherited ones, attributes, rules by their weight, its own `style`."""
    style = {name: value for name, value in above.items() if name in INHERITED}
    own = {name: value for name, value in attributes.items() if name in PROPERTIES}
    if rules:
        names = {f".{name}" for name in attributes.get("class", "").split()} | {f"#{attributes.get('id', '')}", ""}
        for rule in sorted(
            (rule for rule in rules if rule.name in names and rule.tag in ("", tag)), key=lambda rule: rule.weight
        ):
            own.update(rule.settings)
    if "style" in attributes:
        own.update(declarations(attributes["style"]))
    for name, value in own.items():
        if value == "inherit":
            if name in above:
                style[name] = above[name]
        else:
            style[name] = value
    return style


def fraction(text: str, usual: float = 1.0) -> float:
    """An opacity, 0 to 1, as a number or in per cent; `usual` when it cannot be read."""
    try:
        value = float(text[:-1]) / 100 if text.endswith("%") else float(text)
    except ValueError:
        return usual
    return min(1.0, max(0.0, value))


@lru_cache(maxsize=256)
def colour(text: str) -> Tint | None:
    """A colour of CSS as an ink that stands for it in print by plain grey replacement; None for no paint.

    `device-cmyk(…)` gives the print colour itself. Raises ValueError.
    """
    told = text.strip().lower()
    if told in ("none", "transparent"):
        return None
    if told.startswith("#"):
        return _hex(told.split()[0], text)
    if told.startswith(("rgb", "hsl", "device-cmyk")):
        return _function(told, text)
    known = _named().get(told)
    if known is None:
        raise ValueError(f"“{text}” is no colour")
    return _tint(parse_hex(known))


def _hex(told: str, text: str) -> Tint:
    digits = told[1:]
    if len(digits) in (4, 8):
        size = len(digits) // 4
        alpha = digits[-size:]
        try:
            opacity = int(alpha * (3 - size), 16) / 255
        except ValueError:
            raise ValueError(f"“{text}” is no colour") from None
        return _tint(parse_hex(digits[:-size]), opacity)
    return _tint(parse_hex(told))


def _function(told: str, text: str) -> Tint:
    found = re.match(r"([a-z-]+)\(([^)]*)\)", told)
    values = re.findall(r"([-+]?[\d.]+(?:e[-+]?\d+)?)(%|deg)?", found[2]) if found else []
    name = found[1] if found else ""
    try:
        if name in ("rgb", "rgba") and len(values) in (3, 4):
            red, green, blue = (min(1.0, max(0.0, float(v) / (100 if unit == "%" else 255))) for v, unit in values[:3])
            return _tint(RGB(red, green, blue), _alpha(values[3:]))
        if name in ("hsl", "hsla") and len(values) in (3, 4):
            from colorsys import hls_to_rgb

            hue, saturation, lightness = float(values[0][0]) / 360 % 1, float(values[1][0]), float(values[2][0])
            return _tint(RGB(*hls_to_rgb(hue, lightness / 100, saturation / 100)), _alpha(values[3:]))
        if name == "device-cmyk" and len(values) in (4, 5):
            c, m, y, k = (min(1.0, max(0.0, float(v) / (100 if unit == "%" else 1))) for v, unit in values[:4])
            rgb = RGB((1 - c) * (1 - k), (1 - m) * (1 - k), (1 - y) * (1 - k))
            return Tint(Ink(rgb.hex, rgb, CMYK(c, m, y, k)), _alpha(values[4:]))
    except ValueError:
        pass
    raise ValueError(f"“{text}” is no colour")


def _alpha(values: list[tuple[str, str]]) -> float:
    return fraction(values[0][0] + (values[0][1] if values[0][1] == "%" else "")) if values else 1.0


def _tint(rgb: RGB, opacity: float = 1.0) -> Tint:
    return Tint(BLACK if rgb == BLACK.rgb else Ink(rgb.hex, rgb, naive_cmyk(rgb)), opacity)


@lru_cache(maxsize=1)
def _named() -> dict[str, str]:
    return dict(pair.split(":") for pair in _NAMES.split())


_NAMES = """
aliceblue:f0f8ff antiquewhite:faebd7 aqua:00ffff aquamarine:7fffd4 azure:f0ffff beige:f5f5dc bisque:ffe4c4 black:000000
blanchedalmond:ffebcd blue:0000ff blueviolet:8a2be2 brown:a52a2a burlywood:deb887 cadetblue:5f9ea0 chartreuse:7fff00
chocolate:d2691e coral:ff7f50 cornflowerblue:6495ed cornsilk:fff8dc crimson:dc143c cyan:00ffff darkblue:00008b
darkcyan:008b8b darkgoldenrod:b8860b darkgray:a9a9a9 darkgreen:006400 darkgrey:a9a9a9 darkkhaki:bdb76b
darkmagenta:8b008b darkolivegreen:556b2f darkorange:ff8c00 darkorchid:9932cc darkred:8b0000 darksalmon:e9967a
darkseagreen:8fbc8f darkslateblue:483d8b darkslategray:2f4f4f darkslategrey:2f4f4f darkturquoise:00ced1
darkviolet:9400d3 deeppink:ff1493 deepskyblue:00bfff dimgray:696969 dimgrey:696969 dodgerblue:1e90ff firebrick:b22222
floralwhite:fffaf0 forestgreen:228b22 fuchsia:ff00ff gainsboro:dcdcdc ghostwhite:f8f8ff gold:ffd700 goldenrod:daa520
gray:808080 green:008000 greenyellow:adff2f grey:808080 honeydew:f0fff0 hotpink:ff69b4 indianred:cd5c5c indigo:4b0082
ivory:fffff0 khaki:f0e68c lavender:e6e6fa lavenderblush:fff0f5 lawngreen:7cfc00 lemonchiffon:fffacd lightblue:add8e6
lightcoral:f08080 lightcyan:e0ffff lightgoldenrodyellow:fafad2 lightgray:d3d3d3 lightgreen:90ee90 lightgrey:d3d3d3
lightpink:ffb6c1 lightsalmon:ffa07a lightseagreen:20b2aa lightskyblue:87cefa lightslategray:778899
lightslategrey:778899 lightsteelblue:b0c4de lightyellow:ffffe0 lime:00ff00 limegreen:32cd32 linen:faf0e6
magenta:ff00ff maroon:800000 mediumaquamarine:66cdaa mediumblue:0000cd mediumorchid:ba55d3 mediumpurple:9370db
mediumseagreen:3cb371 mediumslateblue:7b68ee mediumspringgreen:00fa9a mediumturquoise:48d1cc mediumvioletred:c71585
midnightblue:191970 mintcream:f5fffa mistyrose:ffe4e1 moccasin:ffe4b5 navajowhite:ffdead navy:000080 oldlace:fdf5e6
olive:808000 olivedrab:6b8e23 orange:ffa500 orangered:ff4500 orchid:da70d6 palegoldenrod:eee8aa palegreen:98fb98
paleturquoise:afeeee palevioletred:db7093 papayawhip:ffefd5 peachpuff:ffdab9 peru:cd853f pink:ffc0cb plum:dda0dd
powderblue:b0e0e6 purple:800080 rebeccapurple:663399 red:ff0000 rosybrown:bc8f8f royalblue:4169e1 saddlebrown:8b4513
salmon:fa8072 sandybrown:f4a460 seagreen:2e8b57 seashell:fff5ee sienna:a0522d silver:c0c0c0 skyblue:87ceeb
slateblue:6a5acd slategray:708090 slategrey:708090 snow:fffafa springgreen:00ff7f steelblue:4682b4 tan:d2b48c
teal:008080 thistle:d8bfd8 tomato:ff6347 turquoise:40e0d0 violet:ee82ee wheat:f5deb3 white:ffffff whitesmoke:f5f5f5
yellow:ffff00 yellowgreen:9acd32
"""
