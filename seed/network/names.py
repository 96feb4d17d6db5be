# ruff: noqa: SIM905 - names read better as lines of names than as lists of strings
"""Invented names: common given names and surnames put together at random, companies made of words of trade."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from graphintel.model.records import Named

from .draft import arabic, chinese, cyrillic, romanised

_LATIN = {
    "EE": (
        "Andres Katrin Margus Piret Tõnu Liis Jaan Kadri Urmas Helve".split(" "),
        "Tamm Saar Mägi Kask Kukk Rebane Ilves Pärn Lepik Oja".split(" "),
    ),
    "LV": (
        "Jānis Inese Andris Līga Edgars Ilze Mārtiņš Zane".split(" "),
        "Bērziņš Kalniņš Ozols Liepiņš Krūmiņš Eglītis Zariņš".split(" "),
    ),
    "LT": ("Jonas Tomas Darius Mantas Linas".split(" "), "Kazlauskas Petrauskas Stankus Žukas Balčius".split(" ")),
    "PL": ("Piotr Agnieszka Marek Joanna Tomasz Ewa".split(" "), "Wójcik Zając Kaczmarek Mazur Król Pawlak".split(" ")),
    "DE": ("Jürgen Sabine Uwe Heike Stefan Anke".split(" "), "Möller Voß Schröder Petersen Lüders Brandt".split(" ")),
    "NL": ("Pieter Sanne Joost Femke Bram Lotte".split(" "), "de Vries;van Dijk;Smit;Kuipers;Postma".split(";")),
    "EC": (
        "José Luis María Carlos Andrea Segundo".split(" "),
        "Zambrano Cedeño Macías Vera Intriago Moreira".split(" "),
    ),
    "NG": ("Chinedu Amaka Tunde Ngozi Emeka Yetunde".split(" "), "Okafor Adeyemi Balogun Eze Nwosu Lawal".split(" ")),
    "VN": ("Văn Hùng;Thị Hoa;Minh Tuấn;Thu Hà".split(";"), "Nguyễn Trần Phạm Lê Đặng".split(" ")),
    "TR": ("Mehmet Ayşe Hakan Elif Murat Zeynep".split(" "), "Yılmaz Kaya Demir Şahin Çelik".split(" ")),
}
# Written name and what a passport makes of it.
_OTHER = {
    "UA": ("Андрій=Andrii Оксана=Oksana Тарас=Taras Ірина=Iryna Богдан=Bohdan Юлія=Yuliia".split(" "),
           "Мельник=Melnyk Шевчук=Shevchuk Бондар=Bondar Кравець=Kravets Литвин=Lytvyn".split(" ")),
    "RU": ("Алексей=Aleksei Наталья=Natalia Игорь=Igor Светлана=Svetlana Павел=Pavel Ольга=Olga".split(" "),
           "Соколов=Sokolov Лебедев=Lebedev Козлов=Kozlov Орлов=Orlov Зайцев=Zaitsev".split(" ")),
    "AE": ("سعيد=Saeed فاطمة=Fatima خالد=Khalid مريم=Maryam يوسف=Yousef".split(" "),
           "المنصوري=Al Mansoori;الحداد=Al Haddad;النجار=Al Najjar;الخطيب=Al Khatib".split(";")),
    "CN": ("伟=Wei 芳=Fang 建国=Jianguo 丽=Li 强=Qiang 敏=Min".split(" "),
           "王=Wang 李=Li 张=Zhang 刘=Liu 陈=Chen 杨=Yang 赵=Zhao".split(" ")),
}  # fmt: skip
_FEMALE = frozenset(
    "Katrin Piret Liis Kadri Helve Inese Līga Ilze Zane Agnieszka Joanna Ewa Sabine Heike Anke Sanne "
    "Femke Lotte María Andrea Amaka Ngozi Yetunde Ayşe Elif Zeynep Oksana Iryna Yuliia Natalia Svetlana Olga Fatima "
    "Maryam Fang Li Min".split(" ")
) | {"Thị Hoa", "Thu Hà"}
_SURNAME_FIRST = frozenset({"CN", "VN"})

_FORMS = {
    "EE": "OÜ", "LV": "SIA", "LT": "UAB", "PL": "Sp. z o.o.", "DE": "GmbH", "NL": "B.V.", "EC": "S.A.", "AE": "FZE",
    "CN": "Co., Ltd.", "TR": "Ltd. Şti.", "UA": "LLC", "NG": "Ltd", "VN": "JSC", "CY": "Ltd", "BR": "Ltda.",
}  # fmt: skip
_FIRST = (
    "Amber Birch Cedar Delta Ember Fjord Granite Harvest Inlet Juniper Kestrel Larch Meridian Northway Osprey Pinewood "
    "Quartz Rowan Sable Tundra Umber Vantage Willow Yarrow Zenith Alder Beacon Copper Drift Elm"
).split(" ")
_SECOND = (
    "Foods Trading Imports Logistics Textiles Timber Machinery Furniture Chemicals Marine Supply Tools Ceramics Optics "
    "Paper Steel Toys Beverages Pharma Electrics"
).split(" ")
SECTORS = {
    "Foods": "Wholesale of food", "Trading": "General trade", "Imports": "General trade", "Logistics": "Transport",
    "Textiles": "Wholesale of textiles", "Timber": "Timber", "Machinery": "Machinery", "Furniture": "Furniture",
    "Chemicals": "Chemicals", "Marine": "Marine supply", "Supply": "Wholesale", "Tools": "Tools",
    "Ceramics": "Ceramics", "Optics": "Optics", "Paper": "Paper", "Steel": "Metals", "Toys": "Toys",
    "Beverages": "Beverages", "Pharma": "Medicines", "Electrics": "Electrical goods",
}  # fmt: skip
_STREETS = {
    "EE": "Ankruvalgu Kivikaare Tuulelootsi Merihobu", "LV": "Enkura Kaiju Dzintarkrasta Vēju", "LT": "Inkaro Žuvėdrų",
    "PL": "Kotwiczna Żurawia-Portowa", "DE": "Ankerkranzweg Kranichkai", "NL": "Ankerwiel Meeuwenkade",
    "EC": "Calle-del-Ancla", "AE": "Anchor-Lane", "CN": "Maodao-Road", "TR": "Çapa-Yolu", "UA": "Yakirna",
    "NG": "Anchor-Close", "VN": "Mo-Neo", "CY": "Agkyras", "BR": "Rua-da-Ancora",
}  # fmt: skip


@dataclass(frozen=True)
class Someone:
    """A person out of the lists: how the name is written, in Latin letters, and the sex."""

    names: tuple[Named, ...]
    latin: str
    sex: str
    country: str


def someone(random: Random, country: str) -> Someone:
    """A person of that country."""
    if country in _LATIN:
        given, surname = (random.choice(part) for part in _LATIN[country])
        if country == "LV" and _sex(given) == "f":
            surname = surname.removesuffix("tis") + "te" if surname.endswith("tis") else surname[:-1] + "a"
        name = _ordered(country, given, surname)
        return Someone((Named(name),), name, _sex(given), country)
    (given, given_latin), (surname, surname_latin) = (random.choice(part).split("=") for part in _OTHER[country])
    given_latin, surname_latin = given_latin.strip(), surname_latin.strip()
    if country in {"UA", "RU"}:
        surname += "а" if country == "RU" and _sex(given_latin) == "f" else ""
        surname_latin += "a" if country == "RU" and _sex(given_latin) == "f" else ""
        written = cyrillic(f"{given} {surname}")
    elif country == "CN":
        written = chinese(surname + given)
    else:
        written = arabic(f"{given} {surname}")
    latin = _ordered(country, given_latin, surname_latin)
    return Someone((written, romanised(latin)), latin, _sex(given_latin), country)


def company(random: Random, country: str, taken: set[str]) -> tuple[str, str]:
    """The name of a company that is not taken, and its sector."""
    for _ in range(500):
        second = random.choice(_SECOND)
        name = f"{random.choice(_FIRST)} {second} {_FORMS[country]}"
        if name not in taken:
            taken.add(name)
            return name, SECTORS[second]
    message = f"No name is left for a company in {country}."
    raise ValueError(message)


def street(random: Random, country: str) -> str:
    """A street that is not on the map, and a number."""
    return f"{random.choice(_STREETS[country].split(' ')).replace('-', ' ')} {random.randint(2, 140)}"


def _ordered(country: str, given: str, surname: str) -> str:
    return f"{surname} {given}" if country in _SURNAME_FIRST else f"{given} {surname}"


def _sex(given: str) -> str:
    return "f" if given in _FEMALE else "m"
