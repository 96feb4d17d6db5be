"""How long the whole OFAC list takes into a fresh database, with evidence, audit and full-text index.

    python bench/intake.py [--data FOLDER] [--runs 3]

The folder is --data, else GRAPHINTEL_REAL_DATA, else ../shared/data/ofac where there is one.
Promised: 90 seconds on two idle processors.
The alternative in the same run: as many nodes and relationships, each with an id under a uniqueness constraint, written
by UNWIND over the bare driver into another fresh database: no evidence, no rights, no audit, nothing to search.
"""

from __future__ import annotations

import argparse
import os
import secrets
import sys
from collections.abc import Callable
from pathlib import Path
from typing import LiteralString

import neo4j
from _machine import Scratch, Spent, kept, load_now, middle_of, scratch, spend, table

from graphintel.bootstrap import Platform, platform_on
from graphintel.errors import GraphintelError
from graphintel.intake.mapping import reading
from graphintel.intake.readers import files as input_files
from graphintel.queries.store import Store
from graphintel.security.passwords import Passwords
from graphintel.services.checking import Asked
from graphintel.services.users import NewUser

PROMISED_SECONDS = 90
USUAL = Path("../shared/data/ofac")
ROWS = 1_000
COUNT_NODES = "MATCH (n) RETURN count(n) AS n"
COUNT_LINKS = "MATCH ()-[r]->() RETURN count(r) AS n"
NODE_IDS = "CREATE CONSTRAINT bare_id FOR (n:Bare) REQUIRE n.id IS UNIQUE"
LINK_IDS = "CREATE CONSTRAINT bare_link_id FOR ()-[r:LINKED]-() REQUIRE r.id IS UNIQUE"
NODES = "UNWIND $rows AS row CREATE (n:Bare {id: row})"
LINKS = (
    "UNWIND $rows AS row MATCH (a:Bare {id: row[1]}) MATCH (b:Bare {id: row[2]}) CREATE (a)-[:LINKED {id: row[0]}]->(b)"
)


def main() -> None:
    """Loads both ways, so often as asked, and prints the run in the middle of each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    named = os.environ.get("GRAPHINTEL_REAL_DATA") or None
    parser.add_argument("--data", type=Path, default=named, help="the folder with sdn.csv, alt.csv and add.csv")
    parser.add_argument("--runs", type=int, default=1, help="the printed figures are of the run in the middle")
    given = parser.parse_args()
    folder: Path = given.data or USUAL
    if not folder.is_dir():
        sentence = f"There is no folder {folder}. Name the one with the OFAC list by --data or GRAPHINTEL_REAL_DATA."
        # Whoever named none may not have the list: then there is nothing to measure, and nothing went wrong.
        if given.data:
            sys.exit(sentence)
        print(f"Not measured: {sentence}")
        return
    try:
        measure(folder, given.runs)
    except GraphintelError as error:
        sys.exit(str(error))


def measure(folder: Path, runs: int) -> None:
    """Loads both ways and prints the figures."""
    loads: list[Spent] = []
    bares: list[Spent] = []
    totals: dict[str, int] = {}
    size = 0, 0
    for _ in range(runs):
        spent, size, totals = loaded(folder)
        loads.append(spent)
        bares.append(bare(*size))
    ours, theirs = (middle_of(each, key=lambda spent: spent.seconds) for each in (loads, bares))
    read = totals["read"]
    print(", ".join(f"{name.replace('_', ' ')} {count:,}" for name, count in totals.items()))
    print(f"{size[0]:,} nodes and {size[1]:,} relationships")
    heading = ("", "seconds", "CPU client", "CPU server", "rows/s", "load before", "")
    promise = f"{PROMISED_SECONDS} s {kept(held=ours.seconds <= PROMISED_SECONDS)}"
    rows = [line("intake load", ours, read, promise), line("bare UNWIND", theirs, read, "")]
    ratios = ours.seconds / theirs.seconds, ours.client / theirs.client, ours.server / theirs.server
    rows.append(("ratio", *(f"{ratio:.1f}" for ratio in ratios), "", "", ""))
    print(table(heading, rows))
    print(f"{runs} run(s); now {load_now()}")


def line(name: str, spent: Spent, read: int, promise: str) -> tuple[str, ...]:
    """A line of the table."""
    figures = (f"{spent.seconds:.1f}", f"{spent.client:.1f}", f"{spent.server:.1f}", f"{read / spent.seconds:.0f}")
    return (name, *figures, f"{spent.load:.1f}", promise)


def loaded(folder: Path) -> tuple[Spent, tuple[int, int], dict[str, int]]:
    """What loading took, how much lies in the database then, and the counts of the report."""
    mapping, files = reading.find("ofac-sdn"), input_files.find([folder])
    with scratch() as fresh, platform(fresh) as running:
        password = secrets.token_urlsafe(24)
        registers = ["suspects", "seizures", "investigations"]
        first = running.users.add_first(NewUser("root", "administrator", registers, "secret", [], password, "Root"))
        analyst = running.users.add(first, NewUser("bench", "analyst", registers, "secret", [], password, "Bench"))
        totals: dict[str, int] = {}

        def work() -> None:
            totals.update(running.intake.load(analyst, mapping, files, Asked()).totals)

        spent = spend(work, fresh.server)
        with driver_on(fresh) as driver:
            counted = tuple(driver.execute_query(query).records[0]["n"] for query in (COUNT_NODES, COUNT_LINKS))
        return spent, (counted[0], counted[1]), totals


def platform(fresh: Scratch) -> Platform:
    """The platform on the fresh database."""
    store = Store(fresh.address.uri, fresh.address.user, fresh.address.password)
    return platform_on(fresh.settings, store, Passwords())


def driver_on(fresh: Scratch) -> neo4j.Driver:
    """The bare driver, as it comes."""
    return neo4j.GraphDatabase.driver(fresh.address.uri, auth=(fresh.address.user, fresh.address.password))


def bare(nodes: int, links: int) -> Spent:
    """What it takes to write as many nodes and relationships and nothing else."""
    with scratch() as fresh, driver_on(fresh) as driver:
        for constraint in (NODE_IDS, LINK_IDS):
            driver.execute_query(constraint)

        def link(number: int) -> list[str]:
            return [f"link {number}", f"node {number % nodes}", f"node {number * 7 % nodes}"]

        def work() -> None:
            in_batches(driver, NODES, nodes, lambda number: f"node {number}")
            in_batches(driver, LINKS, links, link)

        return spend(work, fresh.server)


def in_batches(driver: neo4j.Driver, query: LiteralString, count: int, row: Callable[[int], object]) -> None:
    """Writes rows, a batch at a time."""
    for start in range(0, count, ROWS):
        rows = [row(number) for number in range(start, min(start + ROWS, count))]
        driver.execute_query(query, rows=rows)


if __name__ == "__main__":
    main()
