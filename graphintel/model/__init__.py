"""What exists: records, subjects, decisions and what follows from them. Pure: no store, no web."""
