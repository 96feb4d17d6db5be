"""What the API takes and gives: one file per blueprint. Whatever is taken has a bound."""
