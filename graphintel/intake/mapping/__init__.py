"""Mappings: how the rows of a source become records, as a YAML file says it. Read strictly, compiled once."""
