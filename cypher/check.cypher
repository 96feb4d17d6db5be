// name: check.subjects
// The next subjects in the order of their ids, to be compared with what follows from the evidence.
// access: read
// params: after, limit
// returns: id
MATCH (s:Subject)
WHERE s.id > $after
RETURN s.id AS id
ORDER BY id
LIMIT $limit;

// name: check.size
// How much there is to compare.
// access: read
// params:
// returns: subjects
MATCH (s:Subject)
RETURN count(s) AS subjects;

// name: check.classes
// All registered visibility classes with their markings.
// access: read
// params:
// returns: id, markings
MATCH (c:VisibilityClass)
RETURN c.id AS id, c.markings AS markings
ORDER BY id;

// name: check.decided
// The next decisions in the order of their ids, with the subjects that they say and those that they are tied to.
// access: read
// params: after, limit
// returns: id, subjects, joined
MATCH (d:Decision)
WHERE d.id > $after
RETURN d.id AS id, [d.one, d.other] AS subjects, COLLECT { MATCH (d)-[:JOINS]->(s:Subject) RETURN s.id } AS joined
ORDER BY id
LIMIT $limit;

// name: check.stored
// Subjects as they are stored: labels, properties, whose members they are, and the strong identifiers they are tied to.
// access: write
// params: ids
// returns: id, labels, properties, leaders, keys
MATCH (s:Subject)
WHERE s.id IN $ids
RETURN s.id AS id, labels(s) AS labels, properties(s) AS properties,
       COLLECT { MATCH (s)-[:PART_OF]->(l:Subject) RETURN l.id } AS leaders,
       COLLECT { MATCH (s)-[:KEYED]->(k:JoinKey) RETURN k.key } AS keys;

// name: check.bearers
// The subjects that are tied to strong identifiers.
// access: write
// params: keys
// returns: id
MATCH (k:JoinKey)<-[:KEYED]-(s:Subject)
WHERE k.key IN $keys
RETURN DISTINCT s.id AS id;

// name: check.records
// Every edition of every record that ever described or mentioned the subjects, with what lies on its relationships.
// access: write
// params: ids
// returns: record, descriptions, mentions
MATCH (s:Subject)<-[:DESCRIBES|MENTIONS]-(e:Record)
WHERE s.id IN $ids
WITH DISTINCT e.source AS source, e.key AS key
MATCH (r:Record {source: source, key: key})
RETURN r {.*, payload: null} AS record,
       COLLECT { MATCH (r)-[d:DESCRIBES]->(s:Subject) RETURN [properties(d), s.id] } AS descriptions,
       COLLECT { MATCH (r)-[m:MENTIONS]->(s:Subject) RETURN [m.live, s.id] } AS mentions;

// name: check.decisions
// Every decision ever taken on the subjects, with what is stored of its effect.
// access: write
// params: ids
// returns: id, type, one, other, by, at, marking, ended_at, effective, visibility
MATCH (s:Subject)<-[:JOINS]-(d:Decision)
WHERE s.id IN $ids
WITH DISTINCT d
RETURN d.id AS id, d.type AS type, d.one AS one, d.other AS other, d.by AS by, d.at AS at, d.marking AS marking,
       d.ended_at AS ended_at, d.effective AS effective, d.visibility AS visibility;

// name: check.links
// All links at the given subjects, whether these are entities or not.
// access: write
// params: ids
// returns: element, type, source, target, properties
MATCH (e:Subject)-[r:ARRIVED_ON|ASSOCIATED_WITH|CARRIED_ON|COMMUNICATED_WITH|CONSIGNED_BY|CONSIGNED_TO|CONTAINS|DIRECTS|EMPLOYS|EXAMINES|IDENTIFIED_BY|INVOLVED_IN|LOCATED_AT|NOTIFIES|OPERATES|OWNS|PAID|RELATED_TO|REPRESENTS|ROUTED_VIA|TRAVELLED_WITH|UNDER]-(:Subject)
WHERE e.id IN $ids
WITH DISTINCT r
RETURN elementId(r) AS element, type(r) AS type, startNode(r).id AS source, endNode(r).id AS target,
       properties(r) AS properties;

// name: check.set_class
// Writes the markings of visibility classes as their ids say.
// access: write
// params: rows
// returns: written
UNWIND $rows AS row
MERGE (c:VisibilityClass {id: row.id})
SET c.markings = row.markings
RETURN count(c) AS written;

// name: check.registered
// Visibility classes as they are registered.
// access: write
// params: ids
// returns: id, markings
MATCH (c:VisibilityClass)
WHERE c.id IN $ids
RETURN c.id AS id, c.markings AS markings;

// name: check.set_subject
// Writes properties of subjects that do not come with their entities.
// access: write
// params: rows
// returns: written
UNWIND $rows AS row
MATCH (s:Subject {id: row.id})
SET s += row.properties
RETURN count(s) AS written;

// name: check.set_record
// Writes what follows from a record itself and from the other editions of it.
// access: write
// params: rows
// returns: written
UNWIND $rows AS row
MATCH (r:Record {id: row.id})
SET r += row.properties
RETURN count(r) AS written;

// name: check.set_description
// Writes what lies on descriptions beside what was said.
// access: write
// params: rows
// returns: written
UNWIND $rows AS row
MATCH (:Record {id: row.record})-[d:DESCRIBES {id: row.id}]->(:Subject)
SET d = row.properties
RETURN count(d) AS written;

// name: check.mention
// Writes which subjects records mention.
// access: write
// params: rows
// returns: written
UNWIND $rows AS row
MATCH (r:Record {id: row.record})
MATCH (s:Subject {id: row.subject})
MERGE (r)-[m:MENTIONS]->(s)
SET m.live = row.live
RETURN count(m) AS written;

// name: check.unmention
// Removes mentions of subjects that the record does not mention.
// access: write
// params: rows
// returns: removed
UNWIND $rows AS row
MATCH (:Record {id: row.record})-[m:MENTIONS]->(:Subject {id: row.subject})
DELETE m
RETURN count(*) AS removed;

// name: check.unkey
// Takes subjects off strong identifiers that no record ever gave them.
// access: write
// params: rows
// returns: removed
UNWIND $rows AS row
MATCH (:Subject {id: row.subject})-[t:KEYED]->(:JoinKey {key: row.key})
DELETE t
RETURN count(*) AS removed;

// name: check.join
// Ties decisions to the subjects that they are about, and to no others.
// access: write
// params: rows
// returns: written
UNWIND $rows AS row
MATCH (d:Decision {id: row.id})
CALL (d, row) {
  MATCH (d)-[j:JOINS]->(s:Subject)
  WHERE NOT s.id IN row.subjects
  DELETE j
}
UNWIND row.subjects AS subject
MATCH (s:Subject {id: subject})
MERGE (d)-[:JOINS]->(s)
RETURN count(*) AS written;

// name: check.set_decision
// Writes what follows from a decision.
// access: write
// params: rows
// returns: written
UNWIND $rows AS row
MATCH (d:Decision {id: row.id})
SET d += row.properties
RETURN count(d) AS written;
