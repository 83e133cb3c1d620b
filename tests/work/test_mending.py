"""All of a campaign mended at once: what is kept, what is taken back, what is written."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from pressdesk.base.problem import InputError, RefusedError
from pressdesk.work.mending import mend_all, mend_folder
from pressdesk.work.plan import Order
from pressdesk.work.session.lock import Lock
from pressdesk.work.store import load_with_problems
from tests.work.given import AS_OF, campaign, change, put, tree

ORDER = Order(date.fromisoformat(AS_OF), ("poster",))
PIECE = """# the poster of the rally
format = 1
template = "poster-call"
formats = ["A4"]   # one format

[content]
date = "{rally.date}"
legal = ""
lede = "Un appel."

[tweaks.lede]
colour = "ground"
[tweaks.nobox]
hide = true
[[extra]]
kind = "text"
text = "Un mot"
size_factor = 0.3
x = "2mm"
y = "2mm"
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    made = campaign(tmp_path / "c")
    put(made, "pieces/poster.toml", PIECE)
    return made


def test_what_needs_no_judgement_is_mended(root: Path) -> None:
    loaded = load_with_problems(root)
    mended = mend_all(loaded, ORDER)
    codes = {problem.code for problem in mended.done}
    assert {"unknown-box", "safe-zone", "unseen-text", "no-printer", "untitled", "tiny-text"} <= codes
    left = {problem.code for problem in mended.left}
    assert not codes & left
    assert mended.campaign.pieces["poster"].tweaks == {"lede": {"colour": "ink"}}
    again = mend_all(mended.campaign, ORDER)
    assert (again.done, again.campaign) == ((), mended.campaign)


def test_a_remedy_that_makes_things_worse_is_taken_back(root: Path) -> None:
    """A long text in a small type: larger, it runs out of its box."""
    change(root, "pieces/poster.toml", '[tweaks.lede]\ncolour = "ground"', "[tweaks.lede]\nsize_factor = 0.2")
    words = '"' + "Nous restons. " * 1500 + '"'
    change(root, "pieces/poster.toml", '"Un appel."', words)
    loaded = load_with_problems(root)
    mended = mend_all(loaded, ORDER)
    found = {(problem.code, problem.place.box) for problem in mended.left}
    assert ("tiny-text", "lede") in found
    assert not any(code == "overset" for code, _ in found)
    assert mended.campaign.pieces["poster"].tweaks["lede"] == {"size_factor": 0.2}


def test_the_files_are_written_with_their_comments(root: Path) -> None:
    before = tree(root)
    mended, written = mend_folder(root, ORDER)
    assert mended.done
    assert [path.name for path in written] == ["poster.toml"]
    text = (root / "pieces/poster.toml").read_text(encoding="utf-8")
    assert text.startswith("# the poster of the rally\n")
    assert "# one format" in text
    assert "nobox" not in text
    changed = {name for name, data in tree(root).items() if before.get(name) != data}
    assert changed - {".pressdesk/lock"} == {"pieces/poster.toml"}
    assert mend_folder(root, ORDER)[1] == ()


def test_a_campaign_that_is_open_in_a_window_is_left_alone(root: Path) -> None:
    before = (root / "pieces/poster.toml").read_bytes()
    lock = Lock.take(root)
    try:
        with pytest.raises(RefusedError, match="open in a window"):
            mend_folder(root, ORDER)
    finally:
        lock.release()
    assert (root / "pieces/poster.toml").read_bytes() == before


def test_a_folder_that_is_no_campaign_gets_no_lock(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        mend_folder(tmp_path, ORDER)
    assert not list(tmp_path.iterdir())
