"""The managed Neo4j: fetch it, start it, stop it, keep it, migrate what is in it."""

from graphintel.server.download import Progress, make_bundle
from graphintel.server.process import ManagedNeo4j, connection
from graphintel.server.running import Running, Status

__all__ = ["ManagedNeo4j", "Progress", "Running", "Status", "connection", "make_bundle"]
