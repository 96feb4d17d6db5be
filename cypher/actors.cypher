// name: actors.add
// Adds a user; a second one of the same name is refused by the constraint.
// access: write
// params: id, username, display_name, role, registers, level, groups, unit, valid_from, valid_until, password, at
// returns: id
CREATE (a:Actor {
  id: $id, username: $username, display_name: $display_name, role: $role, registers: $registers, level: $level,
  groups: $groups, unit: $unit, valid_from: $valid_from, valid_until: $valid_until, password: $password,
  disabled: false, created_at: $at, version: 1
})
RETURN a.id AS id;

// name: actors.by_username
// The user of that name, with the hash of his password.
// access: read
// params: username
// returns: id, username, display_name, role, registers, level, groups, unit, disabled, password, second_factor
MATCH (a:Actor {username: $username})
RETURN a.id AS id, a.username AS username, a.display_name AS display_name, a.role AS role, a.registers AS registers,
       a.level AS level, a.groups AS groups, a.unit AS unit, a.disabled AS disabled, a.password AS password,
       EXISTS { MATCH (f:SecondFactor {id: a.id}) WHERE f.confirmed_at IS NOT NULL } AS second_factor;

// name: actors.by_id
// The user of that id as he is now, for work that goes on in his name after his request was answered.
// access: read
// params: id
// returns: id, username, display_name, role, registers, level, groups, unit, disabled
MATCH (a:Actor {id: $id})
RETURN a.id AS id, a.username AS username, a.display_name AS display_name, a.role AS role, a.registers AS registers,
       a.level AS level, a.groups AS groups, a.unit AS unit, a.disabled AS disabled;

// name: actors.standing
// What binds a user today beside his role: his unit where it is one that stands, those below it, and the days for which
// he is cleared, the emergency of his that lasts, and the duties that colleagues of the same role as then handed to him.
// access: read
// params: id, at
// returns: unit, below, valid_from, valid_until, emergency, delegations
MATCH (a:Actor {id: $id})
OPTIONAL MATCH (u:Unit {code: a.unit})
WHERE u.retired_at IS NULL
RETURN u.code AS unit, COLLECT { MATCH (u)<-[:WITHIN*1..12]-(b:Unit) RETURN b.code } AS below,
       a.valid_from AS valid_from, a.valid_until AS valid_until,
       head(COLLECT { MATCH (e:Emergency)-[:OF]->(a) WHERE e.ended_at IS NULL AND e.until > $at RETURN e {.*} }) AS emergency,
       COLLECT {
         MATCH (a)<-[:TO]-(d:Delegation)-[:FROM]->(g:Actor)
         WHERE d.ended_at IS NULL AND d.until > $at AND d.role = g.role AND NOT g.disabled
         OPTIONAL MATCH (o:Unit {code: g.unit})
         WHERE o.retired_at IS NULL
         RETURN {
           giver: g.id, name: g.display_name, role: d.role, until: d.until, unit: o.code,
           below: COLLECT { MATCH (o)<-[:WITHIN*1..12]-(b:Unit) RETURN b.code },
           valid_from: g.valid_from, valid_until: g.valid_until
         }
         ORDER BY d.at, d.id
       } AS delegations;

// name: actors.all
// Every user, by name.
// access: read
// params:
// returns: id, username, display_name, role, registers, level, groups, unit, disabled, created_at, last_seen, valid_from, valid_until, version, second_factor
MATCH (a:Actor)
OPTIONAL MATCH (s:Session)-[:OF]->(a)
WITH a, max(s.last_seen) AS last_seen
RETURN a.id AS id, a.username AS username, a.display_name AS display_name, a.role AS role, a.registers AS registers,
       a.level AS level, a.groups AS groups, a.unit AS unit, a.disabled AS disabled, a.created_at AS created_at, last_seen,
       a.valid_from AS valid_from, a.valid_until AS valid_until, a.version AS version,
       EXISTS { MATCH (f:SecondFactor {id: a.id}) WHERE f.confirmed_at IS NOT NULL } AS second_factor
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

// name: actors.change
// Changes a user who still has the version that the change was made on; ends his sessions where that is asked for.
// access: write
// params: id, version, display_name, role, registers, level, groups, unit, valid_from, valid_until, sign_out, at
// returns: version
MATCH (a:Actor {id: $id})
SET a.locked = $at
WITH a
WHERE coalesce(a.version, 1) = $version
SET a.display_name = $display_name, a.role = $role, a.registers = $registers, a.level = $level, a.groups = $groups,
    a.unit = $unit, a.valid_from = $valid_from, a.valid_until = $valid_until, a.version = $version + 1
WITH a
CALL (a) {
  MATCH (s:Session)-[:OF]->(a)
  WHERE $sign_out
  DETACH DELETE s
}
RETURN a.version AS version;

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
