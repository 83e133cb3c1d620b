"""Templates for their authors: a small one to begin with, and a picture of one with its own examples."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from pressdesk.base.formats import FORMATS, Format, format_named
from pressdesk.base.fsio import write_atomically
from pressdesk.base.paths import SAMPLE
from pressdesk.base.problem import Problem, UsageError
from pressdesk.model.piece import Piece
from pressdesk.templates.samples import SAMPLE_DATE, sample_content
from pressdesk.templates.tree import Template
from pressdesk.work.disk import disk_faults

PREVIEW_PX = 1200

_SKELETON = """\
<?xml version="1.0" encoding="UTF-8"?>
<!-- A template: the fields that people fill in, and a layout for each family of formats. Lengths: mm, pt, %, and u,
     a hundredth of the page's shorter side. Check it with: pressdesk template check DIR -->
<template format="1" kind="poster">
  <title lang="fr">Nouvelle affiche</title><title lang="en">New poster</title>
  <fields>
    <field name="title" type="text" required="yes" max="60" default="{slogan}">
      <label lang="fr">Slogan</label><label lang="en">Slogan</label>
      <example kind="short">Tenons bon</example>
      <example kind="longest">Nous resterons là tant que quelqu’un aura besoin de nous</example>
    </field>
    <field name="petition" type="petition" default="{petitions.main}">
      <label lang="fr">Pétition</label><label lang="en">Petition</label>
    </field>
  </fields>
  <layout formats="a-portrait">
    <sheet id="front" bleed="yes">
      <column fill="ground" padding="5.5u" gap="3u">
        <text id="title" field="title" style="slogan" fit="9u..22u" height="1fr"/>
        <qr id="code" field="petition" if="petition" size="24u" distance="2m"><call>Signez la pétition</call></qr>
      </column>
    </sheet>
  </layout>
</template>
"""


def new_template(folder: Path) -> Path:
    """Write a small template that works; raises UsageError where there is one already."""
    from pressdesk.templates.reading import FILE

    target = folder / FILE
    if target.exists():
        message = f"There is a template in “{folder}” already; nothing was written."
        raise UsageError(Problem("error", "folder-in-use", message, "Name another folder."))
    with disk_faults(folder):
        folder.mkdir(parents=True, exist_ok=True)
        write_atomically(target, _SKELETON.encode())
    return target


def preview_template(
    name: str, out: Path, *, campaign_root: Path | None = None, format_name: str = "", longest: bool = False
) -> list[Problem]:
    """Paint a template with its own examples and the sample's brand as a PNG of all its sheets side by side.

    Raises InputError for an unknown or broken template, UsageError for a format it is not made for.
    """
    from pressdesk.layout.compose import Composer
    from pressdesk.output.pdf import PdfOptions, write_pdf
    from pressdesk.output.raster import opened, page_image, write_png
    from pressdesk.templates.catalogue import template_named
    from pressdesk.templates.filling import fill
    from pressdesk.text.fonts import builtin_library
    from pressdesk.work.store import load_with_problems

    campaign = load_with_problems(campaign_root or SAMPLE)
    template = template_named(name, campaign.root)
    format = _format(template, format_name)
    piece = Piece(name, name, (format.name,), sample_content(template, "longest" if longest else "short"))
    table = next((table for table in campaign.tables.values() if table.record == "event" and table.rows), None)
    row = table.rows[0] if table is not None else None
    piece = piece._replace(rows=table.name if table is not None else "")
    filled = fill(template, piece, campaign, row=row, as_of=min(SAMPLE_DATE, campaign.day))
    composer = Composer(builtin_library(campaign.root / "fonts"), campaign.root)
    found = composer.compose(template, filled, format, campaign.brand)
    stream = BytesIO()
    write_pdf([sheet._replace(bleed=0.0, slug=0.0) for sheet in found.sheets], stream, PdfOptions())
    width = PREVIEW_PX if format.width <= format.height else round(PREVIEW_PX * format.width / format.height)
    with opened(stream.getvalue()) as pages:
        pictures = [page_image(pages, number, width_px=width // len(pages)) for number in range(len(pages))]
    whole = pictures[0]
    if len(pictures) > 1:
        from PIL.Image import new

        whole = new("RGB", (sum(picture.width for picture in pictures), whole.height), "white")
        left = 0
        for picture in pictures:
            whole.paste(picture, (left, 0))
            left += picture.width
    data = BytesIO()
    write_png(whole, data)
    with disk_faults(out):
        write_atomically(out, data.getvalue())
    return [problem.at(piece=name) for problem in (*filled.problems, *found.problems)]


def _format(template: Template, name: str) -> Format:
    if name:
        wanted = format_named(name)
        if template.layout_for(wanted.name, wanted.family) is None:
            made = ", ".join(f.name for f in FORMATS.values() if template.layout_for(f.name, f.family))
            message = f"The template “{template.name}” is not made for {wanted.name}."
            raise UsageError(Problem("error", "no-layout", message, f"It is made for: {made}."))
        return wanted
    for usual in ("A3", "A5", *FORMATS):
        format = FORMATS[usual]
        if template.layout_for(format.name, format.family) is not None:
            return format
    raise UsageError(Problem("error", "no-layout", f"The template “{template.name}” has no layout.", "Write one."))
