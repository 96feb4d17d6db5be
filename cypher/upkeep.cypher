// name: upkeep.key
// Ties subjects to the strong identifiers that they bear and locks these, so that two writers cannot miss each other.
// access: write
// params: at, rows
// returns: tied
UNWIND $rows AS row
MERGE (k:JoinKey {key: row.key})
SET k.locked = $at
WITH row, k
MATCH (s:Subject {id: row.subject})
MERGE (s)-[t:KEYED]->(k)
RETURN count(t) AS tied;

// name: upkeep.state
// How locked subjects stand: what they are known as, whose member they are, and whether others may be the same.
// access: write
// params: ids
// returns: id, registered, kinds, markings, leader, summary, tied
UNWIND $ids AS id
MATCH (s:Subject {id: id})
OPTIONAL MATCH (s)-[:PART_OF]->(l:Entity)
WITH s, coalesce(l, CASE WHEN s:Entity THEN s END) AS leader
RETURN s.id AS id, s.registered AS registered, s.described_as AS kinds, s.markings AS markings,
       leader.id AS leader, leader.summary AS summary,
       EXISTS { (s)<-[:JOINS]-(:Decision) }
         OR EXISTS { (s)-[:PART_OF]-(:Subject) }
         OR EXISTS { MATCH (s)-[:KEYED]->(:JoinKey)<-[:KEYED]-(o:Subject) WHERE o <> s } AS tied;

// name: upkeep.tied
// Of locked subjects those that others may be the same as, with the markings under which they are described.
// access: write
// params: ids
// returns: id, markings
UNWIND $ids AS id
MATCH (s:Subject {id: id})
WHERE s.markings IS NOT NULL
  AND (EXISTS { (s)<-[:JOINS]-(:Decision) }
    OR EXISTS { (s)-[:PART_OF]-(:Subject) }
    OR EXISTS { MATCH (s)-[:KEYED]->(:JoinKey)<-[:KEYED]-(o:Subject) WHERE o <> s })
RETURN s.id AS id, s.markings AS markings;

// name: upkeep.neighbours
// Subjects that might be the same as the given ones: decided, bearing the same strong identifier, or joined now.
// access: write
// params: ids
// returns: id
MATCH (s:Subject)
WHERE s.id IN $ids
CALL (s) {
  MATCH (s)<-[:JOINS]-(:Decision)-[:JOINS]->(o:Subject)
  RETURN o
  UNION
  MATCH (s)-[:KEYED]->(:JoinKey)<-[:KEYED]-(o:Subject)
  RETURN o
  UNION
  MATCH (s)-[:PART_OF]-(o:Subject)
  RETURN o
}
RETURN DISTINCT o.id AS id
ORDER BY id;

// name: upkeep.descriptions
// All live descriptions of subjects, with the grades and markings of their records.
// access: write
// params: ids
// returns: record, source, key, kind, edition, recorded_at, observed_at, reliability, credibility, marking, said, subject
MATCH (s:Subject)<-[d:DESCRIBES {live: true}]-(r:Record)
WHERE s.id IN $ids
RETURN r.id AS record, r.source AS source, r.key AS key, r.kind AS kind, r.edition AS edition,
       r.recorded_at AS recorded_at, r.observed_at AS observed_at, r.reliability AS reliability,
       r.credibility AS credibility, r.marking AS marking, d.said AS said, s.id AS subject;

// name: upkeep.claims
// The links that live records claim and that end at the given subjects, or may do so.
// access: write
// params: ids
// returns: record, observed_at, recorded_at, reliability, credibility, marking, claims
MATCH (s:Subject)<-[d:DESCRIBES|MENTIONS]-(r:Record)
WHERE s.id IN $ids AND d.live AND r.claims IS NOT NULL
WITH DISTINCT r
RETURN r.id AS record, r.observed_at AS observed_at, r.recorded_at AS recorded_at, r.reliability AS reliability,
       r.credibility AS credibility, r.marking AS marking, r.claims AS claims;

// name: upkeep.leaders
// The present entity of each subject that has one.
// access: write
// params: ids
// returns: id, leader
MATCH (s:Subject)
WHERE s.id IN $ids
OPTIONAL MATCH (s)-[:PART_OF]->(l:Entity)
WITH s, coalesce(l, CASE WHEN s:Entity THEN s END) AS leader
WHERE leader IS NOT NULL
RETURN s.id AS id, leader.id AS leader;

// name: upkeep.decisions
// The decisions on subjects that stand.
// access: write
// params: ids
// returns: id, type, one, other, by, at, why, marking
MATCH (s:Subject)<-[:JOINS]-(d:Decision)
WHERE s.id IN $ids AND d.ended_at IS NULL
WITH DISTINCT d
RETURN d.id AS id, d.type AS type, d.one AS one, d.other AS other, d.by AS by, d.at AS at, d.why AS why,
       d.marking AS marking;

// name: upkeep.effects
// Writes which decisions have an effect now.
// access: write
// params: rows
// returns: written
UNWIND $rows AS row
MATCH (d:Decision {id: row.id})
SET d.effective = row.effective
RETURN count(d) AS written;

// name: upkeep.put_entities
// Writes entities on their leading subjects; labels first come with the entity.
// access: write
// params: rows
// returns: written
UNWIND $rows AS row
MATCH (s:Subject {id: row.id})
SET s += row.properties, s:$(row.labels)
RETURN count(s) AS written;

// name: upkeep.refresh_entities
// Writes entities whose kind is as before.
// access: write
// params: rows
// returns: written
UNWIND $rows AS row
MATCH (s:Subject {id: row.id})
SET s += row.properties
RETURN count(s) AS written;

// name: upkeep.put_members
// Writes what subjects are known as.
// access: write
// params: rows
// returns: written
UNWIND $rows AS row
MATCH (s:Subject {id: row.id})
SET s += row.properties
RETURN count(s) AS written;

// name: upkeep.dissolve
// Takes subjects out of their entities and entities off their subjects, before these are written as they are now.
// access: write
// params: ids, labels
// returns: dissolved
MATCH (s:Subject)
WHERE s.id IN $ids
OPTIONAL MATCH (s)-[p:PART_OF]->(:Subject)
DELETE p
REMOVE s:$($labels)
SET s.kind = null, s.subkind = null, s.caption = null, s.summary = null, s.visibility = null, s.complete = null,
    s.registers = null, s.countries = null, s.first_seen = null, s.last_seen = null, s.described_as = null,
    s.markings = null
RETURN count(DISTINCT s) AS dissolved;

// name: upkeep.follow
// Makes subjects members of the entities of their leaders.
// access: write
// params: rows
// returns: written
UNWIND $rows AS row
MATCH (s:Subject {id: row.id})
MATCH (l:Subject {id: row.leader})
CREATE (s)-[p:PART_OF]->(l)
RETURN count(p) AS written;

// name: upkeep.classes
// Registers visibility classes; they are never changed.
// access: write
// params: rows
// returns: written
UNWIND $rows AS row
MERGE (c:VisibilityClass {id: row.id})
ON CREATE SET c.markings = row.markings
RETURN count(c) AS written;
