"""Brings the jars of the lock into the cache that all installations share, from the network or from a bundle."""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path

from jgo.maven import MavenContext
from requests import RequestException

from graphintel.errors import Invalid, Problem, StartRefused
from graphintel.i18n import gettext as _
from graphintel.log import get_logger
from graphintel.server.filelock import exclusive
from graphintel.server.jars import LOCK_FILE, THREADS, VERSION, Jar, inspect, locked_jars

log = get_logger(__name__)

Progress = Callable[[str, int, int], None]
"""Told what is going on, how much of it is done, and of how much (bytes, or 0 where nobody knows)."""

ATTEMPTS = 3
TIMEOUT_SECONDS = 30
RETRY_SECONDS = 0.5


def cache_folder(cache: Path) -> Path:
    """Where the jars of this version lie inside a cache."""
    return cache / "neo4j" / VERSION


def ensure_jars(
    cache: Path,
    *,
    bundle: Path | None = None,
    mirror: str | None = None,
    progress: Progress | None = None,
    jars: Iterable[Jar] | None = None,
) -> tuple[Path, ...]:
    """Paths of all jars, checked; fetches what is missing and refuses what was tampered with."""
    wanted = tuple(jars if jars is not None else locked_jars())
    folder = cache_folder(cache)
    folder.mkdir(parents=True, exist_ok=True)
    report = progress or _silent
    with exclusive(folder / ".lock", waiting=lambda: report(_("Another process is filling the cache; waiting"), 0, 0)):
        found = inspect(folder, wanted)
        refuse_tampered(folder, found.tampered)
        if found.missing and bundle is not None:
            _copy_from(bundle, folder, found.missing)
        elif found.missing:
            _fetch(folder, found.missing, mirror, report)
    return tuple(folder / jar.file for jar in wanted)


def make_bundle(cache: Path, bundle: Path, *, mirror: str | None = None, progress: Progress | None = None) -> int:
    """Writes all jars and the lock into a folder for a machine without internet; the number of jars."""
    paths = ensure_jars(cache, mirror=mirror, progress=progress)
    bundle.mkdir(parents=True, exist_ok=True)
    for path in paths:
        _place(path, bundle / path.name)
    _place(LOCK_FILE, bundle / LOCK_FILE.name)
    return len(paths)


def refuse_tampered(folder: Path, tampered: Iterable[tuple[Jar, str]]) -> None:
    """Raises StartRefused that names the first jar that is not what the lock says."""
    for jar, reason in tampered:
        raise StartRefused(
            _(
                "The jar %(file)s in %(folder)s is not the one in the lock: %(reason)s. Nothing was "
                "started. Find out who changed it; then delete it, and it is fetched anew.",
                file=jar.file,
                folder=folder,
                reason=reason,
            )
        )


def _copy_from(bundle: Path, folder: Path, missing: tuple[Jar, ...]) -> None:
    if not bundle.is_dir():
        raise Invalid(
            Problem(
                "bundle",
                _("%(bundle)s is no folder.", bundle=bundle),
                remedy=_("Make one with: graphintel db bundle FOLDER."),
            )
        )
    found = inspect(bundle, missing)
    refuse_tampered(bundle, found.tampered)
    if found.missing:
        raise Invalid(
            Problem(
                "bundle",
                _(
                    "%(bundle)s lacks %(number)s jars, the first is %(file)s.",
                    bundle=bundle,
                    number=len(found.missing),
                    file=found.missing[0].file,
                ),
                remedy=_("Make it anew with: graphintel db bundle FOLDER."),
            )
        )
    for jar in missing:
        _place(bundle / jar.file, folder / jar.file)


def _place(source: Path, target: Path) -> None:
    """Copies so that the target is either absent or whole."""
    partial = target.with_name(f".{target.name}.partial")
    shutil.copyfile(source, partial)
    partial.replace(target)


def _fetch(folder: Path, missing: tuple[Jar, ...], mirror: str | None, report: Progress) -> None:
    total, done, started = sum(jar.size for jar in missing), 0, time.monotonic()
    sentence = _("Fetching Neo4j %(version)s: %(number)s jars", version=VERSION, number=len(missing))
    report(sentence, 0, total)
    with tempfile.TemporaryDirectory(prefix=".incoming-", dir=folder) as incoming, ThreadPoolExecutor(THREADS) as pool:
        tasks = {pool.submit(_fetch_one, jar, Path(incoming), mirror): jar for jar in missing}
        try:
            for task in as_completed(tasks):
                jar = tasks[task]
                task.result().replace(folder / jar.file)
                done += jar.size
                report(sentence, done, total)
        except BaseException:
            pool.shutdown(wait=True, cancel_futures=True)
            raise
    log.info("server.jars_fetched", jars=len(missing), bytes=total, seconds=round(time.monotonic() - started, 1))


def _fetch_one(jar: Jar, incoming: Path, mirror: str | None) -> Path:
    """The jar, fetched and checked; each attempt has a folder of its own, since a broken download leaves a file."""
    group, artifact, version, classifier = jar.coordinates
    failure = ""
    for attempt in range(ATTEMPTS):
        context = MavenContext(
            repo_cache=incoming / f"{attempt}",
            remote_repos={"mirror": mirror} if mirror else None,
            timeout=TIMEOUT_SECONDS,
        )
        component = context.project(group, artifact).at_version(version)
        try:
            file: Path = component.artifact(classifier=classifier, packaging="jar").resolve()
        except (RequestException, RuntimeError, OSError) as error:
            failure = f"{type(error).__name__}"
            time.sleep(attempt * RETRY_SECONDS)
            continue
        refuse_tampered(incoming, [(jar, reason)] if (reason := jar.differs(file)) else [])
        return file
    raise StartRefused(
        _(
            "The jar %(file)s could not be fetched (%(failure)s, %(attempts)s attempts). Check the "
            "network, the proxy (HTTPS_PROXY) or the mirror (GRAPHINTEL_MAVEN_MIRROR); or bring the "
            "jars in a folder: --bundle FOLDER.",
            file=jar.file,
            failure=failure,
            attempts=ATTEMPTS,
        )
    )


def _silent(sentence: str, done: int, total: int) -> None:
    """Progress that nobody watches."""
