"""Algorithms over a Subgraph: a graph in, a result out. No store, no web."""
