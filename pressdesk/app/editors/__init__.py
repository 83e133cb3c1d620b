"""One editor for each type of field: it shows the value as written, and tells when the user changes it."""

from __future__ import annotations

from typing import Any

from pressdesk.app.editors.base import Editor
from pressdesk.app.editors.choices import ChoiceEditor, PetitionEditor, SeveralEditor, YesNoEditor
from pressdesk.app.editors.lists import ListEditor, PeopleEditor
from pressdesk.app.editors.pictures import PictureEditor
from pressdesk.app.editors.texts import PlainEditor, StoryEditor, TextEditor
from pressdesk.app.editors.values import DateEditor, NumberEditor, TimeEditor


def editor_for(kind: str) -> Editor:
    """The editor of a type of field."""
    if kind == "longtext":
        return TextEditor(lines=True)
    makers: dict[str, Any] = {
        "text": TextEditor,
        "place": TextEditor,
        "link": TextEditor,
        "date": DateEditor,
        "time": TimeEditor,
        "number": NumberEditor,
        "choice": ChoiceEditor,
        "petition": PetitionEditor,
        "yesno": YesNoEditor,
        "list": ListEditor,
        "organisations": SeveralEditor,
        "people": PeopleEditor,
        "addressees": PeopleEditor,
        "picture": PictureEditor,
        "story": StoryEditor,
    }
    made: Editor = makers.get(kind, PlainEditor)()
    return made
