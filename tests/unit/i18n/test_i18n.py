from graphintel.i18n import direction, gettext, language, lazy_gettext, negotiate, ngettext, speaking
from graphintel.i18n.formats import day, moment, number


def test_a_sentence_takes_named_slots() -> None:
    assert gettext("Added %(name)s.", name="Весk") == "Added Весk."


def test_a_percent_sign_in_a_slot_stays_as_it_is() -> None:
    assert gettext("Added %(name)s.", name="100 %s") == "Added 100 %s."


def test_the_number_chooses_the_form() -> None:
    assert ngettext("%(num)s entity", "%(num)s entities", 1) == "1 entity"
    assert ngettext("%(num)s entity", "%(num)s entities", 2) == "2 entities"


def test_the_language_ends_with_its_block() -> None:
    before = language()

    with speaking("ar"):
        assert direction() == "rtl"

    assert language() == before
    assert direction() == "ltr"


def test_a_lazy_sentence_is_a_string_when_it_is_read() -> None:
    assert str(lazy_gettext("Person")) == "Person"


def test_a_language_that_is_not_there_gives_the_default() -> None:
    assert negotiate(["xx", "yy-ZZ"], "en") == "en"
    assert negotiate(["en-GB"], "en") == "en"


def test_a_date_is_as_precise_as_it_is_known() -> None:
    assert day("1984") == "1984"
    assert day("1984-03") == "Mar 1984"
    assert day("1984-03-14") == "14 Mar 1984"
    assert day("about 1984") == "about 1984"
    assert day(None) == ""


def test_a_moment_says_its_zone() -> None:
    assert moment("2026-03-14T09:30:00.000000Z") == "14 Mar 2026, 09:30:00 UTC"
    assert moment("2026-03") == "Mar 2026"


def test_digits_are_grouped() -> None:
    assert number(10312) == "10,312"
