from pathlib import Path

from pressdesk.base.problem import has_errors
from pressdesk.model.piece import Piece
from pressdesk.templates.filling import fill
from pressdesk.templates.samples import sample_content
from pressdesk.templates.tree import FIELD_TYPES
from tests.templates.given import TODAY, campaign, template

EXAMPLES = (
    '<field name="title" type="text" required="yes"><example kind="short">Court</example>'
    '<example kind="longest">Très long</example></field>'
    '<field name="demands" type="list"><example kind="longest">Un | deux|trois </example></field>'
    '<field name="petition" type="petition" default="{petitions.main}"/>'
    '<field name="day" type="date" required="yes"/>'
)


def test_examples_by_kind(tmp_path: Path) -> None:
    made = template(tmp_path, EXAMPLES)
    short, longest = sample_content(made, "short"), sample_content(made, "longest")
    assert short["title"] == "Court" and longest["title"] == "Très long"
    assert "demands" not in short and longest["demands"] == ("Un", "deux", "trois")
    assert "petition" not in longest
    assert "day" in short


def test_samples_of_every_type_fill_without_errors(tmp_path: Path) -> None:
    choices = ' choices="Oui, Non"'
    left_to_the_campaign = ("picture", "organisations", "contacts", "story")
    fields = "".join(
        f'<field name="f{type}" type="{type}" required="{"no" if type in left_to_the_campaign else "yes"}"'
        f"{choices if type == 'choice' else ''}/>"
        for type in FIELD_TYPES
    )
    made = template(tmp_path / "t", fields)
    for kind in ("short", "longest"):
        content = sample_content(made, kind)
        result = fill(made, Piece("p", "t", ("A3",), content), campaign(tmp_path), as_of=TODAY)
        assert not has_errors(result.problems), result.problems
        assert set(content) == {f"f{type}" for type in FIELD_TYPES if type not in left_to_the_campaign}
