from pathlib import Path

from tests.templates.given import filled


def test_labels_in_the_language_of_the_piece(tmp_path: Path) -> None:
    fields = (
        '<field name="it" type="text" required="yes"><label lang="fr">Titre</label>'
        '<label lang="en">Heading</label></field>'
    )
    assert "“Heading”" in filled(tmp_path, fields, {}, language="en").problems[0].message
    assert "“Titre”" in filled(tmp_path, fields, {}, language="gcf").problems[0].message
