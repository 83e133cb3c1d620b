from __future__ import annotations

from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from io import BytesIO
from typing import Any

from hypothesis import given, settings

from pressdesk.base.paths import SAMPLE
from pressdesk.model.story import Story
from pressdesk.output.embedding import embedded
from pressdesk.output.eml import write_eml
from pressdesk.output.plain import plain_text
from tests.output.documents import block, release, stories, story, titled

PDF = b"%PDF-1.4 not really"
WRITTEN = datetime(2027, 1, 18, 9, 30)


def draft(document: Any) -> bytes:
    stream = BytesIO()
    write_eml(document, stream, embedded(document, SAMPLE).pictures, [("communique.pdf", PDF)], WRITTEN)
    return stream.getvalue()


def read(data: bytes) -> EmailMessage:
    message = message_from_bytes(data, policy=policy.default)
    assert isinstance(message, EmailMessage)
    return message


def test_a_draft_with_both_texts_and_the_pdf() -> None:
    message = read(draft(release()))
    assert message["X-Unsent"] == "1"
    assert message["Subject"] == "Vallée de l’Orcelle : le 17 avril, les soignants ferment leurs cabinets"
    assert message["Date"].datetime.replace(tzinfo=None) == WRITTEN
    assert message["To"] is None
    plain, page = message.get_body(("plain",)), message.get_body(("html",))
    assert plain is not None and page is not None
    assert plain.get_content().replace("\r\n", "\n") == plain_text(release())
    assert "Orcelle\u00a0: le 17\u00a0avril" in page.get_content()
    (attached,) = message.iter_attachments()
    assert (attached.get_filename(), attached.get_content()) == ("communique.pdf", PDF)


def test_logos_lie_inside_the_mail() -> None:
    message = read(draft(release()))
    page = message.get_body(("html",))
    assert page is not None
    names = [part["Content-ID"].strip("<>") for part in message.walk() if part.get_content_type() == "image/png"]
    assert len(names) == 2
    assert all(f"cid:{name}" in page.get_content() for name in names)
    assert "data:image" not in page.get_content()


def test_the_same_bytes_each_time_in_lines_of_mail() -> None:
    data = draft(release())
    assert draft(release()) == data
    assert max(map(len, data.split(b"\r\n"))) <= 998
    assert b"\n" not in data.replace(b"\r\n", b"")


def test_a_title_of_two_lines_cannot_add_a_header() -> None:
    message = read(draft(titled("Oui\nBcc: x@a.example")))
    assert message["Subject"] == "Oui Bcc: x@a.example"
    assert message["Bcc"] is None


@settings(max_examples=15, deadline=None)
@given(stories)
def test_no_letter_is_lost_on_the_way(story: Story) -> None:
    document = release(story)
    body = read(draft(document)).get_body(("plain",))
    assert body is not None
    assert body.get_content().split() == plain_text(document).split()


def test_accents_of_english_too() -> None:
    message = read(draft(release(story(block("paragraph", "Naïve café")), language="en")))
    assert message["Content-Language"] == "en"
