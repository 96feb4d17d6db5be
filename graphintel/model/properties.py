"""The properties that entities can have: what type their values are and what they are good for.

A value is kept as text in the type's canonical form. ``facet`` says which filter of the search it feeds.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

PropertyType = Literal["text", "date", "country", "term", "number", "quantity", "money", "coordinates", "place"]


@dataclass(frozen=True, slots=True)
class Property:
    """A property: its name, its label for people, its type, and for terms the scheme they are from."""

    name: str
    label: str
    type: PropertyType = "text"
    scheme: str | None = None
    facet: Literal["country", "date"] | None = None
    single: bool = False


PROPERTIES: dict[str, Property] = {
    item.name: item
    for item in (
        Property("address", "Address"),
        Property("agency", "Travel agency"),
        Property("as_seen", "As seen"),
        Property("birth_country", "Country of birth", "country", facet="country"),
        Property("birth_date", "Born", "date", single=True),
        Property("birth_place", "Place of birth"),
        Property("booked_at", "Booked", "date"),
        Property("brand", "Brand"),
        Property("built_year", "Built", "date", single=True),
        Property("carrier", "Carrier"),
        Property("citizenship", "Citizenship", "country", facet="country"),
        Property("city", "City"),
        Property("closed_at", "Closed", "date"),
        Property("colour", "Colour"),
        Property("commodity", "Commodity", "term", "commodity"),
        Property("concealed_in", "Concealed in", "term", "concealment_location"),
        Property("conveyance_type", "Type of conveyance"),
        Property("coordinates", "Coordinates", "coordinates"),
        Property("country", "Country", "country", facet="country"),
        Property("deadweight", "Deadweight tonnage", "number"),
        Property("death_date", "Died", "date", single=True),
        Property("description", "Description"),
        Property("detected_by", "How found", "term", "detection_technique"),
        Property("direction", "Direction", "term", "direction"),
        Property("disposal", "Disposal", "term", "outcome_seizure"),
        Property("dissolved", "Dissolved", "date"),
        Property("flag", "Flag", "country", facet="country"),
        Property("former_flag", "Former flag", "country", facet="country"),
        Property("gross_tonnage", "Gross tonnage", "number"),
        Property("gross_weight", "Gross weight", "quantity"),
        Property("hs_code", "HS code"),
        Property("incoterm", "Delivery terms"),
        Property("incorporated", "Incorporated", "date", single=True),
        Property("legal_basis", "Legal basis"),
        Property("legal_form", "Legal form"),
        Property("locode", "UN/LOCODE"),
        Property("make", "Make"),
        Property("manufacture_date", "Manufactured", "date", single=True),
        Property("mode", "Mode of transport", "term", "transport_mode"),
        Property("model", "Model"),
        Property("modus_operandi", "Modus operandi", "term", "modus_operandi"),
        Property("nationality", "Nationality", "country", facet="country"),
        Property("negative_reason", "Why nothing was found"),
        Property("occupation", "Occupation"),
        Property("occurred_at", "Date", "date", facet="date"),
        Property("officer", "Officer"),
        Property("opened_at", "Opened", "date", facet="date"),
        Property("operation", "Operation"),
        Property("outcome", "Outcome", "term", "outcome_investigation"),
        Property("packages", "Packages"),
        Property("payment", "Payment"),
        Property("persons", "Number of persons", "number"),
        Property("place_type", "Type of place", "term", "place_type"),
        Property("postal_code", "Postal code"),
        Property("program", "Sanctions programme"),
        Property("purity", "Purity"),
        Property("quantity", "Quantity", "quantity"),
        Property("quantity_normalised", "Quantity, normalised", "quantity"),
        Property("reason", "Reason"),
        Property("regime", "Customs regime", "term", "regime"),
        Property("registered_address", "Registered address"),
        Property("remarks", "Remarks"),
        Property("residence", "Country of residence", "country", facet="country"),
        Property("result", "Result", "term", "outcome_seizure"),
        Property("scheme", "Scheme"),
        Property("seat", "Seat"),
        Property("sector", "Sector"),
        Property("selected_by", "Why selected", "term", "selection_basis"),
        Property("sex", "Sex", "term", "sex", single=True),
        Property("size_type", "Size and type"),
        Property("status", "Status"),
        Property("suggested_action", "Suggested action", "term", "suggested_action"),
        Property("tare_kg", "Tare weight", "quantity"),
        Property("technique", "Technique of concealment", "term", "concealment_technique"),
        Property("title", "Title"),
        Property("unit", "Unit"),
        Property("valid", "Check"),
        Property("validation_status", "Validation", "term", "validation_status"),
        Property("value", "Value", "money"),
        Property("voyage", "Voyage or flight"),
        Property("warning", "Warning", "term", "warning_code"),
        Property("why", "Finding of the check"),
    )
}
