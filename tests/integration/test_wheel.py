"""The wheel carries the queries and the seed; an editable install reads them beside the package."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from graphintel.resources import cypher_folder, seed_folder

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel of this checkout, unpacked as an installation would."""
    folder: Path = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, check=True, cwd=ROOT, capture_output=True)
    with zipfile.ZipFile(next(folder.glob("*.whl"))) as wheel:
        wheel.extractall(folder / "site")
    return folder / "site"


def files(folder: Path, pattern: str) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob(pattern)}


def test_an_editable_install_reads_the_folders_beside_the_package() -> None:
    assert (cypher_folder(), seed_folder()) == (ROOT / "cypher", ROOT / "seed")


def test_the_wheel_carries_every_query_migration_and_vocabulary(installed: Path) -> None:
    package = installed / "graphintel"

    assert files(package / "_cypher", "*.cypher") == files(ROOT / "cypher", "*.cypher")
    assert files(package / "_seed", "*.csv") == files(ROOT / "seed", "*.csv")
    assert (package / "server" / "neo4j-5.26.30.lock.json").is_file()


def test_an_installed_wheel_finds_its_own_folders(installed: Path, tmp_path: Path) -> None:
    code = "from graphintel.resources import cypher_folder, seed_folder; print(cypher_folder()); print(seed_folder())"

    done = subprocess.run(
        [sys.executable, "-c", code],
        check=True,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        env={"PYTHONPATH": str(installed)},
    )

    package = installed / "graphintel"
    assert done.stdout.split() == [str(package / "_cypher"), str(package / "_seed")]
