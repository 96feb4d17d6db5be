"""Countries by code and by name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphintel.model.values import countries

# Names of countries as a published sanctions list writes them in addresses, flags, nationalities and citizenships.
LISTED = """
Afghanistan=AF; Albania=AL; Algeria=DZ; Angola=AO; Argentina=AR; Armenia=AM; Aruba=AW; Australia=AU; Austria=AT;
Azerbaijan=AZ; Bahamas, The=BS; Bahrain=BH; Bangladesh=BD; Barbados=BB; Belarus=BY; Belgium=BE; Belize=BZ;
Benin=BJ; Bolivia=BO; Bosnia and Herzegovina=BA; Brazil=BR; Brunei=BN; Bulgaria=BG; Burkina Faso=BF; Burma=MM;
Burundi=BI; Cabo Verde=CV; Cambodia=KH; Cameroon=CM; Canada=CA; Cayman Islands=KY; Central African Republic=CF;
Chad=TD; Chile=CL; China=CN; Colombia=CO; Comoros=KM; Congo, Democratic Republic of the=CD; Congo, Republic of
the=CG; Costa Rica=CR; Cote d Ivoire=CI; Croatia=HR; Cuba=CU; Cyprus=CY; Czech Republic=CZ; Democratic People's
Republic of Korea=KP; Denmark=DK; Dominica=DM; Dominican Republic=DO; Ecuador=EC; Egypt=EG; El Salvador=SV;
Equatorial Guinea=GQ; Eritrea=ER; Ethiopia=ET; Finland=FI; France=FR; Gabon=GA; Georgia=GE; Germany=DE;
Ghana=GH; Gibraltar=GI; Greece=GR; Guatemala=GT; Guinea=GN; Guinea-Bissau=GW; Guyana=GY; Haiti=HT; Honduras=HN;
Hong Kong=HK; India=IN; Indonesia=ID; Iran=IR; Iraq=IQ; Ireland=IE; Israel=IL; Italy=IT; Jamaica=JM; Japan=JP;
Jersey=JE; Jordan=JO; Kazakhstan=KZ; Kenya=KE; Korea, North=KP; Korea, South=KR; Kosovo=XK; Kuwait=KW;
Kyrgyzstan=KG; Laos=LA; Latvia=LV; Lebanon=LB; Liberia=LR; Libya=LY; Liechtenstein=LI; Luxembourg=LU; Macau=MO;
Macedonia, The Former Yugoslav Republic of=MK; Malaysia=MY; Maldives=MV; Mali=ML; Malta=MT; Man, Isle of=IM;
Marshall Islands=MH; Mauritania=MR; Mexico=MX; Moldova=MD; Mongolia=MN; Montenegro=ME; Morocco=MA;
Mozambique=MZ; Namibia=NA; Netherlands=NL; Netherlands Antilles=AN; New Zealand=NZ; Nicaragua=NI; Niger=NE;
Nigeria=NG; Norway=NO; Oman=OM; Pakistan=PK; Palau=PW; Palestinian=PS; Panama=PA; Paraguay=PY; Peru=PE;
Philippines=PH; Poland=PL; Qatar=QA; Romania=RO; Russia=RU; Rwanda=RW; Saint Kitts and Nevis=KN; Saint Vincent
and the Grenadines=VC; Samoa=WS; Saudi Arabia=SA; Senegal=SN; Serbia=RS; Seychelles=SC; Sierra Leone=SL;
Singapore=SG; Slovakia=SK; Slovenia=SI; Somalia=SO; South Africa=ZA; South Sudan=SS; Spain=ES; Sri Lanka=LK; St.
Kitts & Nevis=KN; St. Vincent and the Grenadines=VC; Sudan=SD; Sweden=SE; Switzerland=CH; Syria=SY; Taiwan=TW;
Tajikistan=TJ; Tanzania=TZ; Thailand=TH; The Gambia=GM; Togo=TG; Trinidad and Tobago=TT; Tunisia=TN; Turkey=TR;
Turkmenistan=TM; Tuvalu=TV; Uganda=UG; Ukraine=UA; United Arab Emirates=AE; United Kingdom=GB; United States=US;
Uruguay=UY; Uzbekistan=UZ; Vanuatu=VU; Venezuela=VE; Vietnam=VN; Virgin Islands, British=VG; West Bank=PS;
Yemen=YE; Zimbabwe=ZW
"""
NOT_A_COUNTRY = [
    "undetermined",
    "None Identified",
    "Region: Crimea",
    "Region: Gaza",
    "Region: Kafia Kingi",
    "Region: Northern Mali",
    "",
]
PAIRS = [pair.split("=") for pair in " ".join(LISTED.split()).split("; ")]


@pytest.mark.parametrize(("name", "code"), PAIRS)
def test_every_country_that_the_list_names_is_found(name: str, code: str) -> None:
    assert countries.alpha2(name) == code


@pytest.mark.parametrize("text", NOT_A_COUNTRY)
def test_what_names_no_single_country_is_known_as_such(text: str) -> None:
    assert countries.find(text) is None
    assert countries.means_no_country(text)


def test_what_is_merely_unknown_is_not_taken_for_no_country() -> None:
    assert countries.find("possibly Palestinian") is None
    assert not countries.means_no_country("possibly Palestinian")


@pytest.mark.parametrize("country", countries.every(), ids=lambda country: country.alpha2)
def test_every_country_is_found_by_its_codes_and_its_names(country: countries.Country) -> None:
    assert countries.find(country.alpha2) == country
    assert countries.find(country.english) == country
    assert countries.find(country.french.upper()) == country
    if country.until is None:
        assert countries.by_code(country.alpha3.lower()) == country
        assert country.numeric == "" or countries.by_code(country.numeric) == country


def test_a_former_country_names_its_successors_and_when_it_ended() -> None:
    yugoslavia = countries.find("Yugoslavia")

    assert yugoslavia is not None
    assert (yugoslavia.alpha2, yugoslavia.until) == ("YU", 2003)
    assert {"RS", "HR", "SI"} <= set(yugoslavia.successors)


@pytest.mark.parametrize("code", ["SU", "YU", "CS", "DD", "AN"])
def test_former_codes_lead_to_present_countries(code: str) -> None:
    country = countries.by_code(code)

    assert country is not None
    assert country.until is not None
    assert all((found := countries.by_code(successor)) and found.until is None for successor in country.successors)


def test_codes_that_were_given_out_twice_mean_the_present_country() -> None:
    myanmar = countries.by_code("104")

    assert myanmar is not None
    assert myanmar.alpha2 == "MM"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Korea, North", "Korea, South"),
        ("Congo, Republic of the", "Congo, Democratic Republic of the"),
        ("Guinea", "Guinea-Bissau"),
        ("Dominica", "Dominican Republic"),
        ("Niger", "Nigeria"),
        ("Virgin Islands, British", "Virgin Islands, U.S."),
        ("Samoa", "American Samoa"),
    ],
)
def test_countries_with_similar_names_stay_apart(one: str, other: str) -> None:
    assert countries.alpha2(one)
    assert countries.alpha2(other)
    assert countries.alpha2(one) != countries.alpha2(other)


def test_no_spelling_leads_to_two_countries() -> None:
    seen: dict[tuple[str, ...], str] = {}
    for country, names in countries._rows():
        for name in names:
            assert seen.setdefault(countries._key(name), country.alpha2) == country.alpha2, name


def test_names_are_given_in_french_and_otherwise_in_english() -> None:
    germany = countries.by_code("DEU")

    assert germany is not None
    assert (germany.name("fr-CA"), germany.name("en"), germany.name("de")) == ("Allemagne", "Germany", "Germany")


@given(st.text(st.characters(), max_size=40))
def test_no_text_raises(text: str) -> None:
    found = countries.find(text)

    assert found is None or found in countries.every()
