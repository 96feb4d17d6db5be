import os
import subprocess
import sys
from pathlib import Path

import pytest

from graphintel.model.events import Action
from graphintel.model.trail import Entry, made
from graphintel.security.journal import Journal, JournalUnwritable

KEY = b"k" * 32
# A process that writes an entry, says so, and is killed or holds on.
WRITER = """
import sys, time
from pathlib import Path
from graphintel.model.events import Action
from graphintel.model.trail import made
from graphintel.security.journal import Journal
journal = Journal(Path(sys.argv[1]))
journal.append(made(b"k" * 32, "other", Action.entity_read, ["x"]))
print("written", flush=True)
time.sleep(60)
"""


def entry(number: int = 0) -> Entry:
    return made(KEY, "ada", Action.entity_read, [f"object-{number}"], {"asked": "Веск\n\t"})


def taken(journal: Journal) -> list[Entry]:
    """All that it hands over, as one who has brought it into the store."""
    found: list[Entry] = []
    for segment in journal.take():
        found += segment.read(KEY).entries
        segment.remove()
    return found


def test_what_was_written_is_handed_over_once_and_in_its_order(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    entries = [entry(number) for number in range(5)]
    for each in entries[:3]:
        journal.append(each)

    first = taken(journal)
    for each in entries[3:]:
        journal.append(each)

    assert first == entries[:3]
    assert taken(journal) == entries[3:]
    assert taken(journal) == []
    assert list(tmp_path.iterdir()) == []


def test_what_could_not_be_brought_into_the_store_comes_again(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    journal.append(entry(1))

    for _segment in journal.take():
        break
    journal.append(entry(2))

    assert [each.objects for each in taken(journal)] == [("object-1",), ("object-2",)]
    assert taken(journal) == []


def test_only_its_owner_can_read_it(tmp_path: Path) -> None:
    Journal(tmp_path / "journal").append(entry())

    assert (tmp_path / "journal").stat().st_mode & 0o777 == 0o700
    assert [each.stat().st_mode & 0o777 for each in (tmp_path / "journal").iterdir()] == [0o600]


def test_the_segment_of_a_living_process_is_left_alone_and_that_of_a_killed_one_taken_over(tmp_path: Path) -> None:
    writer = subprocess.Popen([sys.executable, "-c", WRITER, str(tmp_path)], stdout=subprocess.PIPE, text=True)
    assert writer.stdout is not None
    assert writer.stdout.readline() == "written\n"
    journal = Journal(tmp_path)

    alive = taken(journal)
    writer.kill()
    writer.communicate()
    dead = taken(journal)

    assert alive == []
    assert [each.by for each in dead] == ["other"]


def test_a_torn_end_is_told_from_an_edited_line(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    entries = [entry(number) for number in range(3)]
    for each in entries:
        journal.append(each)
    journal.close()
    (path,) = tmp_path.iterdir()
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(lines[0] + lines[1].replace(b"ada", b"bob") + lines[2] + entry(9).line()[:-9])

    found = [segment.read(KEY) for segment in Journal(tmp_path).take()]

    assert [each.entries for each in found] == [(entries[0], entries[2])]
    assert (found[0].edited, found[0].torn) == ((2,), True)


@pytest.mark.parametrize("end", [b"\0" * 700, b"\0" * 700 + b"\n", b'{"id":"half', b""])
def test_room_that_a_power_cut_left_empty_is_no_edit(tmp_path: Path, end: bytes) -> None:
    journal = Journal(tmp_path)
    journal.append(entry())
    journal.close()
    (path,) = tmp_path.iterdir()
    path.write_bytes(path.read_bytes() + end)

    found = [segment.read(KEY) for segment in Journal(tmp_path).take()]

    assert [(len(each.entries), each.edited, each.torn) for each in found] == [(1, (), bool(end))]


@pytest.mark.parametrize("line", [b"\n", b"[]\n", b'{"id": 1}\n', b"\xff\n", b'"x"\n'])
def test_a_line_that_is_no_entry_was_edited(tmp_path: Path, line: bytes) -> None:
    (tmp_path / "x.journal").write_bytes(line)

    (segment,) = Journal(tmp_path).take()

    assert segment.read(KEY).edited == (1,)


def test_a_folder_that_cannot_be_written_refuses_and_works_again_once_it_can(tmp_path: Path) -> None:
    folder = tmp_path / "journal"
    folder.write_text("in the way")
    journal = Journal(folder)

    with pytest.raises(JournalUnwritable, match="cannot be put on record"):
        journal.append(entry())
    folder.unlink()
    journal.append(entry(1))

    assert [each.objects for each in taken(journal)] == [("object-1",)]


def test_a_full_disk_leaves_no_half_line(tmp_path: Path) -> None:
    script = (
        "import resource, signal, sys\n"
        "from pathlib import Path\n"
        "from graphintel.model.events import Action\n"
        "from graphintel.model.trail import made\n"
        "from graphintel.security.journal import Journal, JournalUnwritable\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1_000, 1_000))\n"
        "journal = Journal(Path(sys.argv[1]))\n"
        "kept = 0\n"
        "try:\n"
        "    while kept < 50:\n"
        "        journal.append(made(b'k' * 32, 'ada', Action.entity_read, ['x']))\n"
        "        kept += 1\n"
        "except JournalUnwritable:\n"
        "    print(kept)\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path)], capture_output=True, text=True, check=True, env={**os.environ}
    )

    found = [segment.read(KEY) for segment in Journal(tmp_path).take()]

    assert 0 < int(ended.stdout) < 50
    assert [(len(each.entries), each.edited, each.torn) for each in found] == [(int(ended.stdout), (), False)]
