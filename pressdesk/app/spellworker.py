"""The process that spells for the window: questions as JSON lines on standard input, answers on standard output.

A dictionary takes up to half a second to load and as long to think of suggestions, and lets nothing else run
meanwhile; so that happens here. It knows nothing of the window.

`{"known": […]}` names the words that are right besides the dictionary's, and is not answered;
`{"id": 1, "check": [lines], "language": "fr"}` is answered by `{"id": 1, "wrong": [[[start, end], …], …]}`,
`{"id": 2, "suggest": "word", "language": "fr"}` by `{"id": 2, "suggestions": […]}`.
"""

from __future__ import annotations

import json
import sys
from typing import Any

from pressdesk.text.spelling import misspellings, suggestions


def main() -> int:
    """Answer until the window closes the input."""
    known: frozenset[str] = frozenset()
    for line in sys.stdin.buffer:
        asked = json.loads(line)
        if "known" in asked:
            known = frozenset(asked["known"])
        else:
            sys.stdout.write(json.dumps(answer(asked, known)) + "\n")
            sys.stdout.flush()
    return 0


def answer(asked: dict[str, Any], known: frozenset[str]) -> dict[str, Any]:
    """What a question is answered by.

    >>> answer({"id": 7, "check": ["Une maison"], "language": "xx"}, frozenset())
    {'id': 7, 'wrong': [[]]}
    """
    language = str(asked["language"])
    if "suggest" in asked:
        return {"id": asked["id"], "suggestions": list(suggestions(str(asked["suggest"]), language))}
    wrong = [[[one.start, one.end] for one in misspellings(line, language, known)] for line in asked["check"]]
    return {"id": asked["id"], "wrong": wrong}


if __name__ == "__main__":
    sys.exit(main())
