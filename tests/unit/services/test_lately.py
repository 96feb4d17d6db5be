from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from graphintel.services.lately import MOST, Changes, Lately


class Asked:
    """Counts how often it was asked."""

    def __init__(self, answer: str | None = "ada") -> None:
        self.answer = answer
        self.times = 0

    def __call__(self) -> str | None:
        self.times += 1
        return self.answer


def test_an_answer_serves_the_requests_of_the_same_second(tmp_path: Path) -> None:
    lately: Lately[str] = Lately(Changes(tmp_path / "changed"), seconds=3600)
    asked = Asked()

    assert [lately.find("token", asked) for _ in range(5)] == ["ada"] * 5
    assert asked.times == 1


def test_an_answer_is_old_as_soon_as_any_process_notes_a_change(tmp_path: Path) -> None:
    lately: Lately[str] = Lately(Changes(tmp_path / "home" / "changed"), seconds=3600)
    another_process = Changes(tmp_path / "home" / "changed")
    asked = Asked()
    lately.find("token", asked)

    another_process.note()
    asked.answer = None

    assert lately.find("token", asked) is None


def test_a_change_while_the_answer_is_under_way_makes_it_old(tmp_path: Path) -> None:
    changes = Changes(tmp_path / "changed")
    lately: Lately[str] = Lately(changes, seconds=3600)

    def slow() -> str:
        changes.note()
        return "ada"

    lately.find("token", slow)

    assert lately.find("token", Asked("bob")) == "bob"


def test_an_answer_is_old_after_its_time(tmp_path: Path) -> None:
    lately: Lately[str] = Lately(Changes(tmp_path / "changed"), seconds=0)
    asked = Asked()

    lately.find("token", asked)
    lately.find("token", asked)

    assert asked.times == 2


def test_that_there_is_nobody_is_asked_every_time(tmp_path: Path) -> None:
    lately: Lately[str] = Lately(Changes(tmp_path / "changed"), seconds=3600)
    asked = Asked(None)

    assert [lately.find("token", asked) for _ in range(3)] == [None] * 3
    assert asked.times == 3


def test_no_change_is_lost_among_many_at_once(tmp_path: Path) -> None:
    changes = Changes(tmp_path / "changed")

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: changes.note(), range(200)))

    assert changes.stamp() == 200
    assert (tmp_path / "changed").stat().st_mode & 0o777 == 0o600


def test_what_is_remembered_stays_bounded(tmp_path: Path) -> None:
    lately: Lately[str] = Lately(Changes(tmp_path / "changed"), seconds=3600)

    for number in range(MOST + 10):
        lately.find(str(number), Asked())

    assert len(lately._known) <= MOST
