"""Real places with their UN/LOCODE and rough coordinates, and invented addresses in them."""

from __future__ import annotations

from dataclasses import dataclass

from graphintel.model.drafts import PartyDraft, Ref
from graphintel.model.values.places import address_key

from .draft import party

_TABLE = """
EEMUG Muuga|59.50,24.96|port
EETLL Tallinn|59.44,24.75|port
EEPLD Paldiski|59.35,24.05|port
LVRIX Riga|56.95,24.10|port
LVVNT Ventspils|57.39,21.56|port
LTKLJ Klaipėda|55.70,21.13|port
FIHEL Helsinki|60.17,24.94|port
SESTO Stockholm|59.33,18.07|port
PLGDY Gdynia|54.52,18.53|port
PLGDN Gdańsk|54.35,18.65|port
DEHAM Hamburg|53.55,9.99|port
DEBRV Bremerhaven|53.55,8.58|port
NLAMS Amsterdam Schiphol|52.31,4.76|airport
NLRTM Rotterdam|51.92,4.48|port
BEANR Antwerpen|51.22,4.40|port
GBFXT Felixstowe|51.96,1.35|port
FRLEH Le Havre|49.49,0.11|port
ESALG Algeciras|36.13,-5.45|port
ESVLC Valencia|39.47,-0.38|port
PTSIE Sines|37.95,-8.88|port
ITGIT Gioia Tauro|38.43,15.90|port
GRPIR Piraeus|37.94,23.65|port
CYLMS Limassol|34.68,33.04|port
TRIST Istanbul|41.01,28.98|airport
TRMER Mersin|36.80,34.63|port
UAODS Odesa|46.48,30.73|port
GEPTI Poti|42.15,41.67|port
EGPSD Port Said|31.26,32.30|port
MAPTM Tanger Med|35.88,-5.50|port
AEDXB Dubai|25.25,55.27|airport
AEJEA Jebel Ali|25.01,55.06|port
OMSLL Salalah|16.94,54.00|port
INNSA Nhava Sheva|18.95,72.95|port
LKCMB Colombo|6.93,79.85|port
SGSIN Singapore|1.29,103.85|port
MYPKG Port Klang|3.00,101.40|port
VNHPH Haiphong|20.86,106.68|port
THBKK Bangkok|13.75,100.50|airport
HKHKG Hong Kong|22.32,114.17|port
CNSHA Shanghai|31.23,121.47|port
CNNGB Ningbo|29.87,121.54|port
CNYTN Yantian|22.57,114.27|port
KRPUS Busan|35.18,129.08|port
ECGYE Guayaquil|-2.19,-79.88|port
COCTG Cartagena|10.40,-75.51|port
PECLL Callao|-12.05,-77.15|port
BRSSZ Santos|-23.96,-46.33|port
BRGRU São Paulo Guarulhos|-23.43,-46.47|airport
PAMIT Manzanillo|9.36,-79.88|port
CRMOB Moín|10.00,-83.08|port
USNYC New York|40.71,-74.01|port
NGAPP Apapa|6.44,3.37|port
NGLOS Lagos|6.45,3.40|airport
CDMAT Matadi|-5.82,13.45|port
TZDAR Dar es Salaam|-6.82,39.29|port
KEMBA Mombasa|-4.04,39.67|port
ETADD Addis Ababa|9.03,38.74|airport
ZADUR Durban|-29.86,31.02|port
AMEVN Yerevan|40.18,44.51|airport
"""


@dataclass(frozen=True)
class Place:
    """A place with a UN/LOCODE."""

    locode: str
    name: str
    coordinates: str
    type: str

    @property
    def ref(self) -> Ref:
        """Its subject: the same for every source."""
        return Ref("locode", self.locode)

    def said(self) -> PartyDraft:
        """What every record that names the place says of it."""
        return party(
            self.ref,
            "Location",
            self.name,
            city=self.name,
            country=self.locode[:2],
            coordinates=self.coordinates,
            place_type=self.type,
            locode=self.locode,
        )


PLACES = {
    line[:5]: Place(line[:5], *line[6:].split("|"))  # locode, name, coordinates, type
    for line in _TABLE.strip().splitlines()
}
HOME = PLACES["EEMUG"]
TALLINN = PLACES["EETLL"]


@dataclass(frozen=True)
class Address:
    """An invented address in a real town."""

    line: str
    city: str
    country: str
    type: str = "premises"

    @property
    def text(self) -> str:
        """The address on one line."""
        return f"{self.line}, {self.city}"

    @property
    def ref(self) -> Ref:
        """Its subject: equal addresses are one place, whoever writes them."""
        return Ref("address", address_key(self.text, self.country))

    def said(self) -> PartyDraft:
        """What a record that names the address says of it."""
        return party(
            self.ref,
            "Location",
            self.text,
            address=self.text,
            city=self.city,
            country=self.country,
            place_type=self.type,
        )


# The supernode: every box of the port passes here. Routes never carry paths between suspects (see link_types).
TERMINAL = Address("Kalvik container terminal, quay 4", "Muuga", "EE", "parking_terminal")
