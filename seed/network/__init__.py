"""Invents the demo network. Everything follows from one seed: no clock, no order of hashes, no library's random names.

``python -m seed.network`` writes ``network.jsonl`` and ``decisions.jsonl``; a test holds them against what this makes.
"""
