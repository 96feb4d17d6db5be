// name: tokens.add
// Adds an API token of a user, by its hash.
// access: write
// params: id, hash, name, actor, at, expires_at
// returns: id
MATCH (a:Actor {id: $actor})
CREATE (t:Token {id: $id, hash: $hash, name: $name, created_at: $at, expires_at: $expires_at})-[:OF]->(a)
RETURN t.id AS id;

// name: tokens.of
// The tokens of a user, or of everyone for none, newest first.
// access: read
// params: actor
// returns: id, name, owner, created_at, expires_at, revoked_at
MATCH (t:Token)-[:OF]->(a:Actor)
WHERE $actor IS NULL OR a.id = $actor
RETURN t.id AS id, t.name AS name, a.username AS owner, t.created_at AS created_at, t.expires_at AS expires_at,
       t.revoked_at AS revoked_at
ORDER BY created_at DESC, id;

// name: tokens.revoke
// Revokes a token of a user, or of anyone for none; it stays in the list with the time.
// access: write
// params: id, actor, at
// returns: id
MATCH (t:Token {id: $id})-[:OF]->(a:Actor)
WHERE ($actor IS NULL OR a.id = $actor) AND t.revoked_at IS NULL
SET t.revoked_at = $at
RETURN t.id AS id;
