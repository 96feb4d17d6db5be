"""Intake: files are read, mapped and checked here; services/intake.py writes what comes out. Needs no store."""
