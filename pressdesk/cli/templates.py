"""`pressdesk templates` and `pressdesk template new|check|preview`."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from pressdesk.cli.report import File, Report, print_problems
from pressdesk.templates.catalogue import Found, template_named, templates_available


def prepare(name: str, parser: ArgumentParser) -> None:
    if name == "templates":
        parser.add_argument("dir", metavar="DIR", type=Path, nargs="?", help="a campaign with templates of its own")
        return
    actions = parser.add_subparsers(dest="action", required=True, metavar="new|check|preview")
    new = actions.add_parser("new", help="write a small template to begin with")
    new.add_argument("dir", metavar="DIR", type=Path)
    check = actions.add_parser("check", help="say what is wrong with a template")
    check.add_argument("dir", metavar="DIR", type=Path)
    preview = actions.add_parser("preview", help="paint a template with its own examples")
    preview.add_argument("template", metavar="NAME")
    preview.add_argument("--out", metavar="FILE.png", type=Path, required=True)
    preview.add_argument(
        "--format", metavar="NAME", default="", help="such as A3; the first it is made for when left out"
    )
    preview.add_argument("--campaign", metavar="DIR", type=Path, help="whose brand and templates to use")
    preview.add_argument("--longest", action="store_true", help="with the longest examples")
    for action in (new, check, preview):
        action.add_argument("--json", action="store_true", help="give the results as one JSON object")


def run(name: str, arguments: Namespace, report: Report) -> int:
    if name == "templates":
        return _list(arguments, report)
    match arguments.action:
        case "new":
            from pressdesk.work.templating import new_template

            report.add([File(new_template(arguments.dir), "template")])
        case "check":
            from pressdesk.templates.reading import check_template

            report.add(problems=check_template(arguments.dir))
        case _:
            from pressdesk.work.templating import preview_template

            problems = preview_template(
                arguments.template,
                arguments.out,
                campaign_root=arguments.campaign,
                format_name=arguments.format,
                longest=arguments.longest,
            )
            report.add([File(arguments.out, "png", format=arguments.format, pages=1)], problems)
    return report.finish()


def _list(arguments: Namespace, report: Report) -> int:
    """One line each: name, kind, formats, title."""
    from pressdesk.base.problem import InputError

    lines = []
    for found in templates_available(arguments.dir):
        try:
            template = template_named(found.name, arguments.dir)
        except InputError as fault:
            report.add(problems=fault.problems)
            continue
        families = " ".join(dict.fromkeys(family for layout in template.layouts for family in layout.families))
        title = template.titles.get("fr") or template.titles.get("en") or ""
        lines.append((found, template.kind, families, title))
    if report.json:
        return _as_json(lines, report)
    for found, kind, families, title in lines:
        print(f"{found.name:20} {kind:10} {title} ({families})" + ("  (the campaign's own)" if found.own else ""))
    print_problems(report.problems)
    return report.status


def _as_json(lines: list[tuple[Found, str, str, str]], report: Report) -> int:
    import json
    import sys

    entries = [
        {"name": found.name, "kind": kind, "formats": families.split(), "title": title, "own": found.own}
        for found, kind, families, title in lines
    ]
    sys.stdout.write(json.dumps({"templates": entries, **report.as_json()}, ensure_ascii=False, indent=2) + "\n")
    return report.status
