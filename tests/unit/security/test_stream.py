"""What was encrypted opens as it was, and nothing else opens."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphintel.security.stream import CHUNK, MAGIC, TAG, Damaged, Decrypting, Encrypting, key_id

KEY, OTHER = bytes(range(32)), bytes(range(1, 33))
CONTENT = bytes(range(256)) * (CHUNK // 128) + b"and a rest"


def sealed(content: bytes, key: bytes = KEY) -> bytes:
    target = io.BytesIO()
    stream = Encrypting(target, key)
    for start in range(0, len(content), 300_000):
        stream.write(content[start : start + 300_000])
    stream.close()
    return target.getvalue()


def opened(archive: bytes, key: bytes = KEY) -> bytes:
    return Decrypting(io.BytesIO(archive), key).read()


ARCHIVE = sealed(CONTENT)
HEAD = ARCHIVE.index(b"\n", len(MAGIC)) + 1


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, len(CONTENT)])
def test_what_was_encrypted_opens_as_it_was(size: int) -> None:
    archive = sealed(CONTENT[:size])

    assert opened(archive) == CONTENT[:size]
    assert CONTENT[:64] not in archive or size < 64


def test_it_is_read_in_pieces_of_any_size() -> None:
    stream, found = Decrypting(io.BytesIO(ARCHIVE), KEY), b""
    while piece := stream.read(700_001):
        found += piece

    assert found == CONTENT


@given(st.integers(min_value=0, max_value=len(ARCHIVE) - 1), st.integers(min_value=1, max_value=255))
def test_a_changed_byte_is_found_wherever_it_is(at: int, by: int) -> None:
    changed = bytearray(ARCHIVE)
    changed[at] ^= by

    with pytest.raises(Damaged):
        opened(bytes(changed))


@given(st.integers(min_value=0, max_value=len(ARCHIVE) - 1))
def test_a_cut_is_found_wherever_it_is(at: int) -> None:
    with pytest.raises(Damaged):
        opened(ARCHIVE[:at])


def test_chunks_that_are_moved_left_out_doubled_or_of_another_archive_do_not_open() -> None:
    size = CHUNK + TAG
    chunks = [ARCHIVE[at : at + size] for at in range(HEAD, len(ARCHIVE), size)]
    assert len(chunks) == 3
    other = sealed(CONTENT)
    foreign = other[HEAD : HEAD + size]
    for order in ([1, 0, 2], [0, 2], [0, 1], [0, 0, 1, 2], [0, 1, 2, 2]):
        with pytest.raises(Damaged):
            opened(ARCHIVE[:HEAD] + b"".join(chunks[at] for at in order))
    with pytest.raises(Damaged):
        opened(ARCHIVE[:HEAD] + foreign + chunks[1] + chunks[2])


def test_another_key_and_another_file_are_told_as_such() -> None:
    with pytest.raises(Damaged, match=f"{key_id(KEY)}.*{key_id(OTHER)}"):
        opened(ARCHIVE, OTHER)
    with pytest.raises(Damaged, match="no archive"):
        opened(b"PK\x03\x04 something else")


def test_two_archives_of_the_same_have_nothing_in_common_but_their_kind() -> None:
    assert sealed(b"same")[HEAD:] != sealed(b"same")[HEAD:]
