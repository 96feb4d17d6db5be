"""Writes the pages of docs/ that follow from the code: model, queries, settings, commands, errors.

``python tools/docs.py`` writes them, ``python tools/docs.py --check`` says which differ. A contract test does the same.
"""

from __future__ import annotations

import importlib
import pkgutil
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # The checkout itself, whatever is installed.

import click  # noqa: E402 - after the path is set

import graphintel  # noqa: E402
from graphintel import errors  # noqa: E402
from graphintel.cli import root  # noqa: E402
from graphintel.model.grading import CREDIBILITY, RELIABILITY  # noqa: E402
from graphintel.model.kinds import KINDS, Kind  # noqa: E402
from graphintel.model.link_types import LINK_TYPES  # noqa: E402
from graphintel.model.marking import REGISTERS, Level  # noqa: E402
from graphintel.model.properties import PROPERTIES  # noqa: E402
from graphintel.model.values.schemes import SCHEMES  # noqa: E402
from graphintel.queries.library import NamedQuery, load  # noqa: E402
from graphintel.settings import VARIABLES  # noqa: E402
from graphintel.web.errors import CODES, STATUS  # noqa: E402
from tools.docs_roles import roles_page  # noqa: E402
from tools.docs_tables import NOTE, code, table  # noqa: E402

MODEL = """\
Everything here comes from the registries in `graphintel/model/`. A further kind of entity is one entry in `kinds.py`
and its translations. [architecture.md](architecture.md) says how records become entities.
"""
QUERIES = """\
All Cypher lies in `cypher/<feature>.cypher`; nothing is assembled in Python. `$visible` and `$complete` are the
classes of markings that the viewer sees some of and all of.
"""
SETTINGS = """\
Settings are read once, at the start, from the environment. All that are wrong are named together, each with what would
be right. Secrets are never taken from arguments.
"""
ACTING = """\
`GRAPHINTEL_TOKEN` holds the API token as which the commands on stored data act; without it they ask for a user and a
password. `GRAPHINTEL_PURPOSE` and `GRAPHINTEL_LEGAL_BASIS` say why whoever answers asks; a token has its own.
"""
COMMANDS = """\
With `--json` the last line of stdout is one JSON object; progress and remarks go to stderr. Commands on stored data act
as a user, with his clearance, and are audited: the token in `GRAPHINTEL_TOKEN`, or a user and a password asked for on
the terminal. The [exit codes](errors.md) are the same for all.
"""
ERRORS = """\
Every error is one sentence that says what went wrong and what helps; `problems` names each field. The API answers with
problem details (RFC 9457), the command line with an exit code.
"""
ENDS = """\
Exit code 0 says that it was done, 2 that the command was used wrongly, 130 that a request to end, such as Ctrl-C,
broke it off.
"""
JOINING = """\
Bearers of one valid identifier of a *joining* scheme are one entity, unless somebody holds them apart. The ids of
*personal* identifiers are keyed hashes.
"""


def model_page() -> str:
    """docs/model.md: what there is in the graph."""
    return "\n".join(
        [
            f"# The model\n\n{NOTE}",
            MODEL,
            "## Kinds of entities\n",
            table(
                ("kind", "label", "family", "icon", "register", "shared", "further labels"),
                (
                    (f"[{k.name}](#{k.name.lower()})", k.label, k.family.name, k.icon, k.register, k.shared,
                     code(k.labels))
                    for k in KINDS.values()
                ),
            ),
            "A *shared* kind stands for one value (a telephone number, a place) that many records name.\n",
            *(_kind(kind) for kind in KINDS.values()),
            *_links_and_values(),
        ]
    )  # fmt: skip


def _kind(kind: Kind) -> str:
    known = (PROPERTIES[name] for name in kind.properties)
    parts = [
        f"### {kind.name}\n",
        f"{kind.plural}. Beside the name is shown: {code(kind.subtitle) or 'nothing'}.\n",
        table(
            ("property", "label", "type", "vocabulary", "filter of the search"),
            ((f"`{p.name}`", p.label, p.type, p.scheme or "", p.facet or "") for p in known),
        ),
    ]
    if kind.subkinds:
        parts += [f"Subkinds, each with an icon of its own: {code(name for name, _ in kind.subkinds)}.\n"]
    return "\n".join(parts)


def _links_and_values() -> Iterator[str]:
    yield "## Types of links\n\nRead from source to target; paths run only through the types that say so.\n"
    yield table(
        ("type", "source → target", "target → source", "directed", "paths"),
        ((f"`{t.name}`", t.label, t.inverse, t.directed, t.paths) for t in LINK_TYPES.values()),
    )
    yield f"## Schemes of identifiers\n\n{JOINING}"
    yield table(
        ("scheme", "label", "subkind", "joins", "personal", "check digit"),
        ((f"`{s.name}`", s.label, s.subkind, s.strong_join, s.personal, s.check_digit) for s in SCHEMES.values()),
    )
    yield "## Markings\n\n`register/level[/group+group]`; see [markings](how-to/markings.md).\n"
    yield f"Registers: {code(REGISTERS)}. Levels, lowest first: {code(Level.__members__)}.\n"
    yield "## Grades\n\nSource, then information: `B2`.\n"
    yield table(("source", "meaning"), RELIABILITY.items())
    yield table(("information", "meaning"), CREDIBILITY.items())


def queries_page() -> str:
    """docs/queries.md: the named queries and their contracts."""
    features: dict[str, list[NamedQuery]] = {}
    for query in load().values():
        features.setdefault(query.name.split(".")[0], []).append(query)
    parts = [
        f"# The named queries\n\n{NOTE}",
        QUERIES,
    ]
    for feature, queries in sorted(features.items()):
        parts.append(f"## {feature}\n")
        parts += [_query(query) for query in queries]
    return "\n".join(parts)


def _query(query: NamedQuery) -> str:
    timeout = f" Ends after {query.timeout:g} seconds at the latest." if query.timeout else ""
    return (
        f"### {query.name}\n\n{query.about}{timeout}\n\n"
        f"- access: {query.access}\n"
        f"- parameters: {code(sorted(query.params)) or 'none'}\n"
        f"- returns: {code(query.returns) or 'nothing'}\n"
    )


def settings_page() -> str:
    """docs/how-to/settings.md: every variable."""
    return "\n".join(
        [
            f"# Settings\n\n{NOTE}",
            SETTINGS,
            table(("variable", "meaning"), ((f"`{name}`", about) for name, (_, _, about) in VARIABLES.items())),
            ACTING,
        ]
    )


def commands_page() -> str:
    """docs/how-to/cli.md: every command with its arguments and options."""
    parts = [
        f"# Commands\n\n{NOTE}",
        COMMANDS,
    ]
    return "\n".join([*parts, *_commands(root, ("graphintel",))])


def _commands(group: click.Group, path: tuple[str, ...]) -> Iterator[str]:
    context = click.Context(group, info_name=path[-1])
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if command is None or command.hidden:
            continue
        yield _command(command, (*path, name))
        if isinstance(command, click.Group):
            yield from _commands(command, (*path, name))


def _command(command: click.Command, path: tuple[str, ...]) -> str:
    context = click.Context(command, info_name=" ".join(path))
    usage = " ".join([*path, *command.collect_usage_pieces(context)])
    options = [p for p in command.params if isinstance(p, click.Option) and not p.hidden]
    parts = [f"{'#' * len(path)} {' '.join(path)}\n", f"{_paragraphs(command.help)}\n", f"```\n{usage}\n```\n"]
    if options:
        parts.append(table(("option", "meaning"), (_option(option, context) for option in options)))
    return "\n".join(parts)


def _option(option: click.Option, context: click.Context) -> tuple[str, str]:
    names = ", ".join(f"`{name}`" for name in (*option.opts, *option.secondary_opts))
    value = "" if option.is_flag else f" {option.make_metavar(context)}"
    return f"{names}{value}", f"{option.help or ''}{' Required.' if option.required else ''}"


def _paragraphs(text: str | None) -> str:
    """The help of a command as Markdown: paragraphs on one line, without click's marks."""
    blocks = (text or "").replace("\b", "").strip().split("\n\n")
    return "\n\n".join(" ".join(block.split()) for block in blocks)


def errors_page() -> str:
    """docs/how-to/errors.md: every error with its code, exit code and status."""
    kinds = _kinds_of_error()
    others = sorted(set(CODES.values()) - {kind.code for kind in kinds})
    status = {code: number for number, code in CODES.items()}
    return "\n".join(
        [
            f"# Errors\n\n{NOTE}",
            ERRORS,
            table(
                ("code", "exit code", "HTTP", "meaning"),
                ((f"`{kind.code}`", kind.exit_code, _status(kind), _first_line(kind)) for kind in kinds),
            ),
            ENDS,
            "The API alone also answers with these codes:\n",
            table(("code", "HTTP"), ((f"`{code}`", status[code]) for code in others)),
        ]
    )


def _kinds_of_error() -> list[type[errors.GraphintelError]]:
    """Every error with a code of its own, wherever in the package it is declared."""
    for module in pkgutil.walk_packages(graphintel.__path__, "graphintel."):
        if module.name not in {"graphintel.__main__", "graphintel.py2neo_bridge"}:  # The latter needs an extra.
            importlib.import_module(module.name)
    found: list[type[errors.GraphintelError]] = [errors.GraphintelError, *_below(errors.GraphintelError)]
    return sorted((kind for kind in found if "code" in vars(kind)), key=lambda kind: (kind.exit_code, kind.code))


def _below(kind: type[errors.GraphintelError]) -> Iterator[type[errors.GraphintelError]]:
    for further in kind.__subclasses__():
        if further.__module__.startswith("graphintel."):
            yield further
            yield from _below(further)


def _status(kind: type[errors.GraphintelError]) -> str:
    return next((str(status) for base, status in STATUS if issubclass(kind, base)), "500")


def _first_line(kind: type[errors.GraphintelError]) -> str:
    return (kind.__doc__ or "").strip().splitlines()[0]


PAGES: Mapping[str, Callable[[], str]] = {
    "docs/model.md": model_page,
    "docs/queries.md": queries_page,
    "docs/how-to/settings.md": settings_page,
    "docs/how-to/cli.md": commands_page,
    "docs/how-to/errors.md": errors_page,
    "docs/how-to/roles.md": roles_page,
}


def main(*, check: bool) -> int:
    """Writes the pages, or with ``check`` names those that differ."""
    stale = []
    for name, page in PAGES.items():
        file = ROOT / name
        text = page()
        if file.exists() and file.read_text(encoding="utf-8") == text:
            continue
        stale.append(name)
        if not check:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
    print("\n".join(f"{'differs' if check else 'wrote'}: {name}" for name in stale) or "The pages are up to date.")
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main(check="--check" in sys.argv[1:]))
