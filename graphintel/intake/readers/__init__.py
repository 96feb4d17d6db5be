"""Readers: one file per format, each with the same function ``rows``."""

from __future__ import annotations

from collections.abc import Iterator

from graphintel.intake.readers import delimited, json_lines
from graphintel.intake.readers.files import InputFile
from graphintel.intake.readers.form import Form
from graphintel.intake.rows import Rejected, Row


def rows(file: InputFile, form: Form) -> Iterator[Row | Rejected]:
    """The rows of a file in the form that its mapping says, and in their place those that cannot be read."""
    return json_lines.rows(file, form) if form.format == "jsonl" else delimited.rows(file, form)
