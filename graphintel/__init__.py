"""Law-enforcement intelligence for Customs administrations on a Neo4j graph."""

__version__ = "0.1.0"
