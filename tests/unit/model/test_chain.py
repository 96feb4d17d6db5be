"""The chain is tampered with a thousand times: each time it is found, and where."""

from __future__ import annotations

import random
from dataclasses import dataclass, field, replace
from typing import Any

import pytest

from graphintel.model.chain import Finding, Placed, Seal, check, place, seal
from graphintel.model.events import Action
from graphintel.model.trail import Entry, made

KEY = b"k" * 32
FORGER = b"f" * 32


@dataclass
class World:
    """A trail as it is stored, and the list of seals that is kept elsewhere."""

    seals: list[Seal] = field(default_factory=list)
    entries: list[Placed] = field(default_factory=list)
    loose: list[Placed] = field(default_factory=list)
    listed: dict[int, str] = field(default_factory=dict)

    def write(self, count: int) -> None:
        """Entries that wait."""
        self.loose += [
            Placed(made(KEY, f"user-{number % 7}", Action.entity_read, [f"object-{number}"]), waiting=True)
            for number in range(count)
        ]

    def seal(self, *, listing: bool = True) -> None:
        """Seals what waits."""
        done = seal(KEY, self.seals[-1] if self.seals else None, [each.entry.mac for each in self.loose], "now")
        self.seals.append(done)
        self.entries += [
            Placed(each.entry, number, place(KEY, number, each.entry.mac))
            for number, each in enumerate(self.loose, done.first)
        ]
        self.loose = []
        if listing:
            self.listed[done.number] = done.digest

    def findings(self) -> list[Finding]:
        """What a check finds."""
        return list(check(KEY, self.seals, sorted(self.entries, key=by_number), self.loose, self.listed))


def by_number(each: Placed) -> int:
    return each.sequence or 0


def world(chance: random.Random, seals: int = 6) -> World:
    made_up = World()
    for _seal in range(seals):
        made_up.write(chance.randint(1, 9))
        made_up.seal()
    made_up.write(chance.randint(0, 3))
    return made_up


def tells_of_entry(findings: list[Finding], number: int, id_: str = "") -> bool:
    return any(
        each.part == "entry" and (each.number <= number <= each.through or (id_ and each.id == id_))
        for each in findings
    )


def tells_of_seal(findings: list[Finding], number: int) -> bool:
    return any(each.part in {"seal", "file"} and each.number <= number <= each.through for each in findings)


def edit_entry(it: World, chance: random.Random) -> bool:
    at = chance.randrange(len(it.entries))
    victim = it.entries[at]
    name = chance.choice([*Entry.__dataclass_fields__, "sequence", "place"])
    other = chance.choice(it.entries)
    if name == "sequence":
        it.entries[at] = replace(victim, sequence=(victim.sequence or 0) + chance.choice([-1, 1, 1_000]))
    elif name == "place":
        it.entries[at] = replace(victim, place=chance.choice(["", "0" * 64, "\udfff"]))
    else:
        value = (
            ("someone else",) if name == "objects" else chance.choice(["", "other", getattr(other.entry, name) + "x"])
        )
        edited: dict[str, Any] = {name: value}
        it.entries[at] = replace(victim, entry=replace(victim.entry, **edited))
    changed = it.entries[at]
    return changed == victim or tells_of_entry(it.findings(), victim.sequence or 0, changed.entry.id)


def delete_entries(it: World, chance: random.Random) -> bool:
    gone = chance.sample(it.entries, chance.randint(1, 3))
    it.entries = [each for each in it.entries if each not in gone]
    return all(tells_of_entry(it.findings(), by_number(each)) for each in gone)


def swap_entries(it: World, chance: random.Random) -> bool:
    one, other = chance.sample(range(len(it.entries)), 2)
    first, second = it.entries[one], it.entries[other]
    with_places = chance.random() < 0.5
    it.entries[one] = replace(
        first, sequence=second.sequence, place=second.place if with_places else first.place
    )  # fmt: skip
    it.entries[other] = replace(
        second, sequence=first.sequence, place=first.place if with_places else second.place
    )  # fmt: skip
    found = it.findings()
    return tells_of_entry(found, by_number(first)) and tells_of_entry(found, by_number(second))


def insert_entry(it: World, chance: random.Random) -> bool:
    key = chance.choice([FORGER, KEY])
    new = made(FORGER, "mallory", Action.entity_read, ["x"])
    kind = chance.choice(["number", "waiting", "copy", "beyond"])
    if kind == "waiting":
        it.loose.append(Placed(new, waiting=chance.random() < 0.5))
    elif kind == "copy":
        # Written by this installation once, and put in again under a number of the end.
        last = max(map(by_number, it.entries))
        new = chance.choice(it.entries).entry
        it.entries.append(Placed(new, last + 1, place(FORGER, last + 1, new.mac)))
    elif kind == "beyond":
        last = max(map(by_number, it.entries))
        new = made(key, "mallory", Action.entity_read, ["x"])
        it.entries.append(Placed(new, last + 1, "0" * 64))
    else:
        at = chance.randrange(len(it.entries))
        number = by_number(it.entries[at])
        it.entries[at] = Placed(new, number, place(FORGER, number, new.mac))
    return any(each.id == new.id for each in it.findings())


def tamper_with_seal(it: World, chance: random.Random) -> bool:
    at = chance.randrange(len(it.seals))
    victim = it.seals[at]
    kind = chance.choice(["edit", "delete", "swap", "rewrite"])
    if kind == "delete":
        del it.seals[at]
    elif kind == "swap" and at + 1 < len(it.seals):
        it.seals[at], it.seals[at + 1] = (
            replace(it.seals[at + 1], number=at + 1),
            replace(victim, number=at + 2),
        )
    elif kind == "rewrite":
        it.seals[at] = seal(FORGER, it.seals[at - 1] if at else None, ["0" * 64] * victim.count, victim.at)
    else:
        name = chance.choice(["first", "last", "count", "previous", "entries", "at", "digest"])
        old = getattr(victim, name)
        edited: dict[str, Any] = {name: old + 1 if isinstance(old, int) else f"x{old}"}
        it.seals[at] = replace(victim, **edited)
    return tells_of_seal(it.findings(), victim.number)


def cut_off(it: World, chance: random.Random) -> bool:
    kept = chance.randrange(len(it.seals))
    gone = it.seals[kept:]
    with_seals = chance.random() < 0.6
    it.entries = [each for each in it.entries if by_number(each) < gone[0].first]
    if with_seals:
        it.seals = it.seals[:kept]
        return all(tells_of_seal(it.findings(), each.number) for each in gone)
    return all(tells_of_entry(it.findings(), number) for number in range(gone[0].first, gone[-1].last + 1))


def tamper_with_list(it: World, chance: random.Random) -> bool:
    number = chance.choice(list(it.listed)[:-1])
    if chance.random() < 0.5:
        it.listed[number] = "0" * 64
    elif number > 1:
        del it.listed[number]
    else:
        return True
    return any(each.part == "file" and each.number <= number <= each.through for each in it.findings())


DEEDS = (
    edit_entry, delete_entries, swap_entries, insert_entry, tamper_with_seal, cut_off, tamper_with_list,
)  # fmt: skip


@pytest.mark.parametrize("deed", DEEDS, ids=lambda deed: deed.__name__)
def test_whatever_is_done_to_the_trail_is_found_and_located(deed: object) -> None:
    assert callable(deed)
    missed = [seed for seed in range(150) if not deed(world(random.Random(seed)), random.Random(f"deed {seed}"))]

    assert missed == []


def test_an_untouched_trail_is_whole_however_it_grew() -> None:
    for seed in range(50):
        chance = random.Random(seed)
        it = world(chance, seals=chance.randint(0, 8))

        assert it.findings() == [], seed


def test_a_sealer_that_died_before_listing_its_seal_leaves_nothing_to_find() -> None:
    it = world(random.Random(1))
    it.write(2)
    it.seal(listing=False)

    assert it.findings() == []
    it.write(1)
    it.seal(listing=False)
    assert it.findings() == [Finding("file", "behind", 7, 8)]


def test_several_things_done_at_once_are_all_found() -> None:
    it = world(random.Random(3))
    it.entries[2] = replace(it.entries[2], entry=replace(it.entries[2].entry, by="nobody"))
    gone = it.entries.pop(7)
    it.seals[4] = replace(it.seals[4], at="then")

    found = {(each.part, each.what, each.number) for each in it.findings()}

    assert found == {("entry", "edited", 3), ("entry", "missing", by_number(gone)), ("seal", "edited", 5)}
