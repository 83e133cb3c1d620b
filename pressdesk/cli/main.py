"""The way in: finds the command, loads it and nothing else, and turns every ending into an exit status.

0 done; 1 done, with problems of severity error; 2 wrong usage; 3 the input could not be read; 130 stopped.
"""

from __future__ import annotations

import os
import sys

COMMANDS: dict[str, tuple[str, str, str]] = {
    "new": ("campaign", "DIR [--sample]", "make a campaign folder, empty or the sample"),
    "add": ("campaign", "DIR TEMPLATE [NAME]", "write a new piece, its fields explained in the file"),
    "build": ("build", "DIR [PIECE…]", "make the pieces: PDFs and pictures that are not up to date"),
    "check": ("check", "DIR|FILE.pdf [PIECE…]", "say what is wrong, without making anything"),
    "import": ("campaign", "DIR FILE…", "take in pictures, texts, tables, fonts and colour profiles"),
    "merge": ("merge", "DIR PIECE --table FILE", "make a piece for every row of a table"),
    "impose": ("impose", "FILE.pdf… --up N|--booklet|--tile A4", "lay any PDF out on sheets, as booklet, or as tiles"),
    "kit": ("campaign", "DIR [--out FILE.zip]", "make the press kit (from the next version on)"),
    "pack": ("campaign", "DIR FILE.pressdesk", "put a campaign into one file"),
    "unpack": ("campaign", "FILE.pressdesk DIR", "take a campaign out of its file"),
    "qr": ("qr", "PAYLOAD --out FILE", "write one QR code as SVG, PDF or PNG"),
    "presets": ("presets", "[DIR]", "list the presets: how files are finished for which printer"),
    "templates": ("templates", "[DIR]", "list the templates"),
    "template": ("templates", "new|check|preview …", "make, check or look at a template"),
}
"""Each command: the module of `pressdesk.cli` that does it, what it takes, and what it is for."""

STOPPED = 130
SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
"""What says on Linux that there is a screen, or that none is wanted."""


def main(argv: list[str] | None = None) -> int:
    """Run the command line and give its exit status; nothing but a bug leaves it as an exception."""
    words = list(sys.argv[1:] if argv is None else argv)
    _speak_anything("--json" in words)
    try:
        status = _run(words)
        sys.stdout.flush()
    except BrokenPipeError:
        _silence()
        return 0
    except KeyboardInterrupt:
        print("Stopped. Every file is either the earlier one or the new one, whole.", file=sys.stderr)
        return STOPPED
    except SystemExit as leaving:  # argparse, after it printed its help or its complaint
        return leaving.code if isinstance(leaving.code, int) else 2
    return status


def _run(words: list[str]) -> int:
    first = words[0] if words else ""
    if first in ("-h", "--help", "help"):
        sys.stdout.write(usage())
        return 0
    if first in ("-V", "--version"):
        from pressdesk import __version__

        print(f"pressdesk {__version__}")
        return 0
    if first in COMMANDS:
        from pressdesk.cli.running import run_command

        return run_command(first, words[1:])
    return _open(words)


def usage() -> str:
    """What `pressdesk --help` prints."""
    width = max(len(name) + len(takes) for name, (_, takes, _) in COMMANDS.items()) + 3
    lines = [
        "PressDesk: every printed and sent piece of a campaign, from one set of facts.",
        "",
        f"  {'pressdesk [DIR|FILE.pressdesk]':{width + 10}}  open the window",
    ]
    for name, (_, takes, purpose) in COMMANDS.items():
        lines.append(f"  {'pressdesk ' + name + ' ' + takes:{width + 10}}  {purpose}")
    lines += [
        "",
        "pressdesk COMMAND --help tells more of each. Exit status: 0 done, 1 done with errors, 2 wrong usage,",
    ]
    lines += ["3 the input could not be read. With --json the results are one JSON object on standard output.", ""]
    return "\n".join(lines)


def _open(words: list[str]) -> int:
    """Open the window on a campaign; a word that is neither a command nor a path is told with the nearest command."""
    options = [word for word in words if word.startswith("-")]
    if options or len(words) > 1 or (words and not _exists(words[0])):
        wrong = options[0] if options else words[0]
        from pressdesk.base.problem import did_you_mean

        remedy = did_you_mean(wrong, list(COMMANDS)) if not options else ""
        print(f"There is no command or folder “{wrong}”. {remedy}".rstrip(), file=sys.stderr)
        print("pressdesk --help lists the commands.", file=sys.stderr)
        return 2
    if sys.platform.startswith("linux") and not any(os.environ.get(name) for name in SCREENS):
        print("There is no screen here to open a window on.", file=sys.stderr)
        print("The commands work without; pressdesk --help lists them.", file=sys.stderr)
        return 1
    from importlib import import_module

    try:
        window = import_module("pressdesk.app.starting")
    except ImportError as fault:
        print(f"The window cannot be opened on this machine: {fault}.", file=sys.stderr)
        print("Install what is missing (the README lists it for Linux); the commands work without.", file=sys.stderr)
        return 1
    status: int = window.run(words[0] if words else None)
    return status


def _speak_anything(json: bool) -> None:
    """A terminal that lacks a letter gets a stand-in instead of an end; JSON is UTF-8 everywhere (RFC 8259, 8.1)."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")
    if json and hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8")


def _exists(path: str) -> bool:
    from pathlib import Path

    return Path(path).exists()


def _silence() -> None:
    """Whoever read our output has gone; Python must not complain about it while it ends."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError):
        sys.stdout = None
