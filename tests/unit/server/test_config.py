from __future__ import annotations

import stat
from pathlib import Path

from graphintel.server import config


def values(text: str) -> dict[str, str]:
    return dict(line.split("=", 1) for line in text.splitlines() if line and not line.startswith("#"))


def test_the_database_listens_on_this_machine_only() -> None:
    rendered = values(config.render(7999, "512m", "256m"))

    assert rendered["server.default_listen_address"] == "127.0.0.1"
    assert rendered["server.bolt.listen_address"] == rendered["server.bolt.advertised_address"] == "127.0.0.1:7999"
    assert rendered["server.http.enabled"] == rendered["server.https.enabled"] == "false"


def test_cypher_cannot_read_files_and_nothing_is_reported_or_logged() -> None:
    rendered = values(config.render(7999, "512m", "256m"))

    assert rendered["server.directories.import"] == "import"
    assert rendered["dbms.security.allow_csv_import_from_file_urls"] == "false"
    assert rendered["dbms.usage_report.enabled"] == "false"
    assert rendered["db.logs.query.enabled"] == "OFF"
    assert rendered["dbms.security.auth_enabled"] == "true"


def test_the_file_is_for_its_owner_only(tmp_path: Path) -> None:
    config.write(tmp_path / "conf", 7999, "1g", "2g")

    file = tmp_path / "conf" / "neo4j.conf"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert values(file.read_text())["server.memory.heap.max_size"] == "1g"


def test_the_page_cache_grows_with_the_machine_within_bounds() -> None:
    gigabyte = 1024**3

    assert [config.pagecache_of(size * gigabyte) for size in (1, 2, 8, 24, 256)] == [
        "256m", "256m", "1024m", "3072m", "4096m",
    ]  # fmt: skip
    assert values(config.render(7999, "1g", "300m"))["server.memory.pagecache.size"] == "300m"
    assert values(config.render(7999, "1g", None))["server.memory.pagecache.size"].endswith("m")
