from __future__ import annotations

import tomllib
import zipfile
from datetime import date, time
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressdesk.base.paths import FONTS
from pressdesk.base.problem import Problem
from pressdesk.colour.profiles import COATED, SRGB
from pressdesk.display import svgraster
from pressdesk.display.pictures import probe
from pressdesk.work.importing import Imported, import_files
from pressdesk.work.names import plain_name, slug
from pressdesk.work.store import load
from tests.work.given import EVENTS, LOGO, campaign, photo, put, tree
from tests.work.test_questions import ASSEMBLY

PRESS = COATED.read_bytes()

CALENDAR = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//x//x//FR
BEGIN:VEVENT
UID:2
SUMMARY:Seconde
DTSTART:20270410T180000
DTEND:20270410T200000
LOCATION:Salle des fêtes\\, Évry
END:VEVENT
BEGIN:VEVENT
UID:1
SUMMARY:Première
DTSTART;VALUE=DATE:20270308
END:VEVENT
END:VCALENDAR
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return campaign(tmp_path / "c")


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    return folder


def take(root: Path, *sources: Path) -> tuple[list[Imported], list[Problem]]:
    before = {path: path.read_bytes() for path in sources if path.is_file()}
    found = import_files(root, sources)
    assert before == {path: path.read_bytes() for path in before}
    return found


def test_pictures_get_plain_names_and_an_entry_to_fill_in(root: Path, inbox: Path) -> None:
    source = inbox / "Été à l'Île (1).JPG"
    source.write_bytes(photo(300, 200))
    logo = put(inbox, "Logo.svg", LOGO.replace("40 20", "20 20"))
    taken, problems = take(root, source, logo)
    assert problems == []
    assert [(one.path, one.kind) for one in taken] == [
        ("pictures/ete-a-l-ile-1.jpg", "picture"),
        ("pictures/logo-2.svg", "picture"),
    ]
    entries = tomllib.loads((root / "pictures/pictures.toml").read_text(encoding="utf-8"))
    assert entries["ete-a-l-ile-1.jpg"] == {"caption": "", "credit": "", "licence": "", "alternative": ""}
    assert load(root).problems == ()


def test_the_same_picture_twice_is_one_and_its_entry_stays(root: Path, inbox: Path) -> None:
    source = inbox / "soir.jpg"
    source.write_bytes(photo(300, 200))
    take(root, source)
    text = (root / "pictures/pictures.toml").read_text().replace('caption = ""', 'caption = "Un soir" # ours', 1)
    (root / "pictures/pictures.toml").write_text(text)
    taken, _ = take(root, source)
    assert taken[0].path == "pictures/soir.jpg"
    assert (root / "pictures/pictures.toml").read_text() == text


def test_tables_come_from_csv_spreadsheets_and_calendars(root: Path, inbox: Path) -> None:
    csv = put(inbox, "Tournée 2027.csv", EVENTS)
    ics = put(inbox, "agenda.ics", CALENDAR.replace("\n", "\r\n"))
    ods = inbox / "Élus.ods"
    ods.write_bytes(spreadsheet([["Nom", "Ville", "Vérifié"], ["Cœur", "Évry", "2026-03-12"], ["", "", ""]]))
    taken, problems = take(root, csv, ics, ods)
    assert problems == []
    assert [one.path for one in taken] == ["tables/tournee-2027.csv", "tables/agenda.csv", "tables/elus.csv"]
    tables = load(root).tables
    assert tables["tournee-2027"].rows[2].cells["town"] == "Évry"
    first, second = tables["agenda"].rows
    assert (first.cells["date"], first.cells["title"]) == (date(2027, 3, 8), "Première")
    assert (second.cells["time"], second.cells["end"], second.cells["place"]) == (
        time(18),
        time(20),
        "Salle des fêtes, Évry",
    )
    assert tables["elus"].record == "official"
    assert tables["elus"].rows[0].cells["checked"] == date(2026, 3, 12)


def test_a_workbook_with_two_sheets_becomes_two_tables_with_its_dates(root: Path, inbox: Path) -> None:
    book = inbox / "Tournée.xlsx"
    book.write_bytes(workbook({"Avril": WITH_DATE, "Mai": WITH_DATE}))
    taken, problems = take(root, book)
    assert problems == []
    assert [one.path for one in taken] == ["tables/tournee-avril.csv", "tables/tournee-mai.csv"]
    row = load(root).tables["tournee-avril"].rows[0]
    assert (row.cells["town"], row.cells["date"], row.cells["seats"]) == ("Évry", date(2027, 3, 12), "40")


WITH_DATE = (
    '<row r="1"><c r="A1" t="inlineStr"><is><t>Town</t></is></c><c r="B1" t="inlineStr"><is><t>Date</t></is></c>'
    '<c r="C1" t="inlineStr"><is><t>Seats</t></is></c></row>'
    '<row r="2"><c r="A2" t="inlineStr"><is><t>Évry</t></is></c><c r="B2" s="1"><v>46458</v></c>'
    '<c r="C2"><v>40</v></c></row>'
)


def workbook(sheets: dict[str, str]) -> bytes:
    """An Office Open XML workbook; style 1 is a date."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    names = "".join(f'<sheet name="{name}" sheetId="{i}" r:id="r{i}"/>' for i, name in enumerate(sheets, 1))
    targets = "".join(
        f'<Relationship Id="r{i}" Type="{kinds}/worksheet" Target="worksheets/sheet{i}.xml"/>'
        for i, _ in enumerate(sheets, 1)
    )
    files = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1"'
        f' Type="{kinds}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{kinds}"><sheets>{names}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships">{targets}<Relationship Id="s"'
        f' Type="{kinds}/styles" Target="styles.xml"/></Relationships>',
        "xl/styles.xml": f'<styleSheet xmlns="{main}"><cellXfs count="2"><xf numFmtId="0"/>'
        '<xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>',
    }
    for i, rows in enumerate(sheets.values(), 1):
        files[f"xl/worksheets/sheet{i}.xml"] = f'<worksheet xmlns="{main}"><sheetData>{rows}</sheetData></worksheet>'
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return stream.getvalue()


def spreadsheet(rows: list[list[str]]) -> bytes:
    """An OpenDocument spreadsheet with one sheet of texts."""
    cells = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>' for cell in row
        )
        + "</table:table-row>"
        for row in rows
    )
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
    )
    content = (
        f'<?xml version="1.0"?><office:document-content {spaces}><office:body><office:spreadsheet>'
        f'<table:table table:name="A">{cells}</table:table></office:spreadsheet></office:body>'
        "</office:document-content>"
    )
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        archive.writestr(
            "META-INF/manifest.xml", '<manifest xmlns="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
        )
    return stream.getvalue()


def test_texts_fonts_and_profiles_find_their_folders(root: Path, inbox: Path) -> None:
    text = inbox / "Communiqué.txt"
    text.write_bytes("À la presse".encode("cp1252"))
    font = next(FONTS.rglob("*.ttf"))
    taken, problems = take(root, text, font, COATED)
    assert [one.kind for one in taken] == ["text", "font", "profile"]
    assert [(problem.severity, problem.code) for problem in problems] == [("note", "profile-condition")]
    assert "FOGRA39" in problems[0].message
    assert "offset-coated" in problems[0].message
    assert (root / "texts/communique.md").read_text(encoding="utf-8") == "À la presse\n"
    assert (root / taken[1].path).read_bytes() == font.read_bytes()


BLURRED = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><filter id="f"><feGaussianBlur
stdDeviation="1"/></filter><path d="M4 4h9v9H4z" fill="red"/><path d="M20 4h9v9H20z" filter="url(#f)"/>{}</svg>"""
WORDS = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><text x="2" y="15" font-size="9">Veille</text>
</svg>"""


@pytest.fixture
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(svgraster, "LEAST_MM", 15.0)


@pytest.mark.usefixtures("_small")
def test_beside_a_drawing_that_cannot_be_carried_whole_stands_a_picture_of_it(root: Path, inbox: Path) -> None:
    taken, problems = take(root, put(inbox, "Flou.svg", BLURRED))
    assert [one.path for one in taken] == ["pictures/flou.svg", "pictures/flou.png"]
    assert [problem.code for problem in problems] == ["svg-filter"]
    assert "“pictures/flou.png” in its place" in problems[0].remedy
    asset = probe(root / "pictures/flou.png")
    assert (asset.width, asset.height, asset.alpha) == (354, 177, True)
    entries = tomllib.loads((root / "pictures/pictures.toml").read_text(encoding="utf-8"))
    assert {"flou.svg", "flou.png"} <= set(entries)


@pytest.mark.usefixtures("_small")
def test_a_drawing_in_the_campaign_gets_its_picture_without_being_copied(root: Path) -> None:
    there = put(root, "pictures/flou.svg", BLURRED)
    taken, _ = take(root, there)
    assert [one.path for one in taken] == ["pictures/flou.svg", "pictures/flou.png"]
    assert [one.path for one in take(root, there)[0]] == ["pictures/flou.svg", "pictures/flou.png"]


@pytest.mark.usefixtures("_small")
def test_a_drawing_of_nothing_but_text_comes_in_as_a_picture(root: Path, inbox: Path) -> None:
    taken, problems = take(root, put(inbox, "mots.svg", WORDS))
    assert [one.path for one in taken] == ["pictures/mots.png"]
    assert [(problem.severity, problem.code) for problem in problems] == [("note", "svg-as-picture")]


def test_a_drawing_that_shows_another_file_gets_no_picture(root: Path, inbox: Path) -> None:
    other = BLURRED.replace("{}", '<image href="/etc/hostname.png" width="9" height="9"/>')
    taken, problems = take(root, put(inbox, "dehors.svg", other))
    assert [one.path for one in taken] == ["pictures/dehors.svg"]
    assert {problem.code for problem in problems} == {"svg-filter", "svg-image", "svg-outside"}


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("a.jpg", b"", "empty"),
        ("a.png", b"\x89PNG\r\n\x1a\n", ""),
        ("a.svg", b"<svg", ""),
        ("a.svg", b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>', "Nothing of the drawing"),
        ("a.ttf", b"not a font", "no font"),
        ("a.otf", b"", "no font"),
        ("a.icc", b"x" * 200, "no colour profile"),
        ("a.icc", b"", "no colour profile"),
        ("a.icc", SRGB.read_bytes(), "is for RGB colours"),
        ("a.icc", PRESS[:8] + b"\x05" + PRESS[9:], "version 5"),
        ("a.icc", PRESS[:12] + b"scnr" + PRESS[16:], "not the profile of a press"),
        ("a.icc", PRESS[: len(PRESS) // 2], "cut off"),
        ("a.icc", PRESS[:300] + bytes(len(PRESS) - 300), "no colour can be converted"),
        ("a.xlsx", b"PK not a book", "cannot be read as a spreadsheet"),
        ("a.ods", b"", "cannot be read as a spreadsheet"),
        ("a.ics", b"BEGIN:NOTHING", "calendar"),
        ("a.ics", b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "holds no event"),
        ("a.csv", b"", "empty"),
        ("a.md", b"+++\na = 1\n", "does not end"),
        ("a.exe", b"MZ", "cannot take in"),
        ("noend", b"x", "cannot take in"),
    ],
)
def test_a_file_that_is_no_good_is_told_and_left_out_and_the_others_come_in(
    root: Path, inbox: Path, name: str, data: bytes, says: str
) -> None:
    bad = inbox / name
    bad.write_bytes(data)
    good = put(inbox, "good.txt", "Bonjour")
    before = tree(root)
    taken, problems = take(root, bad, good)
    assert [one.path for one in taken] == ["texts/good.md"]
    assert problems
    assert problems[0].severity == "error"
    assert says in problems[0].message
    assert problems[0].remedy
    assert problems[0].place.file == str(bad)
    assert set(tree(root)) - set(before) == {"texts/good.md"}


def test_what_is_not_there_is_told(root: Path, inbox: Path) -> None:
    taken, problems = take(root, inbox / "none.jpg", inbox)
    assert taken == []
    assert [problem.code for problem in problems] == ["missing-file", "missing-file"]


def test_a_copied_question_becomes_the_fields_of_a_sheet(root: Path, inbox: Path) -> None:
    (inbox / "copie.txt").write_text(ASSEMBLY, "utf-8")
    imported, problems = import_files(root, [inbox / "copie.txt"])
    assert [one.path for one in imported] == ["texts/copie.md"]
    assert problems == []
    text = load(root).texts["copie"]
    assert (text.matter["kind"], text.matter["number"], text.matter["state"]) == ("question", "2357", "answered")


@given(st.text(max_size=40))
def test_names_are_plain_whatever_comes_in(text: str) -> None:
    name = plain_name(text)
    assert name
    assert set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-.")
    assert not name.startswith((".", "-"))
    assert slug(slug(text)) == slug(text)


@pytest.mark.parametrize(("second", "title"), [(2, "Nos lits ferment"), (1, None)])
def test_the_heading_above_a_word_text_is_its_title_where_it_is_the_only_one(
    root: Path, tmp_path: Path, second: int, title: str | None
) -> None:
    import docx

    word = docx.Document()
    word.add_heading("Nos lits ferment", 1)
    word.add_paragraph("Douze lits.")
    word.add_heading("Et demain", second)
    word.add_paragraph("Huit lits.")
    word.save(str(tmp_path / "lits.docx"))
    import_files(root, [tmp_path / "lits.docx"])
    text = load(root).texts["lits"]
    assert text.matter.get("title") == title
    assert ("# Nos lits ferment" in text.body) == (title is None)
    assert "Et demain" in text.body
