// name: sessions.add
// Starts a session of a user, whole or still waiting for what is not the password, and forgets the sessions that have run out.
// access: write
// params: id, actor, csrf, at, expires_at, address, agent, purpose, legal_basis, waits_for
// returns: id
CALL () {
  MATCH (old:Session)
  WHERE old.expires_at < $at
  WITH old LIMIT 1000
  DETACH DELETE old
}
MATCH (a:Actor {id: $actor})
CREATE (s:Session {
  id: $id, csrf: $csrf, created_at: $at, last_seen: $at, expires_at: $expires_at, proved_at: $at, address: $address,
  agent: $agent, purpose: $purpose, legal_basis: $legal_basis, waits_for: $waits_for
})-[:OF]->(a)
RETURN s.id AS id;

// name: sessions.find
// A session that has not run out, with its user, and how many visibility classes there are now.
// access: read
// params: id, at, seen_after, seen_before
// returns: csrf, last_seen, proved_at, purpose, legal_basis, waits_for, address, agent, id, username, display_name, role, registers, level, groups, unit, disabled, registered
MATCH (s:Session {id: $id})-[:OF]->(a:Actor)
WHERE s.expires_at > $at AND s.last_seen > $seen_after AND s.last_seen < $seen_before
RETURN s.csrf AS csrf, s.last_seen AS last_seen, coalesce(s.proved_at, "") AS proved_at,
       coalesce(s.purpose, "") AS purpose, coalesce(s.legal_basis, "") AS legal_basis,
       coalesce(s.waits_for, "") AS waits_for, coalesce(s.address, "") AS address, coalesce(s.agent, "") AS agent, a.id AS id,
       a.username AS username, a.display_name AS display_name,
       a.role AS role, a.registers AS registers, a.level AS level, a.groups AS groups, a.unit AS unit,
       a.disabled AS disabled, COUNT { (:VisibilityClass) } AS registered;

// name: sessions.touch
// Notes that a session is in use.
// access: write
// params: id, at
// returns: id
MATCH (s:Session {id: $id})
SET s.last_seen = $at
RETURN s.id AS id;

// name: sessions.prove
// Notes that whoever is in a session has given the password again.
// access: write
// params: id, at
// returns: id
MATCH (s:Session {id: $id})
SET s.proved_at = $at
RETURN s.id AS id;

// name: sessions.set_purpose
// Notes why whoever is in a session asks from now on.
// access: write
// params: id, purpose, legal_basis
// returns: id
MATCH (s:Session {id: $id})
SET s.purpose = $purpose, s.legal_basis = $legal_basis
RETURN s.id AS id;

// name: sessions.of
// The running sessions of a user that are whole, latest used first.
// access: read
// params: actor, at, seen_after
// returns: id, created_at, last_seen, expires_at, address, agent
MATCH (s:Session)-[:OF]->(a:Actor {id: $actor})
WHERE s.expires_at > $at AND s.last_seen > $seen_after AND coalesce(s.waits_for, "") = ""
RETURN s.id AS id, s.created_at AS created_at, s.last_seen AS last_seen, s.expires_at AS expires_at,
       coalesce(s.address, "") AS address, coalesce(s.agent, "") AS agent
ORDER BY last_seen DESC, id;

// name: sessions.end
// Ends a session, of one user only where one is named.
// access: write
// params: id, of
// returns: actor
MATCH (s:Session {id: $id})-[:OF]->(a:Actor)
WHERE $of IS NULL OR a.id = $of
DETACH DELETE s
RETURN a.id AS actor;

// name: sessions.end_all
// Ends every session of a user, save one that is named.
// access: write
// params: actor, but
// returns: ended
MATCH (s:Session)-[:OF]->(a:Actor {id: $actor})
WHERE $but IS NULL OR s.id <> $but
DETACH DELETE s
RETURN count(*) AS ended;

// name: sessions.end_everyone
// Ends every session there is.
// access: write
// params:
// returns: ended
MATCH (s:Session)
DETACH DELETE s
RETURN count(*) AS ended;
