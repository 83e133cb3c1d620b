"""The certificate of each print file of a build, written beside it and kept in step with it."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from pressdesk.base.problem import Problem
from pressdesk.base.values import NamedTuple

if TYPE_CHECKING:
    from pressdesk.prepress.facts import File
    from pressdesk.prepress.proof import CodeProof
    from pressdesk.work.making import Made, Maker
    from pressdesk.work.plan import Job

SUFFIXES = (".certificate.json", ".certificate.pdf")
"""What is added to the name of the file; those of `prepress.certificate`, which is only loaded to write one."""


class Evidence(NamedTuple):
    """What was found out about a file while it was checked: what preflight read, and the codes that were read back."""

    file: File | None = None
    codes: tuple[CodeProof, ...] = ()


def certificate_paths(maker: Maker, job: Job, path: Path) -> tuple[Path, ...]:
    """Where the certificates of a file of a job belong; nowhere for one that is not proved."""
    proved = maker.order.prove and job.purpose == "print" and job.kind == "pdf"
    return tuple(path.with_name(path.name + suffix) for suffix in SUFFIXES) if proved else ()


def is_certificate(path: str) -> bool:
    """Whether a file is a certificate, by its name."""
    return path.endswith(SUFFIXES)


def certificates(
    maker: Maker, job: Job, made: Made, data: bytes, problems: Sequence[Problem], evidence: Evidence
) -> list[tuple[Path, bytes]]:
    """The certificate of a file as JSON and as a page, not written yet; nothing for a file that is not proved."""
    paths = certificate_paths(maker, job, made.path)
    if evidence.file is None or not paths:
        return []
    from pressdesk import __version__
    from pressdesk.prepress.certificate import Subject, as_json, certificate
    from pressdesk.prepress.certificate_sheet import write_certificate
    from pressdesk.work.presets import DEFAULT_PRESET, limits_of

    campaign, preset, profile = maker.campaign, maker.preset("print"), maker.press.profile
    about = Subject(
        name=made.path.name,
        piece=job.piece,
        title=maker.title(job),
        format=job.format,
        preset=maker.order.preset or DEFAULT_PRESET,
        standard=preset.standard,
        condition=profile.condition,
        profile=profile.description,
        profile_sha256=sha256(profile.data).hexdigest(),
        language=campaign.pieces[job.piece].language or campaign.language,
        day=campaign.updated.date(),
        program=f"PressDesk {__version__}",
    )
    found = certificate(about, data, evidence.file, evidence.codes, problems, limits_of(preset))
    page = write_certificate(found, maker.composer.fonts, maker.kit)
    return list(zip(paths, (as_json(found), page), strict=True))
