"""Text taken out of a PDF by nothing but the file's own maps from codes to characters, in painting order."""

from __future__ import annotations

from io import BytesIO

import pikepdf


def shown_text(data: bytes, page: int = 0) -> str:
    """All text that a page shows, form objects included where they are drawn; what `ActualText` says goes before."""
    with pikepdf.open(BytesIO(data)) as document:
        found = document.pages[page].obj
        out: list[str] = []
        _read(found, found.Resources, out)
        return "".join(out)


def _read(stream: pikepdf.Object, resources: pikepdf.Object, out: list[str]) -> None:
    codes: dict[bytes, str] = {}
    told: list[bool] = []
    kept: list[dict[bytes, str]] = []
    for step in pikepdf.parse_content_stream(stream):
        name = str(step.operator)
        if name == "Tf":
            codes = code_map(resources.Font[str(step.operands[0])])
        elif name == "q":
            kept.append(codes)
        elif name == "Q":
            codes = kept.pop()
        elif name == "BDC":
            actual = step.operands[1].get("/ActualText")
            told.append(actual is not None)
            if actual is not None:
                out.append(str(actual))
        elif name == "EMC":
            told.pop()
        elif name == "TJ" and not any(told):
            for piece in step.operands[0]:
                if isinstance(piece, pikepdf.String):
                    raw = bytes(piece)
                    out += [codes[raw[i : i + 2]] for i in range(0, len(raw), 2)]
        elif name == "Do":
            drawn = resources.XObject[str(step.operands[0])]
            if drawn.Subtype == "/Form":
                _read(drawn, drawn.Resources, out)


def code_map(font: pikepdf.Object) -> dict[bytes, str]:
    """What each code of a font stands for."""
    found: dict[bytes, str] = {}
    inside = False
    for entry in font.ToUnicode.read_bytes().decode().splitlines():
        if "begin" in entry or "end" in entry:
            inside = "beginbf" in entry
            continue
        parts = [bytes.fromhex(part.strip("<>")) for part in entry.split()] if inside else []
        if len(parts) == 3:
            first, last, start = (int.from_bytes(part, "big") for part in parts)
            found |= {(first + i).to_bytes(2, "big"): chr(start + i) for i in range(last - first + 1)}
        elif parts:
            found[parts[0]] = parts[1].decode("utf-16-be")
    return found
