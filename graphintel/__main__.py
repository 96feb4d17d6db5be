"""Lets ``python -m graphintel`` do what ``graphintel`` does."""

from graphintel.cli import main

main()
