"""A document as the draft of an e-mail: text and page, the logos inside it, and files attached.

`X-Unsent: 1` makes mail programs open the file as a draft to be addressed and sent. The same input gives the same
bytes: the date is the campaign's, and what parts the pieces comes from their own hash.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from pressdesk.output.document import Document
from pressdesk.output.embedding import Embedded
from pressdesk.output.html import html_page
from pressdesk.output.plain import plain_text

if TYPE_CHECKING:
    from email.message import EmailMessage


def write_eml(
    document: Document,
    stream: BinaryIO,
    pictures: Mapping[Path, Embedded],
    attached: Sequence[tuple[str, bytes]] = (),
    created: datetime = datetime(2000, 1, 1),
) -> None:
    """Write a draft (RFC 5322, MIME); `attached` are PDF files by their names. Raises OSError."""
    from email import policy
    from email.message import EmailMessage
    from email.utils import format_datetime

    message = EmailMessage(policy=policy.SMTP)
    message["Subject"] = subject_of(document)
    message["Date"] = format_datetime(created if created.tzinfo else created.replace(tzinfo=UTC))
    message["X-Unsent"] = "1"
    message.set_content(plain_text(document), charset="utf-8", cte="quoted-printable")
    names = {path: f"{_hash(one.data)[:16]}@pressdesk" for path, one in pictures.items()}
    page = html_page(document, {path: f"cid:{name}" for path, name in names.items()}, pictures)
    message.add_alternative(page, subtype="html", charset="utf-8", cte="quoted-printable")
    page_part = list(message.iter_parts())[-1]
    for path, one in pictures.items():
        kind, _, subtype = one.mime.partition("/")
        page_part.add_related(
            one.data, kind, subtype, cid=f"<{names[path]}>", filename=f"{path.stem}{one.suffix}", disposition="inline"
        )
    for name, data in attached:
        message.add_attachment(data, "application", "pdf", filename=name)
    message["Content-Language"] = document.language
    _part(message)
    stream.write(message.as_bytes())


def subject_of(document: Document) -> str:
    """The subject of the mail: the title of the text, in one line."""
    title = next((part.text for part in document.parts if part.role == "title"), document.title)
    return " ".join(title.replace("\u00a0", " ").replace("\u202f", " ").split())


def _part(message: EmailMessage) -> None:
    """Give each part that holds others a boundary made of what it holds, from the inside out."""
    for part in message.iter_parts():
        _part(part)  # type: ignore[arg-type]
    if message.is_multipart():
        content = b"".join(part.as_bytes() for part in message.iter_parts())
        message.set_boundary(f"=_{_hash(content)}")


def _hash(data: bytes) -> str:
    return blake2b(data, digest_size=16).hexdigest()
