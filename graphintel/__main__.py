"""Lets ``python -m graphintel`` do what ``graphintel`` does."""

from graphintel.cli import main

if __name__ == "__main__":
    main()
