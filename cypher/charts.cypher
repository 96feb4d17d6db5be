// name: charts.add
// Saves a new chart of a user.
// access: write
// params: id, owner, unit, name, marking, shared, state, members, at
// returns: id
MATCH (a:Actor {id: $owner})
CREATE (c:Chart {
  id: $id, owner: $owner, unit: $unit, name: $name, marking: $marking, shared: $shared, state: $state, members: $members,
  version: 1,
  created_at: $at, updated_at: $at
})
RETURN c.id AS id;

// name: charts.find
// A chart that its asker owns, or that is shared with those cleared for its marking.
// access: read
// params: id, actor, markings
// returns: id, owner, unit, name, marking, shared, state, members, version, created_at, updated_at
MATCH (c:Chart {id: $id})
WHERE c.marking IN $markings AND (c.owner = $actor OR c.shared)
RETURN c.id AS id, c.owner AS owner, c.unit AS unit, c.name AS name, c.marking AS marking,
       c.shared AS shared, c.state AS state, c.members AS members, c.version AS version, c.created_at AS created_at, c.updated_at AS updated_at;

// name: charts.markings
// The markings that charts bear, for the asker's clearance to be held against.
// access: read
// params:
// returns: marking
MATCH (c:Chart)
RETURN DISTINCT c.marking AS marking;

// name: charts.seen
// The charts that their asker owns or that are shared with him, last changed first.
// access: read
// params: actor, markings
// returns: id, owner, unit, name, marking, shared, version, created_at, updated_at
MATCH (c:Chart)
WHERE c.marking IN $markings AND (c.owner = $actor OR c.shared)
RETURN c.id AS id, c.owner AS owner, c.unit AS unit, c.name AS name, c.marking AS marking,
       c.shared AS shared, c.version AS version, c.created_at AS created_at, c.updated_at AS updated_at
ORDER BY updated_at DESC, id;

// name: charts.change
// Changes a chart of its owner where it still has the version that the change was made on.
// access: write
// params: id, owner, name, marking, shared, state, members, version, at
// returns: version
MATCH (c:Chart {id: $id})
WHERE c.owner = $owner
SET c.locked = $at
WITH c
WHERE c.version = $version
SET c.name = $name, c.marking = $marking, c.shared = $shared, c.state = $state, c.members = $members,
    c.version = $version + 1, c.updated_at = $at
RETURN c.version AS version;

// name: charts.delete
// Deletes a chart of its owner.
// access: write
// params: id, owner
// returns: id
MATCH (c:Chart {id: $id})
WHERE c.owner = $owner
WITH c, c.id AS id
DELETE c
RETURN id;

// name: charts.members
// Of entities that are several subjects joined, the visible other ones: a chart remembers them, for when they part.
// access: read
// params: ids, visible
// returns: id
MATCH (s:Subject)
WHERE s.id IN $ids
OPTIONAL MATCH (s)-[:PART_OF]->(l:Entity)
WITH DISTINCT coalesce(l, s) AS e
WHERE e.visibility IN $visible
MATCH (e)<-[:PART_OF*0..1]-(m:Subject)
WHERE NOT m.id IN $ids
  AND EXISTS { MATCH (m)<-[d:DESCRIBES {live: true}]-(:Record) WHERE d.visibility IN $visible }
RETURN m.id AS id
ORDER BY id;
