from graphintel.intake.lookups import Lookup
from graphintel.model.drafts import Ref


def ref(key: str) -> Ref:
    return Ref("list", key)


def lookup() -> Lookup:
    found = Lookup()
    found.add(ref("1"), "Business", "MAHAN AIR")
    found.add(ref("2"), "Business", "NITC")
    found.add(ref("3"), "Person", "ATIA, Hachim K.")
    found.add(ref("4"), "Person", "ATIA, Hachim K.")
    found.add_other(ref("1"), "NITC")
    found.add_other(ref("1"), "MAHAN")
    found.add_other(ref("2"), "TANKER CO.")
    found.add_other(ref("1"), "TANKER CO.")
    found.add_other(ref("9"), "GHOST")
    return found


def test_case_spacing_and_a_final_stop_do_not_tell_names_apart() -> None:
    assert lookup().find("Mahan  Air.").ref == ref("1")


def test_an_exact_primary_name_beats_an_alias() -> None:
    assert lookup().find("NITC").ref == ref("2")


def test_an_alias_finds_where_no_primary_name_does() -> None:
    assert lookup().find("mahan").ref == ref("1")


def test_several_bearers_of_a_name_make_no_link() -> None:
    primary, alias = lookup().find("ATIA, Hachim K"), lookup().find("TANKER CO")

    assert (primary.ref, primary.why, primary.candidates) == (None, "ambiguous", ("3", "4"))
    assert (alias.ref, alias.why, alias.candidates) == (None, "ambiguous", ("1", "2"))


def test_an_alias_of_somebody_who_is_not_listed_finds_nobody() -> None:
    assert lookup().find("GHOST").why == "nobody"


def test_nothing_is_the_name_of_nobody() -> None:
    assert lookup().find(" . ").why == "nobody"
