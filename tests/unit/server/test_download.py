"""Fetching, from a Maven mirror that these tests serve on this machine."""

from __future__ import annotations

import hashlib
import multiprocessing
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from graphintel.errors import Invalid, StartRefused
from graphintel.server.download import cache_folder, ensure_jars
from graphintel.server.jars import Jar

NAMES = ("alpha", "beta", "gamma")


def content_of(name: str) -> bytes:
    return f"the jar {name}".encode() * 100


JARS = tuple(
    Jar(
        f"{name}-1.0.jar",
        f"org/example/{name}/1.0/{name}-1.0.jar",
        len(content_of(name)),
        hashlib.sha256(content_of(name)).hexdigest(),
    )
    for name in NAMES
)


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    folder = tmp_path / "repository"
    for jar, name in zip(JARS, NAMES, strict=True):
        file = folder / jar.path
        file.parent.mkdir(parents=True)
        file.write_bytes(content_of(name))
        checksum = hashlib.sha1(content_of(name), usedforsecurity=False).hexdigest()
        file.with_name(f"{file.name}.sha1").write_text(checksum)
    return folder


@pytest.fixture
def mirror(repository: Path) -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(repository))) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache"


@pytest.fixture
def filled(cache: Path) -> Path:
    folder = cache_folder(cache)
    folder.mkdir(parents=True)
    for jar, name in zip(JARS, NAMES, strict=True):
        (folder / jar.file).write_bytes(content_of(name))
    return folder


def test_missing_jars_are_fetched_from_the_mirror_with_progress(cache: Path, mirror: str) -> None:
    told: list[tuple[int, int]] = []

    paths = ensure_jars(cache, mirror=mirror, jars=JARS, progress=lambda _, done, total: told.append((done, total)))

    assert [path.read_bytes() for path in paths] == [content_of(name) for name in NAMES]
    total = sum(jar.size for jar in JARS)
    assert told[0] == (0, total)
    assert told[-1] == (total, total)


def test_a_cache_that_is_complete_needs_no_network(cache: Path, filled: Path) -> None:
    paths = ensure_jars(cache, mirror="http://127.0.0.1:9", jars=JARS)

    assert [path.parent for path in paths] == [filled] * 3


def test_a_tampered_jar_in_the_cache_is_refused_by_name(cache: Path, filled: Path) -> None:
    (filled / JARS[1].file).write_bytes(content_of("beta")[:-1] + b"X")

    with pytest.raises(StartRefused, match=r"beta-1\.0\.jar .* is not the one in the lock: its SHA-256 is"):
        ensure_jars(cache, jars=JARS)


def test_a_tampered_jar_on_the_mirror_never_reaches_the_cache(cache: Path, mirror: str, repository: Path) -> None:
    changed = b"Z" * JARS[2].size
    file = repository / JARS[2].path
    file.write_bytes(changed)
    file.with_name(f"{file.name}.sha1").write_text(hashlib.sha1(changed, usedforsecurity=False).hexdigest())

    with pytest.raises(StartRefused, match=r"gamma-1\.0\.jar"):
        ensure_jars(cache, mirror=mirror, jars=JARS)

    assert not (cache_folder(cache) / JARS[2].file).exists()


def test_a_jar_that_the_mirror_lacks_is_named_with_what_can_be_done(cache: Path, mirror: str, repository: Path) -> None:
    (repository / JARS[0].path).unlink()

    with pytest.raises(StartRefused, match=r"alpha-1\.0\.jar could not be fetched.*--bundle FOLDER"):
        ensure_jars(cache, mirror=mirror, jars=JARS)


def test_a_broken_fetch_leaves_nothing_behind_and_is_taken_up_again(cache: Path, mirror: str, repository: Path) -> None:
    file = repository / JARS[0].path
    file.rename(file.with_suffix(".away"))
    with pytest.raises(StartRefused):
        ensure_jars(cache, mirror=mirror, jars=JARS)
    leftovers = [path.name for path in cache_folder(cache).iterdir() if path.name.startswith(".incoming")]
    file.with_suffix(".away").rename(file)

    paths = ensure_jars(cache, mirror=mirror, jars=JARS)

    assert leftovers == []
    assert all(path.is_file() for path in paths)


def test_a_bundle_fills_an_empty_cache_without_network(cache: Path, filled: Path, tmp_path: Path) -> None:
    other = tmp_path / "other machine"

    paths = ensure_jars(other, bundle=filled, mirror="http://127.0.0.1:9", jars=JARS)

    assert [path.read_bytes() for path in paths] == [content_of(name) for name in NAMES]
    assert paths[0].parent == cache_folder(other)


def test_an_incomplete_bundle_is_refused_with_the_jar_it_lacks(filled: Path, tmp_path: Path) -> None:
    (filled / JARS[1].file).unlink()

    with pytest.raises(Invalid, match=r"lacks 1 jars, the first is beta-1\.0\.jar.*graphintel db bundle FOLDER"):
        ensure_jars(tmp_path / "other", bundle=filled, jars=JARS)


def test_a_tampered_bundle_is_refused_by_name(filled: Path, tmp_path: Path) -> None:
    (filled / JARS[1].file).write_bytes(b"Z" * JARS[1].size)

    with pytest.raises(StartRefused, match=r"beta-1\.0\.jar"):
        ensure_jars(tmp_path / "other", bundle=filled, jars=JARS)


def test_a_bundle_that_is_no_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="is no folder"):
        ensure_jars(tmp_path / "cache", bundle=tmp_path / "nowhere", jars=JARS)


def _fill(cache: Path, mirror: str) -> None:
    ensure_jars(cache, mirror=mirror, jars=JARS)


def test_processes_that_fill_one_cache_at_once_all_end_with_the_right_jars(cache: Path, mirror: str) -> None:
    context = multiprocessing.get_context("spawn")
    processes = [context.Process(target=_fill, args=(cache, mirror)) for _ in range(3)]

    for process in processes:
        process.start()
    for process in processes:
        process.join()

    assert [process.exitcode for process in processes] == [0, 0, 0]
    files = {path.name: path.read_bytes() for path in cache_folder(cache).glob("*.jar")}
    assert files == {f"{name}-1.0.jar": content_of(name) for name in NAMES}
