"""The certificate as a page for people: the verdict large, the figures found, the codes, and what to look at."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time
from io import BytesIO
from typing import TYPE_CHECKING

from pressdesk.base.colour import CMYK, RGB, WHITE, Ink
from pressdesk.base.formats import FORMATS
from pressdesk.base.geometry import Affine, Path, Rect
from pressdesk.base.units import MM
from pressdesk.base.values import NamedTuple
from pressdesk.display.items import GlyphRun, Group, Item, Role, Shape, Sheet, Stroke
from pressdesk.model.story import Span
from pressdesk.output.pdf import PdfKit, PdfOptions, write_pdf
from pressdesk.prepress.certificate import CHECKS, Certificate, Verdict, verdict
from pressdesk.prepress.certificate_words import CHECKS as CHECK_NAMES
from pressdesk.prepress.certificate_words import HEADINGS, INKS, REMARKS, VERDICTS, figure, words
from pressdesk.text.paragraph import Paragraph, set_text
from pressdesk.text.style import TypeStyle

if TYPE_CHECKING:
    from pressdesk.text.fonts import FontLibrary

LEFT, TOP, WIDTH = 18 * MM, 15 * MM, 174 * MM
_GUTTER = 9 * MM
_SIDE = 50 * MM
_MAIN = WIDTH - _GUTTER - _SIDE
_FOOT = 281 * MM

INK = Ink("ink", RGB(0.12, 0.14, 0.18), CMYK(0, 0, 0, 1))
SOFT = Ink("soft", RGB(0.38, 0.42, 0.48), CMYK(0, 0, 0, 0.65))
RULE = Ink("rule", RGB(0.84, 0.86, 0.89), CMYK(0, 0, 0, 0.15))
GROUND = Ink("ground", RGB(0.955, 0.962, 0.97), CMYK(0, 0, 0, 0.05))
COLOURS: dict[Verdict, Ink] = {
    "ready": Ink("ready", RGB(0.05, 0.42, 0.29), CMYK(0.85, 0.3, 0.75, 0.2)),
    "remarks": Ink("remarks", RGB(0.66, 0.38, 0.0), CMYK(0.2, 0.6, 1.0, 0.1)),
    "faulty": Ink("faulty", RGB(0.70, 0.10, 0.13), CMYK(0.15, 1.0, 0.9, 0.1)),
}
PLATES: dict[str, RGB] = {
    "Cyan": RGB(0.0, 0.62, 0.88),
    "Magenta": RGB(0.89, 0.0, 0.48),
    "Yellow": RGB(1.0, 0.87, 0.0),
    "Black": RGB(0.11, 0.11, 0.11),
}
_SPOT = RGB(0.45, 0.35, 0.75)
_MOST_CODES, _MOST_REMARKS, _MOST_FONTS, _MOST_INKS = 8, 12, 8, 8
_LOWEST = _FOOT - 95
"""Below that no further line of a list begins."""


class Look(NamedTuple):
    """How a text of the certificate looks."""

    size: float = 9.5
    weight: int = 400
    ink: Ink = INK
    family: str = "Source Sans 3"
    leading: float = 1.3
    align: str = "left"


TEXT, STRONG, SMALL = Look(), Look(weight=600), Look(8.0, ink=SOFT)
HEAD = Look(12.5, 700, family="Barlow Condensed", leading=1.1)


def write_certificate(found: Certificate, library: FontLibrary, kit: PdfKit | None = None) -> bytes:
    """The certificate as a PDF of one page, for screens and office printers; the same bytes for the same one."""
    about = found.subject
    heading = words(HEADINGS["certificate"], about.language)
    options = PdfOptions(
        title=f"{heading} – {about.name}",
        author=about.program,
        language=about.language,
        created=datetime.combine(about.day, time()),
        links=False,
    )
    stream = BytesIO()
    write_pdf([certificate_sheet(found, library)], stream, options, kit)
    return stream.getvalue()


def certificate_sheet(found: Certificate, library: FontLibrary) -> Sheet:
    """The page of a certificate, A4."""
    desk = _Desk(found, library)
    desk.head()
    below = desk.top
    desk.checks()
    desk.codes()
    desk.remarks()
    desk.top = below
    desk.page()
    desk.inks()
    desk.fonts()
    desk.foot()
    title = words(HEADINGS["certificate"], found.subject.language)
    return Sheet(FORMATS["A4"], tuple(desk.items), 0.0, 0.0, "certificate", title, found.subject.language)


class _Desk:
    """The page while it is laid out from the top down; `top` is where the next block begins."""

    def __init__(self, found: Certificate, library: FontLibrary) -> None:
        self.found = found
        self.library = library
        self.language = found.subject.language
        self.items: list[Item] = []
        self.top = TOP

    def say(self, entry: tuple[str, str]) -> str:
        return words(entry, self.language)

    def text(
        self, text: str, x: float, y: float, width: float, look: Look = TEXT, role: Role = "paragraph", level: int = 0
    ) -> float:
        """Text from the top `y` on; gives where it ends."""
        style = TypeStyle(
            look.family,
            look.weight,
            size=look.size,
            leading=look.leading,
            align=look.align,  # type: ignore[arg-type]
            features=("lnum", "tnum"),
            hang=False,
        )
        made = set_text([Paragraph((Span(text),), style, language=self.language)], width, self.library)
        runs = tuple(GlyphRun(part.x, line.baseline, part.run, look.ink) for line in made.lines for part in line.runs)
        self.items.append(Group(runs, Affine.translation(x, y), role=role, level=level))
        return y + made.height

    def decorate(self, *items: Item) -> None:
        self.items.append(Group(items, role="artifact"))

    def rule(self, x: float, y: float, width: float) -> None:
        self.decorate(Shape(Path.line(x, y, x + width, y), stroke=Stroke(RULE, 0.6)))

    def heading(self, key: str, x: float, width: float) -> None:
        self.top = self.text(self.say(HEADINGS[key]), x, self.top, width, HEAD, "heading", 2) + 2.5

    def head(self) -> None:
        """What it is, of which file, and the verdict on a band of its colour."""
        about, outcome = self.found.subject, self.found.verdict
        kicker = Look(9.0, 600, SOFT)
        self.text(self.say(HEADINGS["certificate"]), LEFT, TOP, WIDTH / 2, kicker)
        self.text(about.program, LEFT + WIDTH / 2, TOP, WIDTH / 2, kicker._replace(align="right"))
        title = Look(25, 700, family="Barlow Condensed", leading=1.04)
        y = self.text(_shortened(about.title, 120), LEFT, TOP + 16, WIDTH, title, "title") + 2
        y = self.text(_shortened(about.name, 160), LEFT, y, WIDTH, STRONG)
        day = about.day.strftime("%d/%m/%Y") if self.language.startswith("fr") else about.day.isoformat()
        facts = (about.standard, about.condition, about.preset, f"{self.say(HEADINGS['day'])} {day}")
        y = self.text(" · ".join(filter(None, facts)), LEFT, y, WIDTH, SMALL) + 11
        name, sentence = VERDICTS[outcome]
        height = 52.0
        self.decorate(Shape(_rounded(Rect(LEFT, y, WIDTH, height), 5), fill=COLOURS[outcome]))
        self.decorate(*_sign(outcome, LEFT + 27, y + height / 2, 15, WHITE, COLOURS[outcome]))
        large = Look(22, 700, WHITE, "Barlow Condensed", 1.0)
        self.text(self.say(name), LEFT + 54, y + 8.5, WIDTH - 70, large, "heading", 1)
        self.text(self.say(sentence), LEFT + 54, y + 31, WIDTH - 70, Look(10, 400, WHITE))
        self.top = y + height + 17

    def checks(self) -> None:
        """Each group of checks with its sign and the figure that was found."""
        self.heading("checked", LEFT, _MAIN)
        for check in CHECKS:
            problems = self.found.found(check)
            if check == "other" and not problems:
                continue
            outcome = verdict(problems)
            self.rule(LEFT, self.top, _MAIN)
            y = self.top + 4.2
            self.decorate(*_sign(outcome, LEFT + 6, y + 6.4, 5.2, COLOURS[outcome], WHITE))
            end = self.text(self.say(CHECK_NAMES[check]), LEFT + 19, y, _MAIN * 0.45, STRONG if problems else TEXT)
            told = Look(ink=SOFT, align="right")
            other = self.text(self.told(check), LEFT + _MAIN * 0.5, y, _MAIN * 0.5, told)
            self.top = max(end, other) + 2.8
        self.rule(LEFT, self.top, _MAIN)
        self.top += 14

    def told(self, check: str) -> str:
        """The figure of a check."""
        found, language = self.found, self.language
        figures, limits = found.figures, found.limits

        def least(value: float | None, unit: str, asked: float, digits: int = 0, sign: str = "≥") -> str:
            if value is None:
                return self.say(HEADINGS["nothing"])
            return f"{figure(value, unit, language, digits)}  ({sign} {figure(asked, unit, language, digits)})"

        match check:
            case "file":
                return found.subject.standard
            case "boxes":
                return self.sizes()
            case "ink":
                return least(figures.ink, "%", limits.ink, sign="≤")
            case "pictures":
                return least(figures.ppi, "ppp" if language.startswith("fr") else "ppi", limits.least_ppi)
            case "lines":
                return least(figures.text, "pt", limits.text, 1)
            case "fonts":
                return str(len(found.fonts))
            case "codes":
                return str(len(found.codes)) if found.codes else self.say(HEADINGS["nothing"])
            case "colours":
                return ", ".join(found.inks) if len(found.inks) < 3 else str(len(found.inks)) + f" {self.inks_word()}"
            case _:
                problems = len(found.found(check))
                return "" if not problems else str(problems)

    def inks_word(self) -> str:
        return self.say(HEADINGS["inks"]).lower()

    def sizes(self) -> str:
        found = self.found.pages
        if not found:
            return ""
        first = found[0]
        size = self.size(first.width_mm, first.height_mm)
        return size + (f"  × {len(found)} {self.say(HEADINGS['pages'])}" if len(found) > 1 else "")

    def size(self, width: float, height: float) -> str:
        across = figure(width, "", self.language, 0 if width == int(width) else 1).strip("\u202f ")
        return f"{across} × {figure(height, 'mm', self.language, 0 if height == int(height) else 1)}"

    def codes(self) -> None:
        """Each code with what it says and from how far it can be read."""
        if not self.found.codes:
            return
        self.heading("codes", LEFT, _MAIN)
        codes = self.same_codes()
        shown = 0
        for (payload, distance), pages in codes[:_MOST_CODES]:
            if self.top > _LOWEST:
                break
            shown += 1
            self.rule(LEFT, self.top, _MAIN)
            y = self.top + 4
            end = self.text(_shortened(payload, 110), LEFT, y, _MAIN * 0.66, TEXT, "code")
            far = f"{self.say(HEADINGS['up to'])} {figure(distance, 'm', self.language, 1)}" if distance else ""
            where = f"p. {', '.join(map(str, pages[:6]))}{' …' if len(pages) > 6 else ''}"
            told = " · ".join(filter(None, (where, far)))
            self.text(told, LEFT + _MAIN * 0.68, y, _MAIN * 0.32, SMALL._replace(align="right"))
            self.top = end + 2.8
        self.rule(LEFT, self.top, _MAIN)
        self.more(len(codes) - shown)
        self.top += 14

    def same_codes(self) -> list[tuple[tuple[str, float], list[int]]]:
        """The codes, those that say the same told once."""
        found: dict[tuple[str, float], list[int]] = {}
        for code in self.found.codes:
            found.setdefault((code.payload, round(code.distance_m, 1)), []).append(code.page)
        return list(found.items())

    def more(self, count: int) -> None:
        if count > 0:
            told = self.say(HEADINGS["more"]).format(count)
            self.top = self.text(told, LEFT, self.top + 3, _MAIN, SMALL)

    def remarks(self) -> None:
        """What a person should look at, the gravest first."""
        problems = sorted(self.found.problems, key=lambda problem: problem.severity != "error")
        if not problems or self.top > _LOWEST:
            return
        self.heading("remarks", LEFT, _MAIN)
        shown = 0
        for problem in problems[:_MOST_REMARKS]:
            if self.top > _LOWEST:
                break
            shown += 1
            self.rule(LEFT, self.top, _MAIN)
            y = self.top + 4
            outcome = verdict([problem])
            self.decorate(*_sign(outcome, LEFT + 6, y + 6.4, 5.2, COLOURS[outcome], WHITE))
            told = self.say(REMARKS[problem.code]) if problem.code in REMARKS else problem.message
            self.top = self.text(told, LEFT + 19, y, _MAIN - 90, TEXT, "item")
            spot = problem.place.spot_mm
            at = f"p. {problem.place.page}" if problem.place.page else ""
            if at and spot:
                at += f" · {spot[0]:.0f} × {spot[1]:.0f} mm"
            self.text(at, LEFT + _MAIN - 70, y, 70, SMALL._replace(align="right"))
            self.top += 2.8
        self.rule(LEFT, self.top, _MAIN)
        self.more(len(problems) - shown)

    # the column at the side

    @property
    def side(self) -> float:
        return LEFT + _MAIN + _GUTTER

    def page(self) -> None:
        """The first page drawn small: trim, bleed, and their sizes."""
        if not self.found.pages:
            return
        self.heading("page", self.side, _SIDE)
        first = self.found.pages[0]
        wide, high = first.width_mm + 2 * first.bleed_mm, first.height_mm + 2 * first.bleed_mm
        scale = min(_SIDE * 0.8 / max(wide, 1), 42 * MM / max(high, 1))
        width, height = wide * scale, high * scale
        area = Rect(self.side + (_SIDE - width) / 2, self.top + 12, width, height)
        ground = Rect(self.side, self.top, _SIDE, height + 24)
        gap = first.bleed_mm * scale
        # 3 mm would be a hair: the bleed is drawn wide enough to be seen
        shown = max(gap, 4.0) if first.bleed_mm else 0.0
        bleed = area.inset(gap - shown)
        self.decorate(
            Shape(_rounded(ground, 4), fill=GROUND),
            Shape(Path.rect(bleed), stroke=Stroke(SOFT, 0.5, (2.0, 1.6))) if first.bleed_mm else Shape(Path.rect(area)),
            Shape(Path.rect(area.inset(gap)), fill=WHITE, stroke=Stroke(INK, 0.8)),
        )
        size = self.size(first.width_mm, first.height_mm)
        middle = area.y + area.height / 2
        self.text(size, area.x, middle - 6, area.width, Look(8.5, 600, align="centre"))
        y = ground.bottom + 3.5
        if first.bleed_mm:
            told = f"{self.say(HEADINGS['bleed'])} {figure(first.bleed_mm, 'mm', self.language, 1)}"
            y = self.text(told, self.side, y, _SIDE, SMALL)
        self.top = y + 13

    def inks(self) -> None:
        """The plates that the file is printed from."""
        if not self.found.inks:
            return
        self.heading("inks", self.side, _SIDE)
        for ink in self.found.inks[:_MOST_INKS]:
            colour = PLATES.get(ink, _SPOT)
            swatch = Rect(self.side, self.top + 2.2, 9, 9)
            self.decorate(Shape(_rounded(swatch, 2), fill=Ink(ink, colour, CMYK(0, 0, 0, 1))))
            name = self.say(INKS[ink]) if ink in INKS else ink
            self.top = self.text(_shortened(name, 60), self.side + 15, self.top, _SIDE - 15) + 1.5
        self.top += 12

    def fonts(self) -> None:
        found = self.found.fonts
        if not found:
            return
        self.heading("fonts", self.side, _SIDE)
        for name in found[:_MOST_FONTS]:
            self.top = self.text(name, self.side, self.top, _SIDE, Look(8.8))
        if len(found) > _MOST_FONTS:
            self.top = self.text(
                self.say(HEADINGS["more"]).format(len(found) - _MOST_FONTS), self.side, self.top, _SIDE, SMALL
            )

    def foot(self) -> None:
        """The hashes, by which the file and its profile are known again."""
        about = self.found.subject
        y = _FOOT - 45
        self.rule(LEFT, y, WIDTH)
        y = self.text(self.say(HEADINGS["proof"]), LEFT, y + 5, WIDTH, Look(8.0, 600)) + 1
        for name, digest, what in (
            ("file", self.found.sha256, about.name),
            ("profile", about.profile_sha256, about.profile),
        ):
            if digest:
                self.text(self.say(HEADINGS[name]), LEFT, y, 36, SMALL)
                self.text(digest, LEFT + 36, y, 300, Look(7.6))
                y = self.text(_shortened(what, 44), LEFT + 336, y, WIDTH - 336, SMALL._replace(align="right"))
        self.text(self.say(HEADINGS["made"]).format(about.program), LEFT, _FOOT - 6, WIDTH, SMALL)


def _shortened(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"


def _rounded(rect: Rect, radius: float) -> Path:
    """A rectangle with round corners."""
    x, y, right, bottom = rect.x, rect.y, rect.right, rect.bottom
    k = radius * 0.4477
    verbs = "MLCLCLCLCZ"
    coords = (
        *(x + radius, y, right - radius, y, right - k, y, right, y + k, right, y + radius),
        *(right, bottom - radius, right, bottom - k, right - k, bottom, right - radius, bottom),
        *(x + radius, bottom, x + k, bottom, x, bottom - k, x, bottom - radius),
        *(x, y + radius, x, y + k, x + k, y, x + radius, y),
    )
    return Path(verbs, coords)


def _sign(outcome: Verdict, x: float, y: float, radius: float, ground: Ink, ink: Ink) -> Sequence[Item]:
    """A disc with a tick, an exclamation mark or a cross, its middle at (x, y)."""
    disc = Shape(Path.ellipse(Rect(x - radius, y - radius, 2 * radius, 2 * radius)), fill=ground)
    stroke = Stroke(ink, radius * 0.3, cap="round", join="round")
    r = radius
    lines = {
        "ready": [(-0.42, 0.05, -0.12, 0.36), (-0.12, 0.36, 0.46, -0.3)],
        "remarks": [(0.0, -0.5, 0.0, 0.12), (0.0, 0.48, 0.0, 0.5)],
        "faulty": [(-0.34, -0.34, 0.34, 0.34), (-0.34, 0.34, 0.34, -0.34)],
    }[outcome]
    drawn = [Shape(Path.line(x + a * r, y + b * r, x + c * r, y + d * r), stroke=stroke) for a, b, c, d in lines]
    return [disc, *drawn]
