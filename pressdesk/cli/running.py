"""Runs one command: its words, its report, and what its failure means."""

from __future__ import annotations

import argparse
import gc
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any, NoReturn

from pressdesk.base.problem import CancelledError, InputError, PressDeskError, Problem, RefusedError, UsageError
from pressdesk.cli.main import COMMANDS, STOPPED
from pressdesk.cli.report import Report
from pressdesk.work.bugs import bug_problem
from pressdesk.work.disk import disk_problem
from pressdesk.work.memory import RARE


class Parser(argparse.ArgumentParser):
    """Complains as everything else here does: with a problem."""

    def error(self, message: str) -> NoReturn:
        usage = " ".join(self.format_usage().split()).removeprefix("usage: ")
        text = f"{message[:1].upper()}{message[1:]}."
        raise UsageError(Problem("error", "usage", text, f"It goes like this: {usage}"))


def run_command(name: str, words: Sequence[str]) -> int:
    """Do a command of `COMMANDS` and give its exit status."""
    gc.set_threshold(*RARE)
    module_name, _, purpose = COMMANDS[name]
    module: Any = import_module(f"pressdesk.cli.{module_name}")
    prepare: Callable[[str, argparse.ArgumentParser], None] = module.prepare
    run: Callable[[str, argparse.Namespace, Report], int] = module.run
    parser = Parser(prog=f"pressdesk {name}", description=f"{purpose[:1].upper()}{purpose[1:]}.", allow_abbrev=False)
    parser.add_argument("--json", action="store_true", help="give the results as one JSON object")
    prepare(name, parser)
    report = Report("--json" in words)
    try:
        return run(name, parsed(parser, words), report)
    except PressDeskError as fault:
        report.add(problems=fault.problems)
        return report.finish(_status(fault))
    except BrokenPipeError:
        raise
    except OSError as fault:
        report.add(problems=[disk_problem(fault)])
        return report.finish(1)
    except Exception as fault:
        report.add(problems=[bug_problem(fault)])
        return report.finish(1)


def parsed(parser: argparse.ArgumentParser, words: Sequence[str]) -> argparse.Namespace:
    """The words as options and arguments, in any order. Raises UsageError."""
    if any(isinstance(action, argparse._SubParsersAction) for action in parser._actions):
        return parser.parse_args(list(words))
    return parser.parse_intermixed_args(list(words))


def _status(fault: PressDeskError) -> int:
    match fault:
        case UsageError():
            return 2
        case InputError():
            return 3
        case RefusedError():
            return 1
        case CancelledError():
            return STOPPED
        case _:
            return 1
