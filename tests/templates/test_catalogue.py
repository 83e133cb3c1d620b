import os
from pathlib import Path

import pytest

from pressdesk.base import paths
from pressdesk.base.problem import InputError
from pressdesk.templates.catalogue import template_named, templates_available
from tests.templates.given import template


@pytest.fixture
def shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "shipped"
    template(folder / "poster", '<field name="shipped" type="text"/>')
    template(folder / "flyer", "")
    monkeypatch.setattr(paths, "TEMPLATES", folder)
    return folder


def test_a_campaigns_own_template_goes_first(tmp_path: Path, shipped: Path) -> None:
    root = tmp_path / "campaign"
    template(root / "templates" / "poster", '<field name="own" type="text"/>')
    assert list(template_named("poster").fields) == ["shipped"]
    assert list(template_named("poster", root).fields) == ["own"]
    assert template_named("flyer", root).folder == shipped / "flyer"
    assert [(found.name, found.own) for found in templates_available(root)] == [("flyer", False), ("poster", True)]
    assert [found.name for found in templates_available()] == ["flyer", "poster"]


def test_an_unknown_name_names_the_nearest(tmp_path: Path, shipped: Path) -> None:
    with pytest.raises(InputError, match="Did you mean “poster”"):
        template_named("postre", tmp_path)


@pytest.mark.parametrize("name", ["", ".", "..", "../shipped/poster", "poster/", "/etc", "a\\b", "a:b", "\0"])
def test_a_name_is_no_path(name: str, tmp_path: Path, shipped: Path) -> None:
    with pytest.raises(InputError) as fault:
        template_named(name, tmp_path)
    assert fault.value.problems[0].code == "unknown-template"


def test_a_template_is_read_again_only_when_it_changed(tmp_path: Path, shipped: Path) -> None:
    first = template_named("poster")
    assert template_named("poster") is first
    file = shipped / "poster" / "template.xml"
    file.write_text(file.read_text().replace("shipped", "changed"))
    os.utime(file, ns=(1, 1))
    assert list(template_named("poster").fields) == ["changed"]


def test_no_folder_of_templates_is_no_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paths, "TEMPLATES", tmp_path / "nowhere")
    assert templates_available(tmp_path) == []
