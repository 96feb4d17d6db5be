// name: units.lock
// Holds the tree of units until the transaction ends: two moves at once could close a circle that neither sees.
// access: write
// params: at
// returns: at
MERGE (l:UnitTree {id: 1})
SET l.at = $at
RETURN l.at AS at;

// name: units.all
// Every unit, retired ones too, with the unit that it lies within and how many users who are not disabled are in it.
// access: read
// params:
// returns: code, name, within, people, retired_at
MATCH (u:Unit)
OPTIONAL MATCH (u)-[:WITHIN]->(above:Unit)
RETURN u.code AS code, u.name AS name, above.code AS within,
       COUNT { MATCH (a:Actor) WHERE a.unit = u.code AND NOT a.disabled } AS people, u.retired_at AS retired_at
ORDER BY code;

// name: units.put
// Adds a unit, or gives one another name and another place; within none it is at the top.
// access: write
// params: code, name, within, at
// returns: code
MERGE (u:Unit {code: $code})
ON CREATE SET u.created_at = $at
SET u.name = $name
WITH u
CALL (u) {
  MATCH (u)-[old:WITHIN]->(:Unit)
  DELETE old
}
CALL (u) {
  MATCH (above:Unit {code: $within})
  CREATE (u)-[:WITHIN]->(above)
}
RETURN u.code AS code;

// name: units.retire
// Retires a unit: it takes nobody any more and keeps its name for what was entered in it.
// access: write
// params: code, at
// returns: code
MATCH (u:Unit {code: $code})
SET u.retired_at = $at
RETURN u.code AS code;
