from pathlib import Path

from graphintel.queries.timings import Timings
from graphintel.services.figures import Figures, cleared


def figures(folder: Path, **counted: int) -> Figures:
    """Those of a process that has asked each query so often."""
    made = Figures(folder, queries := Timings())
    for name, number in counted.items():
        for _time in range(number):
            queries.add(name, 0.01)
            made.answers.add(f"GET 2xx /{name}", 0.02)
    made.write()
    return made


def counts(seen: Figures, group: str = "queries") -> dict[str, int]:
    return {name: timing.count for name, timing in seen.of(group).items()}


def test_what_processes_have_counted_adds_up_whether_they_live_or_not(tmp_path: Path) -> None:
    mine, other = figures(tmp_path, find=2, read=1), figures(tmp_path, find=3)
    figures(tmp_path, dead=1)

    assert counts(mine) == counts(other) == {"find": 5, "read": 1, "dead": 1}
    assert counts(mine, "answers") == {"GET 2xx /find": 5, "GET 2xx /read": 1, "GET 2xx /dead": 1}


def test_a_reset_reaches_every_process_and_leaves_other_figures(tmp_path: Path) -> None:
    mine, other = figures(tmp_path, find=2), figures(tmp_path, find=3)

    mine.reset_queries()
    seen = counts(mine), counts(other)
    other.write()

    assert seen == ({}, {})
    assert counts(mine) == {}
    assert counts(mine, "answers") == {"GET 2xx /find": 5}


def test_what_cannot_be_written_or_read_costs_figures_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "folder").write_text("a file where the folder should be")

    mine = figures(tmp_path / "folder", find=2)

    assert counts(mine) == {"find": 2}
    (tmp_path / "figures").mkdir()
    (tmp_path / "figures" / "1-a.json").write_text("{half")
    assert counts(figures(tmp_path / "figures", find=1)) == {"find": 1}
    cleared(tmp_path / "figures")
    assert not (tmp_path / "figures").exists()
