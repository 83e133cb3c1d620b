from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressdesk.work.store.encodings import decode

TEXTS = st.text(st.characters(exclude_characters="\r\0", exclude_categories=["Cs"]), max_size=60)
WORDS = st.text("abcdefghij éàçœ’\n;,0123456789", min_size=4, max_size=60)


@given(TEXTS.filter(lambda text: not text.startswith("\ufeff")), st.sampled_from(["utf-8", "utf-8-sig", "utf-32"]))
def test_what_programs_write_today_comes_back(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


@given(WORDS, st.sampled_from(["utf-16", "utf-16-le", "utf-16-be"]))
def test_two_bytes_a_letter_are_known_with_and_without_a_mark(text: str, encoding: str) -> None:
    assert decode(f"date;town\n{text}".encode(encoding)) == f"date;town\n{text}"


@given(WORDS)
def test_old_windows_files_keep_their_accents(text: str) -> None:
    assert decode(f"{text}é ".encode("cp1252")) == f"{text}é "


def test_every_line_end_is_one_sign() -> None:
    assert decode(b"a\r\nb\rc\n") == "a\nb\nc\n"


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(ValueError, match="no text file"):
        decode(b"\x89PNG\r\n" + bytes(range(256)) * 4)
    with pytest.raises(ValueError, match="UTF-16"):
        decode(b"\xff\xfea")


def test_a_stray_zero_does_not_make_a_text_unreadable() -> None:
    assert decode("Évry\0 et après".encode()) == "Évry\0 et après"
    with pytest.raises(ValueError, match="no text"):
        decode(b"\x89PNG\r\n" + bytes(range(256)) * 4)
