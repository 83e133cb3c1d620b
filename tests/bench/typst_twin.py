"""Compile a Typst twin, as a process of its own: `typst_twin.py SOURCE OUT [files|tags]`; tagged as ours are."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import typst

FONTS = Path(__file__).resolve().parents[2] / "assets" / "fonts"


def compiler_of(source: Path) -> typst.Compiler:
    """A compiler that knows the fonts that PressDesk ships, and no others."""
    return typst.Compiler(str(source), root=str(source.parent), font_paths=[str(FONTS)], ignore_system_fonts=True)


def pdf(compiler: typst.Compiler, *, tags: bool = False, **inputs: str) -> bytes:
    made = compiler.compile(sys_inputs=inputs, pdf_tags=tags)
    assert isinstance(made, bytes)
    return made


def main(source: Path, out: Path, how: str) -> None:
    compiler = compiler_of(source)
    if how != "files":
        out.write_bytes(pdf(compiler, tags=how == "tags"))
        return
    out.mkdir(exist_ok=True)
    rows = json.loads((source.parent / "flyers.json").read_text(encoding="utf-8"))["rows"]
    for number in range(len(rows)):
        (out / f"{number}.pdf").write_bytes(pdf(compiler, tags=True, row=str(number)))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), "".join(sys.argv[3:]))
