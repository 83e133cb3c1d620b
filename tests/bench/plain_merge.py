"""The peer of imposition: `plain_merge.py OUT FILE…` joins files with pypdfium2, one page after the other."""

from __future__ import annotations

import sys


def main(out: str, files: list[str]) -> None:
    import pypdfium2

    whole = pypdfium2.PdfDocument.new()
    for file in files:
        part = pypdfium2.PdfDocument(file)
        whole.import_pages(part)
        part.close()
    whole.save(out)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
