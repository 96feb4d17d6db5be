"""The offices' everyday: seizures without a story behind them, and examinations that found nothing."""

from __future__ import annotations

from dataclasses import dataclass

from graphintel.model.drafts import Ref

from . import names
from .draft import SUSPECT, TRADE, Said, link, party
from .places import HOME, PLACES, TALLINN
from .seizure import Goods, Seizure, involved, seize, seizure_ref
from .shipments import container_said
from .world import EXAMINATIONS, SEIZURES, SUSPECTS, World, box, later

SEIZURE_COUNT, EXAMINATION_COUNT = 62, 50
_NEGATIVE = (
    "Goods as declared",
    "Image explained by packaging",
    "Dog showed no interest",
    "Wrong container on the list",
)
_NATIONS = ("EE", "LV", "LT", "PL", "UA", "RU", "TR", "VN", "CN", "AE", "NG", "EC", "DE")


@dataclass(frozen=True)
class _Everyday:
    """A kind of seizure that offices make every month; amounts are (least, most, unit)."""

    commodity: str
    hs: str
    description: str
    amount: tuple[int, int, str]
    place: str
    mode: str
    location: str
    found: str
    origins: tuple[str, ...]


_KINDS = (
    _Everyday(
        "cigarettes", "2402.20", "cigarettes", (2, 90, "thousand"), "EETLL", "3", "boot", "vehicle_search", ("LVRIX",)
    ),
    _Everyday(
        "cash",
        "4907",
        "cash",
        (12, 95, "thousand EUR"),
        "EETLL",
        "4",
        "hand_baggage",
        "canine_cash",
        ("TRIST", "AEDXB"),
    ),
    _Everyday(
        "cannabis_herbal",
        "1211.90",
        "herbal cannabis",
        (1, 18, "kg"),
        "EETLL",
        "5",
        "parcel_letter",
        "canine_drugs",
        ("USNYC", "ESVLC"),
    ),
    _Everyday(
        "tobacco_counterfeit",
        "2402.20",
        "cigarettes of a false brand",
        (40, 400, "thousand"),
        "EEMUG",
        "1",
        "cargo_cover_load",
        "x_ray_mobile",
        ("AEJEA",),
    ),
    _Everyday(
        "footwear",
        "6404",
        "sports shoes of a false brand",
        (120, 2400, "pairs"),
        "EEMUG",
        "1",
        "cargo_within_load",
        "container_unpack",
        ("CNNGB", "CNSHA"),
    ),
    _Everyday(
        "fish_eel_caviar",
        "0301.92",
        "glass eels, live",
        (4, 42, "kg"),
        "EETLL",
        "4",
        "checked_baggage",
        "baggage_search",
        ("PTSIE",),
    ),
    _Everyday("spirits", "2208", "spirits", (80, 900, "litres"), "EETLL", "1", "boot", "vehicle_search", ("FIHEL",)),
    _Everyday(
        "medical_products",
        "3004",
        "tablets without marketing permit",
        (500, 9000, "pieces"),
        "EETLL",
        "5",
        "parcel_letter",
        "x_ray_fixed",
        ("INNSA", "THBKK"),
    ),
    _Everyday(
        "coins", "9705", "old coins", (20, 300, "pieces"), "EETLL", "3", "vehicle_cabin", "physical_search", ("UAODS",)
    ),
)


def make(world: World) -> None:
    """Invents the everyday seizures and the examinations."""
    for number in range(SEIZURE_COUNT):
        _seizure(world, number)
    for number in range(EXAMINATION_COUNT):
        _examination(world, number)


def _seizure(world: World, number: int) -> None:
    kind = _KINDS[number % len(_KINDS)]
    day = world.day()
    # Numbers of the stories end on other digits, so the two never meet.
    reference = f"SZ-{day[:4]}-{(number * 17 + 1000):05d}"
    ref = seizure_ref(reference)
    amount = world.random.randint(*kind.amount[:2])
    unit = kind.amount[2].split(" ")
    quantity = (
        f"{amount}000 {unit[-1] if len(unit) > 1 else 'pieces'}" if unit[0] == "thousand" else f"{amount} {unit[0]}"
    )
    control = {
        "direction": "import", "mode": kind.mode, "regime": "home_use" if kind.mode == "1" else "traveller",
        "selected_by": world.random.choice(("risk_profile", "officer_observation", "random_selection")),
        "detected_by": kind.found, "concealed_in": kind.location, "technique": "mixed_with_legal_goods",
        "result": "seized", "validation_status": "validated", "persons": "1" if kind.mode in {"3", "4"} else "0",
    }  # fmt: skip
    origin = world.random.choice(kind.origins)
    goods = (Goods(kind.commodity, kind.hs, kind.description, quantity),)
    place = PLACES[kind.place]
    seizure = Seizure(
        reference, day, goods, control, place, ((origin, "departure"),), world.random.choice(("A1", "A2", "B2"))
    )
    seize(world, seizure, *_around(world, kind, ref, day, number))


def _around(world: World, kind: _Everyday, ref: Ref, day: str, number: int) -> list[Said]:
    """The container with its consignee, or the traveller."""
    if kind.mode == "1" and kind.place == "EEMUG":
        container = world.numbers.container()
        trader = world.random.choice(world.traders)
        own = Ref(SEIZURES, f"{ref.key}#party/0")
        ids = [("eori", trader.ref.key)] if number % 2 else []
        return [
            container_said(container),
            party(own, "Business", trader.name.upper(), ids=ids, country=trader.country),
            involved(ref, day, box(container), "container"),
            involved(ref, day, own, "consignee"),
        ]
    return _traveller(world, kind, ref, day, number)


def _traveller(world: World, kind: _Everyday, ref: Ref, day: str, number: int) -> list[Said]:
    someone = names.someone(world.random, world.random.choice(_NATIONS))
    own = Ref(SEIZURES, f"{ref.key}#party/0")
    year = world.random.randint(1958, 2003)
    birth = f"{year}-{world.random.randint(1, 12):02d}-{world.random.randint(1, 28):02d}"
    passport = ("passport", world.numbers.passport(), someone.country)
    if number % 3 == 0:
        _suspect(world, someone, birth, passport, day, number)
    return [
        party(
            own,
            "Person",
            *someone.names,
            ids=[passport],
            birth_date=birth,
            sex=someone.sex,
            nationality=someone.country,
        ),
        involved(ref, day, own, "addressee" if kind.mode == "5" else "offender"),
    ]


def _suspect(
    world: World, someone: names.Someone, birth: str, passport: tuple[str, str, str], day: str, number: int
) -> None:
    """The same person in the suspects register, written as that register writes: a duplicate for the analyst."""
    ref = Ref(SUSPECTS, f"SUS-{day[:4]}-{(number + 200):04d}")
    said = party(
        ref, "Person", someone.latin.upper(), ids=[passport], birth_date=birth[:4], nationality=someone.country,
        status="active", suggested_action="specific_checks", reason="Named in a seizure",
    )  # fmt: skip
    payload = {"ref": ref.key, "name": someone.latin.upper(), "born": birth[:4]}
    world.network.record((SUSPECTS, ref.key, "Person"), later(day, 3), "B3", SUSPECT, [said], payload)


def _examination(world: World, number: int) -> None:
    day = world.day()
    reference = f"EX-{day[:4]}-{(number * 31 + 2000):05d}"
    ref = Ref(EXAMINATIONS, reference)
    container = world.numbers.container()
    trader = world.random.choice(world.traders)
    place = TALLINN if number % 5 == 0 else HOME
    event = party(
        ref, "Examination", reference, occurred_at=day, direction="import", mode="1", place_type=place.type,
        selected_by=world.random.choice(("risk_profile", "random_selection", "routine_control")),
        detected_by=world.random.choice(("x_ray_mobile", "container_unpack", "canine_drugs")),
        negative_reason=_NEGATIVE[number % len(_NEGATIVE)],
    )  # fmt: skip
    said: list[Said] = [
        event,
        place.said(),
        container_said(container),
        link("ROUTED_VIA", ref, place.ref, "discovery", day),
        link("INVOLVED_IN", box(container), ref, "container", day),
        link("INVOLVED_IN", trader.ref, ref, "consignee", day),
    ]
    payload = {"ref": reference, "day": day, "container_no": container, "found": "nothing"}
    world.network.record((EXAMINATIONS, reference, "Examination"), day, "A1", TRADE, said, payload)
