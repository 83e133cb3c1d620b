from __future__ import annotations

import errno
import os

import pytest

from pressdesk.base.problem import RefusedError
from pressdesk.work.disk import disk_faults, disk_problem


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "disk-full"),
        (errno.EDQUOT, "disk-full"),
        (errno.EROFS, "read-only"),
        (errno.EACCES, "read-only"),
        (errno.ENAMETOOLONG, "long-name"),
        (errno.EIO, "disk"),
    ],
)
def test_each_refusal_is_one_sentence_with_a_place_and_a_remedy(number: int, code: str) -> None:
    problem = disk_problem(OSError(number, os.strerror(number)), "/a/b.pdf")
    assert (problem.code, problem.place.file) == (code, "/a/b.pdf")
    assert problem.message.endswith("“/a/b.pdf”); what was there before is untouched.")
    assert problem.remedy


def test_the_file_that_the_system_names_goes_before_the_one_we_had_in_mind() -> None:
    with pytest.raises(RefusedError) as caught, disk_faults("/mine"):
        raise OSError(errno.ENOSPC, "full", "/theirs")
    assert caught.value.problems[0].place.file == "/theirs"


def test_a_file_on_its_way_is_called_by_the_name_it_would_have() -> None:
    with pytest.raises(RefusedError) as caught, disk_faults("/mine/a.pdf"):
        raise OSError(errno.EACCES, "denied", "/mine/.a.pdf.123-0.part")
    assert "“/mine/a.pdf”" in caught.value.problems[0].message


def test_other_errors_pass() -> None:
    with pytest.raises(ValueError, match="bug"), disk_faults("/mine"):
        raise ValueError("bug")
