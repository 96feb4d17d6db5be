// name: decisions.write
// Writes a decision on two subjects; its id is unique, so a repetition changes nothing.
// access: write
// params: id, properties
// returns: id
MERGE (d:Decision {id: $id})
ON CREATE SET d += $properties
WITH d
UNWIND [d.one, d.other] AS subject
MATCH (s:Subject {id: subject})
MERGE (d)-[:JOINS]->(s)
RETURN DISTINCT d.id AS id;

// name: decisions.end
// Ends a standing decision; it stays, with who ended it and why.
// access: write
// params: at, by, id, why
// returns: id
MATCH (d:Decision {id: $id})
WHERE d.ended_at IS NULL
SET d.ended_at = $at, d.ended_by = $by, d.ended_why = $why, d.effective = false
RETURN d.id AS id;

// name: decisions.one
// A decision, for whoever sees its marking and both of its subjects.
// access: read
// params: id, visible
// returns: id, type, one, other, by, at, why, score, marking, effective, ended_at, ended_by, ended_why, unit
MATCH (d:Decision {id: $id})
WHERE d.visibility IN $visible
  AND all(subject IN [d.one, d.other] WHERE EXISTS {
    MATCH (:Subject {id: subject})<-[r:DESCRIBES {live: true}]-(:Record) WHERE r.visibility IN $visible })
RETURN d.id AS id, d.type AS type, d.one AS one, d.other AS other, d.by AS by, d.at AS at, d.why AS why,
       d.score AS score, d.marking AS marking, d.effective AS effective, d.ended_at AS ended_at,
       d.ended_by AS ended_by, d.ended_why AS ended_why, d.unit AS unit;

// name: decisions.on
// The decisions on an entity's subjects, newest first, of which the viewer sees marking and both subjects.
// access: read
// params: id, visible
// returns: id, type, one, other, by, at, why, score, marking, effective, ended_at, ended_by, ended_why, unit
MATCH (s:Subject {id: $id})
OPTIONAL MATCH (s)-[:PART_OF]->(l:Entity)
WITH coalesce(l, s) AS e
MATCH (e)<-[:PART_OF*0..1]-(m:Subject)<-[:JOINS]-(d:Decision)
WHERE d.visibility IN $visible
  AND all(subject IN [d.one, d.other] WHERE EXISTS {
    MATCH (:Subject {id: subject})<-[r:DESCRIBES {live: true}]-(:Record) WHERE r.visibility IN $visible })
WITH DISTINCT d
RETURN d.id AS id, d.type AS type, d.one AS one, d.other AS other, d.by AS by, d.at AS at, d.why AS why,
       d.score AS score, d.marking AS marking, d.effective AS effective, d.ended_at AS ended_at,
       d.ended_by AS ended_by, d.ended_why AS ended_why, d.unit AS unit
ORDER BY at DESC, id;

// name: decisions.subjects
// Which of the given subjects the viewer sees, and what they are known as.
// access: read
// params: ids, visible
// returns: id, kinds
MATCH (s:Subject)<-[r:DESCRIBES {live: true}]-(:Record)
WHERE s.id IN $ids AND r.visibility IN $visible
RETURN s.id AS id, collect(DISTINCT r.kind) AS kinds;
