"""Finds in the program's source every sentence that a problem can say, so that a test can ask for its French."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from itertools import product
from pathlib import Path
from typing import NamedTuple, TypeAlias

import pressdesk

PACKAGE = Path(pressdesk.__file__).parent
SLOT = re.compile("\0([^\0]*)\0")
"""Stands in a sentence for a part that varies; between the two marks is what it is in the source."""

MOST = 60
_PARTS = ("message", "remedy")
_Function: TypeAlias = ast.FunctionDef | ast.AsyncFunctionDef


class Said(NamedTuple):
    """A sentence of a problem (its message or its remedy), with the code it is said under and where."""

    code: str
    sentence: str
    where: str


class Module(NamedTuple):
    """A module read as a tree: its functions by name, and what its names of upper case mean."""

    path: Path
    tree: ast.Module
    functions: dict[str, _Function]
    constants: dict[str, ast.expr]


@cache
def modules() -> tuple[Module, ...]:
    found = []
    for path in sorted(PACKAGE.rglob("*.py")):
        if "translations" in path.parts:
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        functions = {node.name: node for node in ast.walk(tree) if isinstance(node, _Function)}
        constants: dict[str, ast.expr] = {}
        for node in tree.body:
            if isinstance(node, ast.Assign):
                constants |= {target.id: node.value for target in node.targets if isinstance(target, ast.Name)}
            elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.value:
                constants[node.target.id] = node.value
        found.append(Module(path, tree, functions, constants))
    return tuple(found)


def said() -> list[Said]:
    """Every sentence, with a `SLOT` where a part varies."""
    found = {one: None for module in modules() for one in _said_in(module)}
    return list(found)


def _where(module: Module, node: ast.AST) -> str:
    return f"pressdesk/{module.path.relative_to(PACKAGE).as_posix()}:{getattr(node, 'lineno', 0)}"


def _nodes(module: Module) -> Iterator[tuple[_Function | None, ast.AST]]:
    """Every node with the function around it."""

    def walk(node: ast.AST, function: _Function | None) -> Iterator[tuple[_Function | None, ast.AST]]:
        for child in ast.iter_child_nodes(node):
            inner = child if isinstance(child, _Function) else function
            yield inner, child
            yield from walk(child, inner)

    return walk(module.tree, None)


def _said_in(module: Module) -> Iterator[Said]:
    for function, node in _nodes(module):
        if not isinstance(node, ast.Call):
            continue
        given = _given(node, module)
        codes = _texts(given["code"], module, function, 0) if "code" in given else ["?"]
        for part in _PARTS:
            if part in given and not _handed_on(given[part], function):
                for text in _texts(given[part], module, function, 0):
                    if SLOT.sub("", text).strip(" .,:;"):
                        yield Said(SLOT.sub("…", codes[0]), text, _where(module, node))


def _given(call: ast.Call, module: Module) -> dict[str, ast.expr]:
    """The parts of a problem by name, when what is called makes problems; else nothing."""
    if isinstance(call.func, ast.Name):
        own = _parts_of(module.functions.get(call.func.id))
        ways = [own] if own else _makers().get(call.func.id, [])
    else:
        ways = _makers().get(getattr(call.func, "attr", ""), [])
    named = {one.arg: one.value for one in call.keywords if one.arg}
    found = [dict(zip(names, call.args, strict=False)) | named for names in ways]
    found = [given for given in found if "message" in given]
    return max(found, key=_fits, default={})


def _fits(given: dict[str, ast.expr]) -> int:
    """How sure it is that these parts are meant: several functions of one name take them in another order."""

    def shown(part: str) -> str:
        node = given.get(part)
        return str(node.value) if isinstance(node, ast.Constant) else ""

    code, message = shown("code"), shown("message")
    known = code in ("error", "warning", "note")
    return 2 * bool(re.fullmatch(r"[a-z0-9-]+", code)) - 4 * known - 3 * bool(re.fullmatch(r"[a-z0-9-]+", message))


@cache
def _makers() -> dict[str, list[list[str]]]:
    """The functions that make problems, each with the names of its parts in order."""
    found = {"Problem": [["severity", "code", "message", "remedy", "place"]]}
    for module in modules():
        for name, function in module.functions.items():
            parts = _parts_of(function)
            if parts:
                found.setdefault(name, []).append(parts)
    return found


def _parts_of(function: _Function | None) -> list[str] | None:
    if function is None:
        return None
    names = [one.arg for one in (*function.args.posonlyargs, *function.args.args)]
    if names[:1] == ["self"]:
        names = names[1:]
    return names if "message" in names else None


def _handed_on(given: ast.expr, function: _Function | None) -> bool:
    """Whether it is the function's own parameter: then those who call it say the sentence."""
    if not isinstance(given, ast.Name) or function is None:
        return False
    return given.id in {one.arg for one in (*function.args.args, *function.args.kwonlyargs)}


def _texts(node: ast.expr, module: Module, function: _Function | None, depth: int) -> list[str]:
    """Everything an expression can say; what cannot be known stands between the marks of a `SLOT`."""
    if depth > 6:
        return [_slot(node)]

    def again(inner: ast.expr) -> list[str]:
        return _texts(inner, module, function, depth + 1)

    match node:
        case ast.Constant(value=str(text)):
            return [text]
        case ast.JoinedStr(values=values):
            return _joined([again(value) for value in values])
        case ast.FormattedValue(value=value, format_spec=None):
            return again(value)
        case ast.IfExp(body=body, orelse=other):
            return [*again(body), *again(other)]
        case ast.BoolOp(values=values):
            return [text for value in values for text in again(value)]
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            return _joined([again(left), again(right)])
        case ast.Subscript(value=ast.Name(id=name)) if isinstance(module.constants.get(name), ast.Dict):
            table = module.constants[name]
            assert isinstance(table, ast.Dict)
            return _distinct([text for value in table.values for text in again(value)])
        case ast.Name():
            return _meanings(node, module, function, depth)
        case ast.Call(func=ast.Name(id="did_you_mean")):
            return [f"Did you mean “{_slot(node)}”?", f"Known are: {_slot(node)}."]
        case ast.Call(func=ast.Name(id=name)) if name in module.functions and depth < 4:
            inner = module.functions[name]
            returns = [one.value for one in ast.walk(inner) if isinstance(one, ast.Return) and one.value]
            return _distinct([text for one in returns for text in _texts(one, module, inner, depth + 1)]) or [
                _slot(node)
            ]
    return [_slot(node)]


def _meanings(use: ast.Name, module: Module, function: _Function | None, depth: int) -> list[str]:
    given = _reaching(function.body, use)[0] if function is not None else []
    if not given and use.id in module.constants:
        given = [module.constants[use.id]]
    texts = [text for one in given for text in _texts(one, module, function, depth + 1)]
    return _distinct(texts) or [f"\0{use.id}\0"]


def _reaching(block: list[ast.stmt], use: ast.Name) -> tuple[list[ast.expr], bool]:
    """What a name may hold where it is used, and whether one of these values surely was given before."""
    found: list[ast.expr] = []
    for index, statement in enumerate(block):
        if not _holds(statement, use):
            continue
        for inner in _blocks(statement):
            if any(_holds(one, use) for one in inner):
                values, sure = _reaching(inner, use)
                found += values
                if sure:
                    return found, True
        found += _named(statement, use.id)
        return (found, True) if found and _named(statement, use.id) else _given_in(block[:index], use.id, found)
    return found, False


def _given_in(block: list[ast.stmt], name: str, found: list[ast.expr]) -> tuple[list[ast.expr], bool]:
    """What a block gives a name, looked at from its end, added to what was found; whether it surely gives something."""
    found = list(found)
    for statement in reversed(block):
        match statement:
            case ast.Assign(targets=targets, value=value):
                values = [one for target in targets for one in _assigned(target, value, name)]
            case ast.AnnAssign(target=ast.Name(id=known), value=value) if known == name and value is not None:
                values = [value]
            case ast.AugAssign(target=ast.Name(id=known) as target, op=ast.Add(), value=value) if known == name:
                before = ast.copy_location(ast.Name(id=known), target)
                values = [ast.copy_location(ast.BinOp(left=before, op=ast.Add(), right=value), target)]
            case ast.If(body=body, orelse=other):
                one, first = _given_in(body, name, [])
                two, second = _given_in(other, name, [])
                found += [*one, *two]
                if first and second:
                    return found, True
                values = []
            case _:
                values = _named(statement, name)
                for inner in _blocks(statement):
                    found += _given_in(inner, name, [])[0]
        found += values
        if values:
            return found, True
    return found, False


def _named(statement: ast.stmt, name: str) -> list[ast.expr]:
    return [
        node.value
        for node in ast.walk(statement)
        if isinstance(node, ast.NamedExpr) and isinstance(node.target, ast.Name) and node.target.id == name
    ]


def _blocks(statement: ast.stmt) -> list[list[ast.stmt]]:
    inner = [getattr(statement, name, []) for name in ("body", "orelse", "finalbody")]
    inner += [one.body for one in (*getattr(statement, "handlers", []), *getattr(statement, "cases", []))]
    return [block for block in inner if block]


def _holds(statement: ast.stmt, use: ast.expr) -> bool:
    begin, end = (statement.lineno, statement.col_offset), (statement.end_lineno or 0, statement.end_col_offset or 0)
    return begin <= (use.lineno, use.col_offset) < end


def _assigned(target: ast.expr, value: ast.expr, name: str) -> list[ast.expr]:
    match target, value:
        case ast.Name(id=known), _ if known == name:
            return [value]
        case ast.Tuple(elts=targets), ast.Tuple(elts=values) if len(targets) == len(values):
            return [one for inner, one in zip(targets, values, strict=True) if getattr(inner, "id", "") == name]
        case ast.Tuple(elts=targets), ast.IfExp(body=body, orelse=other):
            return [*_assigned(target, body, name), *_assigned(target, other, name)]
    return []


def _slot(node: ast.expr) -> str:
    return f"\0{ast.unparse(node)}\0"


def _joined(parts: list[list[str]]) -> list[str]:
    return _distinct(["".join(one) for _, one in zip(range(MOST), product(*parts), strict=False)])


def _distinct(texts: list[str]) -> list[str]:
    return list(dict.fromkeys(texts))
