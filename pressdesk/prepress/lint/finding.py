"""A finding points at words of a text, and says what to put in their stead where that is mechanical."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence

from pressdesk.base.problem import Place, Problem, Severity
from pressdesk.base.values import NamedTuple
from pressdesk.model.campaign import Campaign
from pressdesk.model.story import Block, Story, TextFile
from pressdesk.model.values import Value

ACCEPTED = "accepted"
"""The key of the front matter that lists what was waved through, as `Finding.key` has it."""

_HIDDEN = re.compile(
    r"```.*?```|`[^`\n]*`|https?://[^\s)>\]]+|www\.[^\s)>\]]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|\{[^{}\n]*\}|(?<=\])\([^)\n]*\)",
    re.DOTALL,
)


class Finding(NamedTuple):
    """One remark: `start` to `end` are characters of the text's body (-1 where it is not in the body), `words` what
    stands there, `replacement` what mends it (None where a person has to decide)."""

    problem: Problem
    start: int = -1
    end: int = -1
    words: str = ""
    replacement: str | None = None

    @property
    def key(self) -> str:
        """What the list of things waved through calls this finding: it survives changes elsewhere in the text."""
        return f"{self.problem.code}: {' '.join(self.words.split())}" if self.words else self.problem.code


class Subject(NamedTuple):
    """What the rules look at: the file, its body with links, code and facts blanked out, its blocks, the campaign.

    `masked` has the same length as the body. `content` is that of the piece the text is set in.
    """

    text: TextFile
    masked: str
    story: Story
    campaign: Campaign
    content: Mapping[str, Value]
    language: str

    def place(self, start: int = 0) -> Place:
        """The line of a character of the body."""
        return Place(file=self.text.file, line=self.text.body_line + self.text.body.count("\n", 0, max(start, 0)))

    def here(
        self,
        code: str,
        span: tuple[int, int],
        message: str,
        remedy: str,
        replacement: str | None = None,
        severity: Severity = "warning",
    ) -> Finding:
        """A finding on some characters of the body."""
        start, end = span
        words = self.text.body[start:end]
        return Finding(Problem(severity, code, message, remedy, self.place(start)), start, end, words, replacement)

    def of_block(self, code: str, block: Block, message: str, remedy: str, severity: Severity = "warning") -> Finding:
        """A finding on a whole block; its first words tell it from others."""
        place = Place(file=self.text.file, line=block.line)
        return Finding(Problem(severity, code, message, remedy, place), words=excerpt(block.text))

    def of_key(self, code: str, key: str, message: str, remedy: str, severity: Severity = "warning") -> Finding:
        """A finding on the front matter, or on the campaign."""
        return Finding(Problem(severity, code, message, remedy, Place(file=self.text.file, key=key)), words=key)


def masked(body: str) -> str:
    """The body with links, addresses, code and names of facts blanked out, each by as many U+0000 as it was long."""
    return _HIDDEN.sub(lambda found: re.sub(r"[^\n]", "\0", found[0]), body)


def excerpt(text: str, most: int = 40) -> str:
    """The first words of a text, for quoting."""
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0] + " …"


def not_waved_through(findings: Iterable[Finding], matter: Mapping[str, Value]) -> tuple[Finding, ...]:
    """The findings that the front matter's `accepted` does not list."""
    listed = matter.get(ACCEPTED)
    accepted: Collection[object] = listed if isinstance(listed, tuple | list) else (listed,)
    return tuple(finding for finding in findings if finding.key not in accepted)


def mended(body: str, findings: Sequence[Finding]) -> str:
    """The body with each finding that can be mended mended; where two overlap, the earlier one is.

    >>> mended("un un mot", [Finding(Problem("warning", "doubled-word", ""), 0, 5, "un un", "un")])
    'un mot'
    """
    parts = []
    done = 0
    for finding in sorted(findings, key=lambda one: (one.start, one.end)):
        if finding.replacement is None or finding.start < done or body[finding.start : finding.end] != finding.words:
            continue
        parts += [body[done : finding.start], finding.replacement]
        done = finding.end
    return "".join([*parts, body[done:]])
