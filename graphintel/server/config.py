"""The configuration of the managed database: loopback only, no file access from Cypher, no query log, quick stop."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import psutil

from graphintel.private_files import write_private

HARDENED: Mapping[str, str] = {
    # Without these two, LOAD CSV reads any file of the machine.
    "server.directories.import": "import",
    "dbms.security.allow_csv_import_from_file_urls": "false",
    "dbms.security.auth_enabled": "true",
    "server.default_listen_address": "127.0.0.1",
    "server.http.enabled": "false",
    "server.https.enabled": "false",
    "server.bolt.enabled": "true",
    "dbms.usage_report.enabled": "false",
    # Queries and their parameters hold personal data: no log repeats them.
    "db.logs.query.enabled": "OFF",
    "db.logs.query.parameter_logging_enabled": "false",
    "dbms.security.procedures.unrestricted": "",
    # A plan is kept for the types of the parameters: not one more for each length of a list, planned while people wait.
    "internal.cypher.use_parameter_size": "false",
    # Whoever works on a question says so every 5 seconds: who is silent for three of them hangs, and is not waited for.
    "server.bolt.connection_keep_alive": "5s",
    "server.bolt.connection_keep_alive_streaming_scheduling_interval": "5s",
    "server.bolt.connection_keep_alive_probes": "3",
    # A stop takes about one second instead of eleven.
    "internal.dbms.bolt.netty_server_shutdown_quiet_period": "0",
    "internal.dbms.bolt.netty_server_shutdown_timeout": "1s",
    # Logs of transactions grow with the data instead of claiming 256 MB at the first start.
    "db.tx_log.preallocate": "false",
    "db.tx_log.rotation.retention_policy": "2 days 1G",
}
MEGABYTE = 1024 * 1024
LEAST_PAGECACHE, MOST_PAGECACHE = 256, 4_096


def pagecache_of(memory: int) -> str:
    """The page cache for a machine of so many bytes: taken as it fills, so that a small database takes little of it.

    Who may see a link stands on the link: where these pages do not fit, every check waits for the disk.
    """
    return f"{min(max(memory // 8 // MEGABYTE, LEAST_PAGECACHE), MOST_PAGECACHE)}m"


def render(port: int, heap: str, pagecache: str | None) -> str:
    """The text of neo4j.conf."""
    address = f"127.0.0.1:{port}"
    values = {
        **HARDENED,
        "server.bolt.listen_address": address,
        # neo4j:// asks the server where it is: the answer must be where it was asked.
        "server.bolt.advertised_address": address,
        "server.memory.heap.max_size": heap,
        "server.memory.pagecache.size": pagecache or pagecache_of(psutil.virtual_memory().total),
    }
    lines = ["# Written anew at every start; changes made here are lost.", *(f"{k}={v}" for k, v in values.items())]
    return "\n".join(lines) + "\n"


def write(folder: Path, port: int, heap: str, pagecache: str | None) -> None:
    """Puts neo4j.conf into a folder, readable by its owner only."""
    folder.mkdir(parents=True, exist_ok=True)
    write_private(folder / "neo4j.conf", render(port, heap, pagecache))
