// name: sessions.add
// Starts a session of a user, and forgets the sessions that have run out.
// access: write
// params: id, actor, csrf, at, expires_at
// returns: id
CALL () {
  MATCH (old:Session)
  WHERE old.expires_at < $at
  WITH old LIMIT 1000
  DETACH DELETE old
}
MATCH (a:Actor {id: $actor})
CREATE (s:Session {id: $id, csrf: $csrf, created_at: $at, last_seen: $at, expires_at: $expires_at})-[:OF]->(a)
RETURN s.id AS id;

// name: sessions.find
// A session that has not run out, with its user, and how many visibility classes there are now.
// access: read
// params: id, at, seen_after
// returns: csrf, last_seen, id, username, display_name, role, registers, level, groups, unit, disabled, registered
MATCH (s:Session {id: $id})-[:OF]->(a:Actor)
WHERE s.expires_at > $at AND s.last_seen > $seen_after
RETURN s.csrf AS csrf, s.last_seen AS last_seen, a.id AS id, a.username AS username, a.display_name AS display_name,
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

// name: sessions.end
// Ends a session.
// access: write
// params: id
// returns: actor
MATCH (s:Session {id: $id})-[:OF]->(a:Actor)
DETACH DELETE s
RETURN a.id AS actor;
