"""Parliamentary questions: the text of an assembly's page, pasted as it was copied, becomes the fields of a sheet.

What is copied differs with the browser: marks of links (`[M. Untel](https://…)`), superiors written `17^e` or
`1^{re}`, the block “Données clés”, labels and values on one line or on two. Nothing is dropped: a line that is no
known label stays in the text of the question, or of its answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from pressdesk.base.problem import Problem
from pressdesk.base.values import NamedTuple
from pressdesk.model.values import Value
from pressdesk.text.dates import parse_date

STATES = ("pending", "answered", "withdrawn")


class Question(NamedTuple):
    """The fields of a question sheet; `state` is one of `STATES`, `text` and `answer` are paragraphs of Markdown.

    `ministry` was asked, `charge` has to answer: they can differ. `rest` are lines before the text that no field
    took up.
    """

    number: str = ""
    kind: str = ""
    legislature: str = ""
    author: str = ""
    link: str = ""
    constituency: str = ""
    group: str = ""
    heading: str = ""
    title: str = ""
    ministry: str = ""
    charge: str = ""
    published: date | None = None
    page: str = ""
    answered: date | None = None
    answer_page: str = ""
    withdrawn: date | None = None
    cause: str = ""
    text: tuple[str, ...] = ()
    answer: tuple[str, ...] = ()
    rest: tuple[str, ...] = ()

    @property
    def state(self) -> str:
        return (
            "withdrawn" if self.withdrawn or self.cause else "answered" if self.answered or self.answer else "pending"
        )


_LINK = re.compile(r"\[([^\]]*)\]\(([^)\s]*)\)")
_SUPERIOR = re.compile(r"\^\{?(er|re|e|ère|ème|nd|nde)\}?(?!\w)")
_NUMBER = re.compile(r"(question(?:\s+(?:écrite|orale|au gouvernement))?(?:\s+sans débat)?)\s*(?:n\s*[°ºo]\.?|no)\s*:?\s*(\d[\d\u00a0\u202f ]*)", re.I)  # fmt: skip # noqa: E501
_LEGISLATURE = re.compile(r"\b(\d{1,2}|[XVI]+)\s?(?:e|ème)\s+législature", re.I)
_PAGE = re.compile(r",?\s*(?:[-–(]\s*)?\b(?:page|p\.)\s*(?:n[°º])?\s*:?\s*(\d+)\)?", re.I)
_DATE = re.compile(r"\d{1,2}/\d{1,2}/\d{4}|\d{4}-\d{2}-\d{2}|\d{1,2}(?:er)?\s+[^\W\d_]+\s+\d{4}")
_PERSON = re.compile(r"(?:M\.|Mme|Mmes|MM\.)\s+[^\n(–]+")
_BRACKET = re.compile(r"\(([^()]*(?:\([^()]*\)[^()]*)*)\)")
_CONSTITUENCY = re.compile(r"circonscription", re.I)
_TEXT_HEAD = re.compile(r"(?:texte de la )?(question|réponse)(?: du ministère)?\s*:?", re.I)
_BEGINS = re.compile(
    r"(?:M\.|Mme|MM\.|Mmes)\s.*\b(?:attire|appelle|interroge|demande|alerte|souhaite|rappelle|expose|souligne|interpelle)\b"
)
_PARTED = re.compile(r"\s*(?:[-–|•·]|\bGroupe\b)\s*", re.I)

# Each label, as it is copied, and what its value is.
_LABELS: tuple[tuple[str, str], ...] = (
    (r"auteur(?:\(s\)|e)?", "author"),
    (r"député(?:\(e\)|e)?|sénat(?:eur|rice)", "author"),
    (r"circonscription|département", "constituency"),
    (r"groupe(?: politique)?", "group"),
    (r"rubrique", "heading"),
    (r"tête d['’]analyse", "heading"),
    (r"analyse|titre|objet", "title"),
    (r"type(?: de question)?", "kind"),
    (r"législature", "legislature"),
    (r"numéro|question n[°º]", "number"),
    (r"ministère interrogé|ministre interrogée?", "ministry"),
    (r"ministère (?:attributaire|en charge|responsable)|ministère de dépôt", "charge"),
    (r"transmise au", "charge"),
    (r"(?:question )?publiée? (?:au JO|au Journal officiel|dans le JO(?: Sénat)?)?\s*(?:le|du)?", "published"),
    (r"date de publication|date de dépôt", "published"),
    (r"réponse (?:publiée )?(?:au JO|au Journal officiel|dans le JO(?: Sénat)?)\s*(?:le|du)?", "answered"),
    (r"date de (?:la )?réponse|réponse publiée le", "answered"),
    (r"(?:question )?retirée?\s*(?:le)?|date de retrait", "withdrawn"),
    (r"(?:cause|motif)(?: du retrait)?", "cause"),
)
_LABEL = tuple(
    (re.compile(rf"(?:{words})\s*(?:[:>]\s*|(?=\d{{1,2}}[/ ])|(?<=transmise au ))(.*)", re.I), name)
    for words, name in _LABELS
)
_BARE = tuple((re.compile(rf"(?:{words})\s*:?", re.I), name) for words, name in _LABELS)
_NOISE = re.compile(r"données clés|imprimer|partager|retour.*|date\(?s?\)? clés?.*|signalement.*", re.I)


def looks_like_question(text: str) -> bool:
    """Whether a pasted text is the page of a parliamentary question."""
    return bool(_NUMBER.search(_clean(text))) and bool(
        re.search(r"législature|ministère|JO\b|Journal officiel|rubrique", text, re.I)
    )


def read_question(text: str) -> tuple[Question, tuple[Problem, ...]]:
    """The fields in a pasted page, and a Problem for each that a sheet needs and the page does not tell."""
    lines = [line.strip() for line in _clean(text).splitlines()]
    link = next((found[2] for found in _LINK.finditer(text) if "depute" in found[2] or "senat" in found[2]), "")
    head, body, answer = _parts(lines)
    found: dict[str, object] = {"link": link}
    rest = [line for line in _fields(head, found) if not _taken(line, found)]
    if "title" not in found and rest and rest[0] == next((line for line in head if line), ""):
        found["title"] = rest.pop(0)  # the Senate's page begins with it
    question = Question(text=tuple(body), answer=tuple(answer), rest=tuple(rest))._replace(**found)  # type: ignore[arg-type]
    return question, tuple(_missing(question))


def _clean(text: str) -> str:
    """The text without the marks of links, headings and bold, its superiors written plain."""
    plain = _LINK.sub(r"\1", text.replace("\r\n", "\n").replace("\r", "\n"))
    plain = _SUPERIOR.sub(r"\1", plain).replace("**", "").replace("\u00a0", " ").replace("\u202f", " ")
    return re.sub(r"^#{1,6}\s+", "", plain, flags=re.M)


def _parts(lines: list[str]) -> tuple[list[str], list[str], list[str]]:
    """The lines before the text, the paragraphs of the question, and those of the answer."""
    parts: dict[str, list[str]] = {"head": [], "question": [], "réponse": []}
    now = "head"
    for line in lines:
        told = _TEXT_HEAD.fullmatch(line)
        if told and (now != "head" or line.lower().startswith("texte")):
            now = told[1].lower()
            continue
        if now == "head" and _BEGINS.match(line) and len(line) > 60:
            now = "question"
        if now != "head" and _late(line):
            parts["head"].append(line)
        elif line:
            parts[now].append(line)
    return parts["head"], parts["question"], parts["réponse"]


def _late(line: str) -> bool:
    """Whether a line after the text is a label with its date, as the Senate's page has them."""
    if line.lower().startswith("transmise au"):
        return True
    return len(line) < 120 and any(
        pattern.fullmatch(line) and name in ("published", "answered", "withdrawn") and _DATE.search(line)
        for pattern, name in _LABEL
    )


def _fields(lines: list[str], found: dict[str, object]) -> Iterator[str]:
    """Put what the lines say into `found`; give back the lines that are no label."""
    waiting = ""
    for line in lines:
        if not line or _NOISE.fullmatch(line):
            continue
        number = _NUMBER.search(line)
        if number and "number" not in found:
            found["number"] = re.sub(r"\s", "", number[2])
            found["kind"] = " ".join(number[1].split()).capitalize()
            line = (line[: number.start()] + line[number.end() :]).strip(" -–,")
        session = _LEGISLATURE.search(line)
        if session and "legislature" not in found:
            found["legislature"] = f"{session[1]}e"
            line = (line[: session.start()] + line[session.end() :]).strip(" -–,():")
        if not line:
            continue
        bare = next((name for pattern, name in _BARE if pattern.fullmatch(line)), "")
        if bare:
            waiting = bare
            continue
        match = next(((got[1], name) for pattern, name in _LABEL if (got := pattern.fullmatch(line))), None)
        if match is None and waiting:
            match = (line, waiting)
        waiting = ""
        if match is None or not match[0].strip():
            yield line
        else:
            _put(found, match[1], match[0].strip())


def _put(found: dict[str, object], name: str, value: str) -> None:
    if name in ("published", "answered", "withdrawn"):
        day = _DATE.search(value)
        if day:
            found.setdefault(name, _day(day[0]))
        page = _PAGE.search(value)
        if page and name != "withdrawn":
            found.setdefault("page" if name == "published" else "answer_page", page[1])
        why = _BRACKET.search(value)
        if name == "withdrawn" and why:
            found.setdefault("cause", why[1].strip())
    elif name == "author":
        _put_author(found, value)
    elif name == "legislature":
        found.setdefault(name, re.sub(r"\D*(\d+).*", r"\1e", value))
    else:
        found.setdefault(name, value)


def _put_author(found: dict[str, object], value: str, *, group_first: bool = False) -> None:
    """“Mme Ada Brun (Orcelle, 1re circonscription - Groupe Les Voisins)” is three fields.

    Where neither part says which it is, the Senate's pages have the place first, the Assembly's the group.
    """
    bracket = _BRACKET.search(value)
    name = (value[: bracket.start()] if bracket else value).strip(" ,-–")
    found.setdefault("author", re.sub(r"^question de ", "", name, flags=re.I))
    if bracket:
        _put_belongings(found, bracket[1], group_first)


def _put_belongings(found: dict[str, object], text: str, group_first: bool = False) -> None:
    parts = [part.strip(" ,()") for part in _PARTED.split(text) if part.strip(" ,()")]
    if group_first and not _CONSTITUENCY.search(text):
        parts.reverse()
    for part in parts:
        if "constituency" not in found and (_CONSTITUENCY.search(part) or part == parts[0]):
            found["constituency"] = part + (")" if part.count("(") > part.count(")") else "")
        else:
            found.setdefault("group", part)


def _taken(line: str, found: dict[str, object]) -> bool:
    """Whether a line without a label is one that tells itself: the author, or where they were elected."""
    if re.fullmatch(r"question (?:écrite|orale(?: sans débat)?|au gouvernement)", line, re.I):
        found["kind"] = line.capitalize()
        return True
    by = re.match(r"(question )?de (?=M)", line, re.I)
    line = line[by.end() :] if by else line
    if "author" not in found and _PERSON.match(line) and len(line) < 160:
        _put_author(found, re.sub(r"\s+publiée le.*", "", line), group_first=bool(by and not by[1]))
        published = re.search(r"publiée le (.*)", line)
        if published:
            _put(found, "published", published[1])
        return True
    if "constituency" not in found and _CONSTITUENCY.search(line) and len(line) < 160:
        _put_belongings(found, line)
        return True
    return False


def _day(text: str) -> date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None


_WANTED = {
    "number": "number",
    "legislature": "legislature",
    "author": "author",
    "ministry": "ministry that was asked",
    "published": "day it was published",
    "text": "text",
}


def _missing(question: Question) -> Iterator[Problem]:
    for name, what in _WANTED.items():
        if not getattr(question, name):
            yield Problem(
                "warning",
                "question-field",
                f"The pasted page does not tell the question's {what}.",
                "Fill it in by hand.",
            )


def question_parts(question: Question) -> tuple[dict[str, Value], str]:
    """The front matter of kind `question`, and below it the text and the answer as Markdown."""
    matter: dict[str, Value] = {"kind": "question", "state": question.state}
    for name in Question._fields:
        value = getattr(question, name)
        if value and name not in ("kind", "text", "answer", "rest"):
            matter[name] = value
    if question.kind:
        matter["procedure"] = question.kind
    answer = ("## Réponse", *question.answer) if question.answer else ()
    return matter, "\n\n".join((*question.rest, *question.text, *answer))


def question_file(question: Question) -> str:
    """The file of `texts/` that holds a question."""
    import tomlkit

    matter, body = question_parts(question)
    document = tomlkit.document()
    document["format"] = 1
    for name, value in matter.items():
        document[name] = value
    return f"+++\n{tomlkit.dumps(document)}+++\n\n{body}\n"
