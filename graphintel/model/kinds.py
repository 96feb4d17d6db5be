"""The one registry of kinds: label, family, look, properties. Adding a kind is one entry here plus its translations.

Colours are families of the design language (``tokens.css``: ``--k-<family>``), icons lucide's, shapes Cytoscape's.
"""

from __future__ import annotations

from dataclasses import dataclass

from graphintel.model.properties import PROPERTIES


@dataclass(frozen=True, slots=True)
class Family:
    """Kinds that share a colour and a shape."""

    name: str
    shape: str
    solid: bool


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of entity. ``shared`` kinds stand for one value (a telephone, a place) that many records name."""

    name: str
    label: str
    plural: str
    family: Family
    icon: str
    register: str
    properties: tuple[str, ...]
    subtitle: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    shared: bool = False
    subkinds: tuple[tuple[str, str], ...] = ()
    tinted: bool = False

    @property
    def solid(self) -> bool:
        """True where the glyph is filled with the family's colour."""
        return self.family.solid and not self.tinted

    def __post_init__(self) -> None:
        unknown = [name for name in (*self.properties, *self.subtitle) if name not in PROPERTIES]
        if unknown:
            message = (
                f"The kind {self.name} names the properties {', '.join(unknown)}, which properties.py does not have."
            )
            raise ValueError(message)


def words(text: str) -> tuple[str, ...]:
    """The words of a text."""
    return tuple(text.split())


PERSON = Family("person", "ellipse", solid=True)
BUSINESS = Family("business", "round-rectangle", solid=True)
CONVEYANCE = Family("conveyance", "round-hexagon", solid=True)
EVENT = Family("event", "round-octagon", solid=True)
GOODS = Family("goods", "polygon", solid=False)
PLACE = Family("place", "round-pentagon", solid=False)
IDENTIFIER = Family("identifier", "round-diamond", solid=False)
CASEWORK = Family("casework", "rectangle", solid=False)

_CONVEYANCE = words(
    "flag former_flag conveyance_type built_year gross_tonnage deadweight status reason remarks program"
)
_EVENT = words(
    "occurred_at direction regime place_type mode selected_by detected_by concealed_in technique modus_operandi result"
    " persons legal_basis operation officer validation_status remarks"
)

KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind(
            "Person",
            "Person",
            "Persons",
            PERSON,
            "user-round",
            "suspects",
            words(
                "birth_date birth_place birth_country death_date sex nationality citizenship residence title occupation"
                " status reason suggested_action warning description program remarks"
            ),
            subtitle=("birth_date", "nationality"),
        ),
        Kind(
            "Business",
            "Business",
            "Businesses",
            BUSINESS,
            "building-2",
            "suspects",
            words("incorporated dissolved country legal_form sector status reason registered_address program remarks"),
            subtitle=("country", "sector"),
        ),
        Kind(
            "Vessel",
            "Vessel",
            "Vessels",
            CONVEYANCE,
            "ship",
            "suspects",
            _CONVEYANCE,
            subtitle=("conveyance_type", "flag"),
            labels=("Conveyance",),
        ),
        Kind(
            "Vehicle",
            "Vehicle",
            "Vehicles",
            CONVEYANCE,
            "truck",
            "suspects",
            _CONVEYANCE + words("make model colour"),
            subtitle=("conveyance_type", "make"),
            labels=("Conveyance",),
        ),
        Kind(
            "Aircraft",
            "Aircraft",
            "Aircraft",
            CONVEYANCE,
            "plane",
            "suspects",
            _CONVEYANCE + words("make model manufacture_date"),
            subtitle=("model", "flag"),
            labels=("Conveyance",),
        ),
        Kind(
            "Container",
            "Container",
            "Containers",
            CONVEYANCE,
            "container",
            "seizures",
            words("size_type tare_kg status remarks"),
            subtitle=("size_type",),
            labels=("Conveyance",),
            shared=True,
        ),
        Kind(
            "Train",
            "Train",
            "Trains",
            CONVEYANCE,
            "train-front",
            "seizures",
            _CONVEYANCE,
            subtitle=("conveyance_type",),
            labels=("Conveyance",),
        ),
        Kind(
            "Seizure",
            "Seizure",
            "Seizures",
            EVENT,
            "package-x",
            "seizures",
            _EVENT + words("commodity"),
            subtitle=("commodity", "occurred_at"),
            labels=("Event",),
        ),
        Kind(
            "Examination",
            "Examination",
            "Examinations",
            EVENT,
            "package-search",
            "seizures",
            _EVENT + words("negative_reason"),
            subtitle=("occurred_at",),
            labels=("Event",),
            tinted=True,
        ),
        Kind(
            "Movement",
            "Movement",
            "Movements",
            EVENT,
            "route",
            "seizures",
            words("occurred_at direction mode carrier voyage seat payment booked_at agency remarks"),
            subtitle=("voyage", "occurred_at"),
            labels=("Event",),
            tinted=True,
        ),
        Kind(
            "Consignment",
            "Consignment",
            "Consignments",
            GOODS,
            "file-text",
            "seizures",
            words("occurred_at description packages gross_weight value mode incoterm remarks"),
            subtitle=("description", "occurred_at"),
        ),
        Kind(
            "GoodsLine",
            "Goods line",
            "Goods lines",
            GOODS,
            "package",
            "seizures",
            words("commodity hs_code description quantity quantity_normalised packages value purity brand disposal"),
            subtitle=("quantity", "commodity"),
        ),
        Kind(
            "Location",
            "Location",
            "Locations",
            PLACE,
            "map-pin",
            "seizures",
            words("address city postal_code country coordinates place_type locode"),
            subtitle=("city", "country"),
            shared=True,
        ),
        Kind(
            "Identifier",
            "Identifier",
            "Identifiers",
            IDENTIFIER,
            "id-card",
            "suspects",
            words("scheme as_seen valid why country"),
            subtitle=("scheme",),
            shared=True,
            subkinds=(
                ("phone", "phone"),
                ("document", "id-card"),
                ("email", "mail"),
                ("account", "landmark"),
                ("device", "smartphone"),
                ("seal", "stamp"),
                ("registration", "hash"),
                ("web", "globe"),
            ),
        ),
        Kind(
            "Investigation",
            "Investigation",
            "Investigations",
            CASEWORK,
            "folder-search",
            "investigations",
            words("opened_at closed_at status legal_basis unit outcome description remarks"),
            subtitle=("status", "opened_at"),
        ),
        Kind(
            "Operation",
            "Operation",
            "Operations",
            CASEWORK,
            "radar",
            "investigations",
            words("opened_at closed_at status description remarks"),
            subtitle=("status",),
        ),
    )
}


def kind(name: str) -> Kind:
    """The kind of that name; ValueError lists the names there are."""
    found = KINDS.get(name)
    if found is None:
        message = f"There is no kind {name!r}. The kinds are {', '.join(KINDS)}."
        raise ValueError(message)
    return found
