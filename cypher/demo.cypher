// name: demo.state
// Whether the database says that it is a demo, whether the demo network is in it whole, and whether it holds anything.
// access: read
// params:
// returns: marked, filled, empty
OPTIONAL MATCH (d:Demo)
RETURN d IS NOT NULL AS marked, coalesce(d.filled, false) AS filled,
       NOT EXISTS { (n) WHERE NOT n:Migration AND NOT n:Disposable AND NOT n:Demo } AS empty
LIMIT 1;

// name: demo.mark
// Says that the database is a demo, which may be filled and thrown away.
// access: write
// params: at
// returns: marked
MERGE (d:Demo)
ON CREATE SET d.made_at = $at, d.filled = false
RETURN count(d) AS marked;

// name: demo.filled
// Notes that the demo network is in the database whole.
// access: write
// params: at
// returns: filled
MATCH (d:Demo)
SET d.filled = true, d.filled_at = $at
RETURN count(d) AS filled;

// name: demo.account
// Puts a user of the demo with a new password and no second factor; whoever was signed in before is signed out.
// access: write
// params: id, username, display_name, role, registers, level, groups, unit, valid_from, valid_until, password, at
// returns: id
MERGE (a:Actor {username: $username})
ON CREATE SET a.id = $id, a.created_at = $at, a.version = 1
SET a.display_name = $display_name, a.role = $role, a.registers = $registers, a.level = $level, a.groups = $groups,
    a.unit = $unit, a.valid_from = $valid_from, a.valid_until = $valid_until, a.password = $password, a.disabled = false
WITH a
CALL (a) {
  MATCH (s:Session|SecondFactor)-[:OF]->(a)
  DETACH DELETE s
}
RETURN a.id AS id;
