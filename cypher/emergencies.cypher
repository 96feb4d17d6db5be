// name: emergencies.declare
// Declares an emergency of a user, where none of his lasts; held on the user, so that two at once make one.
// access: write
// params: id, actor, unit, at, until, reason, registers, level, groups
// returns: id
MATCH (a:Actor {id: $actor})
SET a.locked = $at
WITH a
WHERE NOT EXISTS { MATCH (e:Emergency)-[:OF]->(a) WHERE e.ended_at IS NULL AND e.until > $at }
CREATE (e:Emergency {
  id: $id, by: $actor, unit: $unit, at: $at, until: $until, reason: $reason, registers: $registers, level: $level,
  groups: $groups
})-[:OF]->(a)
RETURN e.id AS id;

// name: emergencies.end
// Ends an emergency that lasts.
// access: write
// params: id, by, at
// returns: id
MATCH (e:Emergency {id: $id})
WHERE e.ended_at IS NULL AND e.until > $at
SET e.ended_at = $at, e.ended_by = $by
RETURN e.id AS id;

// name: emergencies.review
// Writes down what came of looking at an emergency, once.
// access: write
// params: id, by, at, verdict, note
// returns: id
MATCH (e:Emergency {id: $id})
SET e.locked = $at
WITH e
WHERE e.reviewed_at IS NULL
SET e.reviewed_at = $at, e.reviewed_by = $by, e.verdict = $verdict, e.note = $note
RETURN e.id AS id;

// name: emergencies.all
// Emergencies of one user, or of all for none, those that are not reviewed first, then newest first.
// access: read
// params: by
// returns: emergency
MATCH (e:Emergency)
WHERE $by IS NULL OR e.by = $by
RETURN e {.*} AS emergency
ORDER BY e.reviewed_at IS NOT NULL, e.at DESC, e.id
LIMIT 1000;

// name: emergencies.one
// An emergency.
// access: read
// params: id
// returns: emergency
MATCH (e:Emergency {id: $id})
RETURN e {.*} AS emergency;

// name: emergencies.counts
// How many emergencies were ever declared, and how many of them nobody has reviewed.
// access: read
// params:
// returns: declared, unreviewed
MATCH (e:Emergency)
RETURN count(e) AS declared, sum(CASE WHEN e.reviewed_at IS NULL THEN 1 ELSE 0 END) AS unreviewed;
