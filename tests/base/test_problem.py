from __future__ import annotations

from pressdesk.base.problem import InputError, Place, Problem, did_you_mean, has_errors, nearest


def test_a_problem_reads_as_a_sentence_with_its_place() -> None:
    problem = Problem("error", "x", "The date is missing.", "Fill it in.", Place("campaign.toml", 12, "facts.date"))
    assert str(problem) == "campaign.toml:12, facts.date: The date is missing. Fill it in."


def test_a_place_is_filled_in_but_never_overwritten() -> None:
    problem = Problem("note", "x", "m", place=Place(file="a.toml")).at(file="b.toml", piece="poster")
    assert problem.place == Place(file="a.toml", piece="poster")


def test_nearest_ignores_case_and_gives_nothing_for_strangers() -> None:
    assert nearest("Titel", ["title", "photo"]) == "title"
    assert nearest("zzz", ["title", "photo"]) == ""
    assert "title, photo" in did_you_mean("zzz", ["title", "photo"])
    assert did_you_mean("x", []) == ""


def test_errors_carry_their_problems() -> None:
    error = InputError(Problem("error", "a", "One."), Problem("warning", "b", "Two."))
    assert str(error) == "One.\nTwo."
    assert has_errors(error.problems)
    assert not has_errors(error.problems[1:])
