import asyncio
from collections.abc import AsyncIterator, Callable
from http import HTTPStatus
from pathlib import Path

import pytest

from graphintel.web.arriving import KEPT_IN_MEMORY, Arriving, Bounds, NotTaken

LARGEST = 1 << 20
QUICK = Bounds(silence=0.05, grace=0.2, bytes_a_second=1000, of_an_address=2, in_all=3)


async def whole(*chunks: bytes) -> AsyncIterator[bytes]:
    for chunk in chunks:
        yield chunk


async def silent(first: bytes = b"") -> AsyncIterator[bytes]:
    yield first
    await asyncio.Event().wait()


async def dripping() -> AsyncIterator[bytes]:
    while True:
        yield b"x"
        await asyncio.sleep(0.01)


async def outcome(arriving: Arriving, chunks: AsyncIterator[bytes], address: str = "10.0.0.1") -> bytes | HTTPStatus:
    try:
        body, length = await arriving.take(chunks, address, LARGEST)
    except NotTaken as error:
        return error.status
    with body:
        content = body.read()
    assert len(content) == length
    return content


@pytest.mark.parametrize("chunks", [(), (b"ab", b"c"), (b"x" * KEPT_IN_MEMORY, b"y" * 10)])
def test_a_body_is_taken_whole_and_leaves_no_file(chunks: tuple[bytes, ...], tmp_path: Path) -> None:
    taken = asyncio.run(outcome(Arriving(tmp_path / "uploads"), whole(*chunks)))

    assert taken == b"".join(chunks)
    assert not list(tmp_path.glob("uploads/*"))


def test_one_that_is_larger_than_allowed_is_left_at_that_point(tmp_path: Path) -> None:
    async def endless() -> AsyncIterator[bytes]:
        while True:
            yield b"x" * 70_000

    assert asyncio.run(outcome(Arriving(tmp_path), endless())) == HTTPStatus.REQUEST_ENTITY_TOO_LARGE


@pytest.mark.parametrize("chunks", [silent, dripping])
def test_neither_silence_nor_drops_keep_a_place_for_ever(
    chunks: Callable[[], AsyncIterator[bytes]], tmp_path: Path
) -> None:
    assert asyncio.run(outcome(Arriving(tmp_path, QUICK), chunks())) == HTTPStatus.REQUEST_TIMEOUT


def test_where_no_room_is_on_the_disk_it_is_said(tmp_path: Path) -> None:
    (tmp_path / "uploads").write_text("a file where the folder should be")

    taken = asyncio.run(outcome(Arriving(tmp_path / "uploads"), whole(b"x" * (KEPT_IN_MEMORY + 1))))

    assert taken == HTTPStatus.INSUFFICIENT_STORAGE


@pytest.mark.parametrize(
    ("addresses", "gives_way"),
    [
        # Two of one address: the one that was silent longer, though somebody else's was silent longest.
        (("10.0.0.2", "10.0.0.1", "10.0.0.1"), 1),
        (("10.0.0.2", "10.0.0.3", "10.0.0.4"), 0),
    ],
)
def test_where_places_run_out_the_longest_silent_one_gives_way_and_a_whole_one_is_taken(
    addresses: tuple[str, ...], gives_way: int, tmp_path: Path
) -> None:
    async def crowd() -> tuple[list[bool], object, object]:
        arriving = Arriving(tmp_path, Bounds(of_an_address=2, in_all=3))
        held = []
        for address in addresses:
            held.append(asyncio.create_task(outcome(arriving, silent(b"half"), address)))
            await asyncio.sleep(0.002)
        taken = await outcome(arriving, whole(b"all of it"), "10.0.0.1")
        gone = await asyncio.wait_for(held[gives_way], 5)
        left = [task.done() for task in held]
        for task in held:
            task.cancel()
        return left, taken, gone

    left, taken, gone = asyncio.run(crowd())

    assert taken == b"all of it"
    assert gone == HTTPStatus.REQUEST_TIMEOUT
    assert left == [at == gives_way for at in range(3)]
