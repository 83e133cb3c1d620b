"""What would be wrong in print is listed while one works, and mended where that needs no judgement."""

from __future__ import annotations

from tests.app.driving import Driver


def codes(driver: Driver) -> set[str]:
    return {problem.code for problem in driver.workspace.problems.shown}


def to_the_cut(driver: Driver) -> None:
    """Move the name of the place to the edge of the sheet."""
    away = f"-{driver.place_of('place').x / 72 * 25.4}mm"
    driver.document.edit("Move", lambda draft: draft.tweak("poster", "place", "move", (away, "0mm")))


def test_text_moved_to_the_cut_is_told_and_moved_back(opened_small: Driver) -> None:
    driver = opened_small
    driver.wait(lambda: driver.document._checked[0] != ("", ""))
    assert "safe-zone" not in codes(driver)
    to_the_cut(driver)
    driver.wait(lambda: "safe-zone" in codes(driver))
    problem = next(one for one in driver.workspace.problems.shown if one.code == "safe-zone")
    assert driver.workspace._can_mend(problem)
    driver.workspace.problems.mended.emit(problem)
    driver.wait(lambda: "safe-zone" not in codes(driver))
    assert driver.place_of("place").x > 5
    driver.undo()
    driver.wait(lambda: "safe-zone" in codes(driver))


def test_what_belongs_to_one_format_is_not_told_of_another(opened_small: Driver) -> None:
    driver = opened_small
    to_the_cut(driver)
    driver.wait(lambda: "safe-zone" in codes(driver))
    driver.document.show("poster", "square")
    assert "safe-zone" not in codes(driver)


def test_a_missing_legal_line_is_put_in(opened_small: Driver) -> None:
    driver = opened_small
    driver.document.edit("No line", lambda draft: draft.put(("legal",), ""))
    driver.wait(lambda: "no-printer" in codes(driver))
    problem = next(one for one in driver.workspace.problems.shown if one.code == "no-printer")
    if driver.workspace._can_mend(problem):
        driver.workspace.problems.mended.emit(problem)
        driver.wait(lambda: "no-printer" not in codes(driver))


def test_nothing_is_mended_where_one_may_only_read(opened_small: Driver) -> None:
    driver = opened_small
    to_the_cut(driver)
    driver.wait(lambda: "safe-zone" in codes(driver))
    problem = next(one for one in driver.workspace.problems.shown if one.code == "safe-zone")
    driver.session._lock, lock = None, driver.session._lock
    assert not driver.workspace._can_mend(problem)
    driver.session._lock = lock
