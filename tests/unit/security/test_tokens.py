from graphintel.security.tokens import digest, equal, is_token, new_token


def test_a_token_has_its_form_and_no_other_text_has() -> None:
    token = new_token()

    assert is_token(token)
    assert not is_token(token[:-1])
    assert not is_token(token + "A")
    assert not is_token(f"{token}\n")
    assert not is_token("xx_" + token[3:])


def test_what_is_kept_does_not_hold_the_token() -> None:
    token = new_token()

    assert token not in digest(token)
    assert digest(token) == digest(token)
    assert digest(token) != digest(new_token())


def test_equal_compares_whole_texts_of_any_script() -> None:
    assert equal("ключ", "ключ")
    assert not equal("ключ", "ключи")
