// name: tokens.add
// Adds an API token of a user, by its hash.
// access: write
// params: id, hash, name, actor, at, expires_at, scope, purpose, legal_basis
// returns: id
MATCH (a:Actor {id: $actor})
CREATE (t:Token {
  id: $id, hash: $hash, name: $name, created_at: $at, expires_at: $expires_at, scope: $scope, purpose: $purpose,
  legal_basis: $legal_basis
})-[:OF]->(a)
RETURN t.id AS id;

// name: tokens.of
// The tokens of a user, or of everyone for none, newest first.
// access: read
// params: actor
// returns: id, name, owner, created_at, expires_at, revoked_at, scope, purpose, last_used
MATCH (t:Token)-[:OF]->(a:Actor)
WHERE $actor IS NULL OR a.id = $actor
RETURN t.id AS id, t.name AS name, a.username AS owner, t.created_at AS created_at, t.expires_at AS expires_at,
       t.revoked_at AS revoked_at, coalesce(t.scope, []) AS scope, coalesce(t.purpose, "") AS purpose,
       t.last_used AS last_used
ORDER BY created_at DESC, id;

// name: tokens.find
// The user to whom a valid token belongs, none for one that is revoked or has expired; and how many visibility
// classes there are now, so that what he may see need not be asked for separately.
// access: read
// params: hash, at
// returns: token, scope, purpose, legal_basis, last_used, id, username, display_name, role, registers, level, groups, unit, disabled, registered
MATCH (t:Token {hash: $hash})-[:OF]->(a:Actor)
WHERE t.revoked_at IS NULL AND (t.expires_at IS NULL OR t.expires_at > $at)
RETURN t.id AS token, t.scope AS scope, coalesce(t.purpose, "") AS purpose,
       coalesce(t.legal_basis, "") AS legal_basis, coalesce(t.last_used, "") AS last_used, a.id AS id,
       a.username AS username, a.display_name AS display_name, a.role AS role, a.registers AS registers,
       a.level AS level, a.groups AS groups, a.unit AS unit, a.disabled AS disabled, COUNT { (:VisibilityClass) } AS registered;

// name: tokens.touch
// Notes that a token is in use.
// access: write
// params: id, at
// returns: id
MATCH (t:Token {id: $id})
SET t.last_used = $at
RETURN t.id AS id;

// name: tokens.revoke
// Revokes a token of a user, or of anyone for none; it stays in the list with the time.
// access: write
// params: id, actor, at
// returns: id
MATCH (t:Token {id: $id})-[:OF]->(a:Actor)
WHERE ($actor IS NULL OR a.id = $actor) AND t.revoked_at IS NULL
SET t.revoked_at = $at
RETURN t.id AS id;
