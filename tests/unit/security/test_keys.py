from graphintel.security.keys import Keys


def test_a_key_serves_one_purpose() -> None:
    keys = Keys("a secret of more than thirty-two characters")

    assert keys.key("cursor") == keys.key("cursor")
    assert keys.key("cursor") != keys.key("ids")
    assert "secret of" not in repr(keys)
