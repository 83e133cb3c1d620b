"""What the files of a campaign folder may say: the keys of each, their types, and what they mean.

Every TOML file carries `format = 1`. Unknown keys are a warning and stay in the file; an unknown key close to a known
one names it. Lengths of text are free unless a template says otherwise. All paths are relative to the folder.

campaign.toml
    name (required), language ("fr"), slogan, hashtag, legal: text
    updated: date and time of the last change; the dates inside a PDF come from it
    [brand]                   display_font, text_font: families in the program's fonts or in fonts/
                              rich_black = [60, 40, 40, 100]: the inks of large black grounds in print;
                              profile = "press.icc": a file of profiles/, or a condition such as "FOGRA51"
    [brand.colours.NAME]      rgb = "#e4002b" (required); cmyk = [0, 100, 80, 5] in per cent; spot = "PANTONE 485 C"
    [[organisations]]         key (required), name (required), short, logo = "pictures/logo.svg", site, address,
                              approval = "approved", "pending" or "declined" of what is published in its name
    [petitions.KEY]           link (required, https://…), short, call, title, and
                              tags = { source = "{piece}", content = "{event.town}" }: what each code adds to the link
    [[contacts]]              name (required), role, phone, mail
    [[signatories]]           name (required), role, organisation
    [facts]                   anything: text, numbers, dates, lists, tables; named `{key}` in texts

pieces/NAME.toml
    template (required), formats = ["A3", "square"] (required), title, language, rows = "events", story = "release",
    electoral = true for a piece of an election campaign
    [content]                 by the names of the template's fields
    [tweaks.BOX]              move, size (two lengths: "12mm" or "4%"), rotate (degrees), focus (two numbers 0 to 1),
                              zoom, size_factor (numbers above 0), hide (true), colour, style (names)
    [[extra]]                 kind (required: text, picture, shape or qr) and what that kind needs

pictures/pictures.toml
    ["rally.jpg"]             one table for each file: caption, credit, licence, alternative, focus = [0.5, 0.4]

texts/NAME.md                 front matter in TOML between two lines `+++` (or `---`), Markdown below: kind, title,
                              place, date, embargo (a day, or a moment with its zone: 2026-03-12T06:00:00+01:00),
                              language, lede, signature, about; addressees, signatories, contacts, organisations (lists
                              of names or tables; an organisation's may hold its approval of this text); slogan,
                              testimonials (Markdown), what and guests (of an invitation); speakers = { ana = "Ana
                              Roux, présidente" }, by whose short names quotations may name them; any other key is a
                              fact of the text
presets/NAME.toml             how files are finished for a printer: the keys stand at the top of work/presets.py
offices.toml                  forms of address that differ from the program's or add to them, as in assets/offices
tables/NAME.csv               a line of column names, then one record a line; `;`, `,` or tab; any usual encoding
"""

from __future__ import annotations

FORMAT = 1
"""The version of the file format that this program writes, and the newest that it reads."""

CAMPAIGN_FILE = "campaign.toml"
OFFICES_FILE = "offices.toml"
PICTURES_FILE = "pictures/pictures.toml"
FOLDERS = ("pieces", "texts", "tables", "pictures", "templates", "fonts", "profiles")
"""The folders of a campaign that hold what people made; `build` and `.pressdesk` hold what the program made."""

MADE_FOLDERS = ("build", ".pressdesk")

EXTRA_KINDS = ("text", "picture", "shape", "qr")
PICTURE_SUFFIXES = (".jpg", ".jpeg", ".png", ".tif", ".tiff", ".webp", ".gif", ".svg")
FONT_SUFFIXES = (".ttf", ".otf")
LANGUAGES = ("fr", "en", "de", "es", "it", "pt", "nl", "gcf", "br", "oc", "eu", "ca", "co", "ar")
"""Languages with rules of their own or met in campaigns; others are taken with a warning."""
