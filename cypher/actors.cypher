// name: actors.add
// Adds a user; a second one of the same name is refused by the constraint.
// access: write
// params: id, username, display_name, role, registers, level, groups, unit, password, at
// returns: id
CREATE (a:Actor {
  id: $id, username: $username, display_name: $display_name, role: $role, registers: $registers, level: $level,
  groups: $groups, unit: $unit, password: $password, disabled: false, created_at: $at
})
RETURN a.id AS id;

// name: actors.by_username
// The user of that name, with the hash of his password.
// access: read
// params: username
// returns: id, username, display_name, role, registers, level, groups, unit, disabled, password
MATCH (a:Actor {username: $username})
RETURN a.id AS id, a.username AS username, a.display_name AS display_name, a.role AS role, a.registers AS registers,
       a.level AS level, a.groups AS groups, a.unit AS unit, a.disabled AS disabled, a.password AS password;

// name: actors.by_token
// The user to whom a valid token belongs, none for one that is revoked or has expired; and how many visibility
// classes there are now, so that what he may see need not be asked for separately.
// access: read
// params: hash, at
// returns: id, username, display_name, role, registers, level, groups, unit, disabled, registered
MATCH (t:Token {hash: $hash})-[:OF]->(a:Actor)
WHERE t.revoked_at IS NULL AND (t.expires_at IS NULL OR t.expires_at > $at)
RETURN a.id AS id, a.username AS username, a.display_name AS display_name, a.role AS role, a.registers AS registers,
       a.level AS level, a.groups AS groups, a.unit AS unit, a.disabled AS disabled, COUNT { (:VisibilityClass) } AS registered;

// name: actors.by_id
// The user of that id as he is now, for work that goes on in his name after his request was answered.
// access: read
// params: id
// returns: id, username, display_name, role, registers, level, groups, unit, disabled
MATCH (a:Actor {id: $id})
RETURN a.id AS id, a.username AS username, a.display_name AS display_name, a.role AS role, a.registers AS registers,
       a.level AS level, a.groups AS groups, a.unit AS unit, a.disabled AS disabled;

// name: actors.all
// Every user, by name.
// access: read
// params:
// returns: id, username, display_name, role, registers, level, groups, unit, disabled, created_at, last_seen
MATCH (a:Actor)
OPTIONAL MATCH (s:Session)-[:OF]->(a)
WITH a, max(s.last_seen) AS last_seen
RETURN a.id AS id, a.username AS username, a.display_name AS display_name, a.role AS role, a.registers AS registers,
       a.level AS level, a.groups AS groups, a.unit AS unit, a.disabled AS disabled, a.created_at AS created_at, last_seen
ORDER BY username;

// name: actors.names
// The names of users by id, to show who took a decision or owns a chart.
// access: read
// params: ids
// returns: id, display_name
MATCH (a:Actor)
WHERE a.id IN $ids
RETURN a.id AS id, a.display_name AS display_name;

// name: actors.set_disabled
// Disables a user or enables him again; ends his sessions when he is disabled.
// access: write
// params: username, disabled
// returns: id
MATCH (a:Actor {username: $username})
SET a.disabled = $disabled
WITH a
CALL (a) {
  MATCH (s:Session)-[:OF]->(a)
  WHERE $disabled
  DETACH DELETE s
}
RETURN a.id AS id;

// name: actors.set_password
// Replaces the hash of a password, which its user has just proved to know or an administrator has set.
// access: write
// params: id, password
// returns: id
MATCH (a:Actor {id: $id})
SET a.password = $password
RETURN a.id AS id;

// name: actors.password_of
// The hash of a user's password, to hold what he types against.
// access: read
// params: id
// returns: password
MATCH (a:Actor {id: $id})
RETURN a.password AS password;
