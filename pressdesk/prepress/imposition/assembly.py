"""What helps to put a tiled poster together: marks and names on the tiles, and a sheet that shows the whole."""

from __future__ import annotations

from pressdesk.base.colour import BLACK, CMYK, RGB, WHITE, Ink
from pressdesk.base.geometry import Path, Rect
from pressdesk.base.units import MM
from pressdesk.display.items import Group, Item, Shape, Stroke
from pressdesk.prepress.imposition.labels import Label, label, label_width, lines, turned
from pressdesk.prepress.imposition.papers import both_ways
from pressdesk.prepress.imposition.tiles import Tiling, tile_name
from pressdesk.prepress.imposition.values import Placed, Surface
from pressdesk.text.fonts import FontLibrary

HAIR = 0.25
TICK = 4 * MM
CLEAR = 0.7 * MM
"""Between a tile and what stands beside it."""

TAG_FROM = 5 * MM
"""The narrowest strip of glue that names its neighbour."""

_GREY = Ink("grey of the marks", RGB(0.45, 0.45, 0.45), CMYK(0, 0, 0, 0.55))
_LINE = Stroke(BLACK, HAIR)

_WORDS = {
    "fr": {
        "glue": "colle",
        "trim": "couper ce bord",
        "place": "rang {row}, colonne {column}",
        "of": "{number} sur {count}",
        "plan": "Plan d’assemblage",
        "size": "Affiche de {width} × {height} mm en {count} feuilles {paper} : {rows} × {columns} "
        "(rangs A à {last}, colonnes 1 à {columns}), {overlap} mm de recouvrement.",
        "print": "Imprimez à 100 % (« taille réelle »), sans ajuster à la page.",
        "cut": "Coupez chaque feuille le long de ses bords gauche et haut.",
        "join": "Collez rang par rang, de gauche à droite : chaque feuille couvre la bande de colle de sa voisine.",
        "rows": "Collez les rangs l’un sous l’autre, de haut en bas, puis coupez les bords qui restent.",
    },
    "en": {
        "glue": "glue",
        "trim": "cut this edge",
        "place": "row {row}, column {column}",
        "of": "{number} of {count}",
        "plan": "Assembly plan",
        "size": "Poster of {width} × {height} mm on {count} sheets of {paper}: {rows} × {columns} "
        "(rows A to {last}, columns 1 to {columns}), overlapping by {overlap} mm.",
        "print": "Print at 100 % (“actual size”), not fitted to the page.",
        "cut": "Cut every sheet along its left and its top edge.",
        "join": "Glue row by row, from left to right: each sheet covers its neighbour’s strip of glue.",
        "rows": "Glue the rows one below the other, from top to bottom, then cut the edges that are left.",
    },
}


def words_for(language: str) -> dict[str, str]:
    """The sentences in French where the poster is French, in English otherwise."""
    return _WORDS["fr" if language.lower().startswith("fr") else "en"]


def tile_marks(tiles: Tiling, row: int, column: int, before: str, setting: tuple[str, FontLibrary]) -> tuple[Item, ...]:
    """Cut marks at the corners of a tile, its name in the wider margin, and the strips that take the glue."""
    language, library = setting
    items: list[Item] = [_corners(tiles)]
    if tiles.columns * tiles.rows > 1:
        items += _name(tiles, row, column, before, (language, library))
        items += _edges(tiles, language, library)
    if column < tiles.columns - 1:
        items += _strip(tiles, before + tile_name(row, column + 1), (language, library), right=True)
    if row < tiles.rows - 1:
        items += _strip(tiles, before + tile_name(row + 1, column), (language, library), right=False)
    return (Group(tuple(items), role="artifact", box="marks"),)


def _corners(tiles: Tiling) -> Shape:
    """Ticks that lengthen the edges of the tile, and those where the neighbours will begin."""
    window = tiles.window
    path = Path("", ())
    across, down = _tick(window.y), _tick(window.x)
    for x in (window.x, window.right):
        path += Path.line(x, window.y - CLEAR, x, window.y - across)
        path += Path.line(x, window.bottom + CLEAR, x, window.bottom + across)
    for y in (window.y, window.bottom):
        path += Path.line(window.x - CLEAR, y, window.x - down, y)
        path += Path.line(window.right + CLEAR, y, window.right + down, y)
    return Shape(path, None, _LINE)


def _tick(margin: float) -> float:
    return max(CLEAR + 1, min(CLEAR + TICK, margin))


def _name(tiles: Tiling, row: int, column: int, before: str, setting: tuple[str, FontLibrary]) -> list[Item]:
    """The tile's name and its place in words, in the bottom margin, or up the left one where that is wider."""
    language, library = setting
    words = words_for(language)
    window, name = tiles.window, before + tile_name(row, column)
    margin = max(window.x, window.y)
    size = max(5.0, min(20.0, margin - CLEAR - 1.5 * MM))
    number = row * tiles.columns + column + 1
    letter = tile_name(row, 0)[:-1]
    place = words["place"].format(row=letter, column=column + 1)
    count = words["of"].format(number=number, count=tiles.columns * tiles.rows)
    bold, plain = Label(size, 700, language=language), Label(min(9.0, size), language=language)
    upright = window.y >= window.x
    x = window.x + TICK if upright else window.x - CLEAR - 1 * MM
    y = window.bottom + CLEAR + 1 * MM + 0.75 * size if upright else window.bottom - tiles.overlap - TICK
    gap = label_width(name, bold, library) + 0.6 * size
    found = [label(name, x, y, bold, library), label(f"{place} · {count}", x + gap, y, plain, library)]
    return [*found] if upright else [turned(group, -90, x, y) for group in found]


def _edges(tiles: Tiling, language: str, library: FontLibrary) -> list[Item]:
    """Which edges of the tile are to be cut, in the margins beside them where there is room."""
    window, look = tiles.window, Label(6.0, language=language)
    text = words_for(language)["trim"]
    found: list[Item] = []
    if window.x >= TAG_FROM - 0.1:
        x, y = window.x - CLEAR - 0.6 * MM, window.y + window.height / 3
        found.append(turned(label(text, x, y, look, library, "centre"), -90, x, y))
    if window.y >= TAG_FROM - 0.1:
        y = window.y - CLEAR - 0.6 * MM
        found.append(label(text, window.x + window.width / 3, y, look, library, "centre"))
    return found


def _strip(tiles: Tiling, neighbour: str, setting: tuple[str, FontLibrary], *, right: bool) -> list[Item]:
    """The strip that the neighbour will cover: its edge, by ticks outside, and small tags that say what goes there."""
    language, library = setting
    window, overlap = tiles.window, tiles.overlap
    edge = window.right - overlap if right else window.bottom - overlap
    path = Path("", ())
    if right:
        reach = _tick(window.y)
        path += Path.line(edge, window.y - CLEAR, edge, window.y - reach)
        path += Path.line(edge, window.bottom + CLEAR, edge, window.bottom + reach)
    else:
        reach = _tick(window.x)
        path += Path.line(window.x - CLEAR, edge, window.x - reach, edge)
        path += Path.line(window.right + CLEAR, edge, window.right + reach, edge)
    items: list[Item] = [Shape(path, None, Stroke(BLACK, HAIR, (1.5, 1.0)))]
    if overlap < TAG_FROM:
        return items
    look = Label(min(7.0, overlap / 4), 700, language=language)
    text = f"{words_for(language)['glue']} → {neighbour}"
    wide, high = label_width(text, look, library) + 2 * look.size, 1.7 * look.size
    middle = edge + overlap / 2
    for share in (0.25, 0.75):
        if right:
            x, y = middle, window.y + share * window.height
        else:
            x, y = window.x + share * window.width, middle
        box = Rect(x - wide / 2, y - high / 2, wide, high)
        tag = Group(
            (
                Shape(Path.rect(box), WHITE, Stroke(_GREY, HAIR)),
                label(text, x, y + 0.34 * look.size, look, library, "centre"),
            )
        )
        items.append(turned(tag, 90, x, y) if right else tag)
    return items


def plan_of(number: int, tiles: Tiling, before: str, language: str, library: FontLibrary) -> Surface:
    """A sheet with the poster in small, the tiles drawn over it with their names, and how to put them together."""
    words = words_for(language)
    paper = next((way for way in both_ways(tiles.paper) if way.height >= way.width), tiles.paper)
    u = paper.width / 100
    margin = 9 * u
    room = paper.width - 2 * margin
    items: list[Item] = [
        label(words["plan"], margin, margin + 5.2 * u, Label(6.4 * u, 700, language=language), library)
    ]
    y = margin + 9.5 * u
    told = words["size"].format(
        width=round(tiles.poster[0] / MM),
        height=round(tiles.poster[1] / MM),
        count=tiles.columns * tiles.rows,
        paper=tiles.paper.name,
        rows=tiles.rows,
        columns=tiles.columns,
        last=tile_name(tiles.rows - 1, 0)[:-1],
        overlap=f"{tiles.overlap / MM:g}",
    )
    text, high = lines(told, margin, y, room, Label(2.2 * u, language=language), library)
    items.append(text)
    y += high + 4 * u
    steps, foot = _steps(words, margin, room, u, (language, library))
    bottom = paper.height - margin - foot
    items += [group._replace(transform=group.transform._replace(f=group.transform.f + bottom)) for group in steps]
    free = Rect(margin, y, room, bottom - 5 * u - y)
    scale = min(free.width / tiles.poster[0], free.height / tiles.poster[1])
    width, height = tiles.poster[0] * scale, tiles.poster[1] * scale
    box = Rect(free.x + (free.width - width) / 2, free.y + (free.height - height) / 2, width, height)
    items += _map(tiles, box, scale, before, library)
    whole = Rect(0, 0, paper.width, paper.height)
    title = f"{words['plan']} {before.rstrip('-')}".rstrip()
    marks = (Group(tuple(items), box="plan"),)
    return Surface(paper, (Placed(number, box, box),), marks, whole, whole, before + "0", title)


def _steps(
    words: dict[str, str], left: float, room: float, u: float, setting: tuple[str, FontLibrary]
) -> tuple[list[Group], float]:
    """The four steps, from 0 down, and how high they are."""
    language, library = setting
    found: list[Group] = []
    y = 0.0
    for number, key in enumerate(("print", "cut", "join", "rows"), 1):
        group, high = lines(words[key], left + 4 * u, y, room - 4 * u, Label(2.2 * u, language=language), library)
        figure, _ = lines(f"{number}", left, y, 4 * u, Label(2.2 * u, 700, language=language), library)
        found += [figure, group]
        y += high + 0.8 * u
    return found, y


def _map(tiles: Tiling, box: Rect, scale: float, before: str, library: FontLibrary) -> list[Item]:
    """The cuts over the small poster, dashed what lies under the neighbour, and each tile's name on a white disc."""
    over = tiles.overlap * scale
    cuts, hidden = Path.rect(box), Path("", ())
    for column in range(1, tiles.columns):
        x = box.x + tiles.part(0, column).x * scale
        cuts += Path.line(x, box.y, x, box.bottom)
        hidden += Path.line(x + over, box.y, x + over, box.bottom)
    for row in range(1, tiles.rows):
        y = box.y + tiles.part(row, 0).y * scale
        cuts += Path.line(box.x, y, box.right, y)
        hidden += Path.line(box.x, y + over, box.right, y + over)
    items: list[Item] = [Shape(cuts, None, Stroke(WHITE, 1.6)), Shape(cuts, None, Stroke(BLACK, 0.6))]
    if over > 1 and hidden.verbs:
        items += [Shape(hidden, None, Stroke(WHITE, 1.0)), Shape(hidden, None, Stroke(BLACK, 0.3, (2.0, 2.0)))]
    part = tiles.part(0, 0)
    name = before + tile_name(tiles.rows - 1, tiles.columns - 1)
    size = min(14.0, 0.32 * min(part.width, part.height) * scale)
    look = Label(size, 700)
    radius = max(0.85 * size, label_width(name, look, library) / 2 + 0.35 * size)
    for row in range(tiles.rows):
        for column in range(tiles.columns):
            part = tiles.part(row, column)
            x = box.x + (part.x + (part.width - tiles.overlap * (column < tiles.columns - 1)) / 2) * scale
            y = box.y + (part.y + (part.height - tiles.overlap * (row < tiles.rows - 1)) / 2) * scale
            disc = Path.ellipse(Rect(x - radius, y - radius, 2 * radius, 2 * radius))
            items.append(Shape(disc, WHITE, Stroke(BLACK, 0.6)))
            items.append(label(before + tile_name(row, column), x, y + 0.34 * size, look, library, "centre"))
    return items
