"""A seizure and an examination that found nothing, as offices report them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from graphintel.model.drafts import ClaimDraft, PartyDraft, Ref
from graphintel.model.values.quantities import Quantity

from .draft import SEIZED, Said, Value, link, party
from .places import HOME, PLACES, Place
from .world import SEIZURES, World


@dataclass(frozen=True)
class Goods:
    """A line of goods: commodity, heading, what it is, how much, packed how, worth what."""

    commodity: str
    hs: str
    description: str
    quantity: str
    packages: str = ""
    value: str = ""
    disposal: str = "seized"
    more: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Seizure:
    """A seizure as the office reports it; ``route`` is (locode, role), ``control`` the values of how it came about."""

    number: str
    day: str
    goods: tuple[Goods, ...]
    control: Mapping[str, Value]
    place: Place = HOME
    route: tuple[tuple[str, str], ...] = ()
    grade: str = "A1"
    marking: str = SEIZED


def seizure_ref(number: str) -> Ref:
    """The subject of a seizure."""
    return Ref(SEIZURES, number)


def seize(world: World, item: Seizure, *said: Said) -> Ref:
    """Records the seizure with its goods, its route and what else is said of it; the seizure's subject."""
    ref = seizure_ref(item.number)
    head = item.goods[0]
    event = party(
        ref,
        "Seizure",
        item.number,
        occurred_at=item.day,
        commodity=head.commodity,  # What it is about; the cover load is a line of goods.
        place_type=item.place.type,
        more=item.control,
    )
    lines: list[Said] = []
    for number, line in enumerate(item.goods):
        part = Ref(SEIZURES, f"{item.number}#goods/{number}")
        lines += [_line(part, line), link("CONTAINS", ref, part, since=item.day)]
    stops = [(item.place.locode, "discovery"), *item.route]
    places = [PLACES[code].said() for code, _role in dict(stops).items()]
    via = [link("ROUTED_VIA", ref, PLACES[code].ref, role, item.day) for code, role in stops]
    payload = {
        "ref": item.number, "seized_at": item.day, "place_locode": item.place.locode,
        "commodity": head.commodity, "hs_code": head.hs, "description": head.description, "quantity": head.quantity,
        "route": [f"{role} {code}" for code, role in item.route],
    }  # fmt: skip
    what = (SEIZURES, item.number, "Seizure")
    world.network.record(what, item.day, item.grade, item.marking, [event, *lines, *places, *via, *said], payload)
    return ref


def _line(ref: Ref, line: Goods) -> PartyDraft:
    return party(
        ref,
        "GoodsLine",
        f"{line.quantity} {line.description}",
        commodity=line.commodity,
        hs_code=line.hs,
        description=line.description,
        quantity=line.quantity,
        quantity_normalised=Quantity.parse(line.quantity).normalised_text or "",
        packages=line.packages,
        value=line.value,
        disposal=line.disposal,
        more=line.more,
    )


def involved(seizure: Ref, day: str, ref: Ref, role: str) -> ClaimDraft:
    """Somebody or something had a part in the seizure."""
    return link("INVOLVED_IN", ref, seizure, role, day)
