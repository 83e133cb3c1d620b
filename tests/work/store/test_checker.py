from __future__ import annotations

from pressdesk.work.store.checker import line_of


def test_the_line_of_a_key_is_found_through_tables_and_lists() -> None:
    text = 'a = 1\n[b]\nc = 2\n[[d]]\n"e f" = 1\n[[d]]\n"e f" = 2\n[d.g]\nh = 3\n[i]\nj.k = 4\n'
    for path, line in (
        (("a",), 1),
        (("b", "c"), 3),
        (("d", 0, "e f"), 5),
        (("d", 1, "e f"), 7),
        (("d", 1, "g", "h"), 9),
        (("i", "j", "k"), 11),
        (("b", "none"), 2),
        (("none",), 0),
    ):
        assert line_of(text, path) == line
