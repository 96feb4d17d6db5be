"""Cursors of paged answers: opaque, signed, and good only for the question and the asker they were made for."""

from __future__ import annotations

from itsdangerous import BadSignature, URLSafeSerializer

from graphintel.errors import Invalid, Problem
from graphintel.i18n import gettext as _
from graphintel.model.ids import JsonValue, canonical
from graphintel.security.actor import Actor
from graphintel.security.keys import Keys

LONGEST = 2_000


class Cursors:
    """Writes and reads cursors under the installation's secret."""

    def __init__(self, keys: Keys) -> None:
        self._key = keys.key("cursor")

    def dump(self, actor: Actor, question: JsonValue, position: JsonValue) -> str:
        """The cursor for the place where the next page of this question starts."""
        return self._serializer(actor, question).dumps(position)

    def load(self, actor: Actor, question: JsonValue, cursor: str | None) -> object:
        """The place that a cursor names, None for no cursor; Invalid for one of another question or another asker."""
        if cursor is None:
            return None
        try:
            if len(cursor) <= LONGEST:
                return self._serializer(actor, question).loads(cursor)
        except BadSignature:
            pass
        message = _("The cursor does not belong to this question.")
        raise Invalid(Problem("cursor", message, remedy=_("Take next_cursor from the answer before, or leave it out.")))

    def _serializer(self, actor: Actor, question: JsonValue) -> URLSafeSerializer:
        return URLSafeSerializer(self._key, salt=canonical([actor.id, question]).encode())
