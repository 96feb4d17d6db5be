"""A ``py2neo.Graph`` on the same store, for notebooks written against it: ``pip install graphintel[py2neo]``.

py2neo has had no release since 2021: Cypher, nodes, relationships and matchers work on Neo4j 5, its schema calls fail.
Whoever has the database's password sees everything: this goes around permissions and audit, so it is for the owner of
the installation and for reading; changes belong to the commands and the API, which leave evidence.
"""

from __future__ import annotations

import py2neo

from graphintel.errors import StoreUnavailable
from graphintel.i18n import gettext as _
from graphintel.server import connection
from graphintel.settings import Settings


def graph(settings: Settings) -> py2neo.Graph:
    """The store of an installation: the external one that the settings name, else the managed one that runs."""
    address = connection(settings)
    if address is None:
        raise StoreUnavailable(_("The database is not running. Start it with: graphintel db start"))
    return py2neo.Graph(address.uri, auth=(address.user, address.password))
