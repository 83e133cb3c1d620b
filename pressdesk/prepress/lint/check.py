"""The registry of the rules of release lint, and the function that holds a text to them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeAlias

from pressdesk.model.campaign import Campaign
from pressdesk.model.story import TextFile
from pressdesk.model.values import Value
from pressdesk.prepress.lint import release, spelled, wording
from pressdesk.prepress.lint.finding import Finding, Subject, masked, not_waved_through
from pressdesk.text.stories import parse_story

Rule: TypeAlias = Callable[[Subject], Iterable[Finding]]

WORDING: tuple[Rule, ...] = (
    wording.doubled_words,
    wording.stray_spaces,
    wording.stray_letters,
    wording.pasted_bullets,
    wording.insecure_links,
    wording.curly_quotes,
    wording.grouping,
    wording.ligatures,
    wording.months_in_capitals,
    wording.capitals_without_accents,
    wording.names_in_two_ways,
    wording.repeated_lines,
    wording.headings_skipped,
    release.quote_without_speaker,
    release.figure_without_source,
    release.picture_without_words,
)
"""What any text is held to."""

RELEASE: tuple[Rule, ...] = (
    release.contacts_without_details,
    release.date_line,
    release.long_title,
    release.long_lede,
    release.no_boilerplate,
    release.no_mention,
)
"""What a release is held to besides."""


def lint(
    text: TextFile,
    campaign: Campaign,
    content: Mapping[str, Value] | None = None,
    *,
    spelling: bool | spelled.Speller = True,
) -> tuple[Finding, ...]:
    """What an editor would say of a text, in the order of the text; what was waved through is left out.

    `content` is that of the piece the text is set in. Without `spelling` no dictionary is opened, and none with a
    speller, which is asked instead.
    """
    matter = text.matter
    language = str(matter.get("language") or campaign.language)
    story, _ = parse_story(text.body, text.body_line, text.file)
    subject = Subject(text, masked(text.body), story, campaign, content or {}, language)
    kind = str(matter.get("kind", "release"))
    rules = [*WORDING, *(RELEASE if kind in release.RELEASES else ())]
    found = [finding for rule in rules for finding in rule(subject)]
    if spelling:
        found += spelled.misspelt_words(subject, None if spelling is True else spelling)
    mended = [(one.start, one.end) for one in found if one.replacement is not None]
    found = [one for one in found if one.problem.code != "misspelt" or not _within(one, mended)]
    found.sort(key=lambda finding: (finding.problem.place.line, finding.start))
    return not_waved_through(found, matter)


def _within(finding: Finding, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether another rule says already what is wrong with these words, and how to mend it."""
    return any(start <= finding.start and finding.end <= end for start, end in spans) and finding.start < finding.end
