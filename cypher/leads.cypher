// name: leads.members
// The subjects of entities as far as the viewer sees them: kinds, markings of what describes and what mentions them, and
// what is said of those that may bear a strong identifier.
// access: read
// params: ids, visible
// returns: entity, subject, registered, kinds, markings, mentions, said
UNWIND $ids AS id
MATCH (e:Entity {id: id})
WHERE e.visibility IN $visible
MATCH (e)<-[:PART_OF*0..1]-(s:Subject)<-[d:DESCRIBES]-(r:Record)
WHERE d.live AND d.visibility IN $visible
WITH e, s, EXISTS { (s)-[:KEYED]->(:JoinKey) } AS keyed, d, r
WITH e, s, collect(DISTINCT d.kind) AS kinds, collect(DISTINCT r.marking) AS markings,
     collect(DISTINCT CASE WHEN keyed THEN [d.said, r.marking] END) AS said
RETURN e.id AS entity, s.id AS subject, s.registered AS registered, kinds, markings,
       COLLECT {
         MATCH (s)<-[m:MENTIONS]-(q:Record)
         WHERE m.live AND q.visibility IN $visible
         RETURN DISTINCT q.marking
       } AS mentions,
       said;

// name: leads.decisions
// The standing decisions on subjects of which the viewer sees the marking and both subjects.
// access: read
// params: ids, visible
// returns: id, type, one, other, by, at, why, marking
MATCH (s:Subject)<-[:JOINS]-(d:Decision)
WHERE s.id IN $ids AND d.ended_at IS NULL AND d.visibility IN $visible
WITH DISTINCT d
WHERE all(subject IN [d.one, d.other] WHERE EXISTS {
    MATCH (:Subject {id: subject})<-[r:DESCRIBES {live: true}]-(:Record) WHERE r.visibility IN $visible })
RETURN d.id AS id, d.type AS type, d.one AS one, d.other AS other, d.by AS by, d.at AS at, d.why AS why,
       d.marking AS marking;

// name: leads.others
// The entities of subjects, and those that may bear one of the strong identifiers: whether they do as far as the viewer
// sees is read from what is said of them.
// access: read
// params: keys, subjects, visible
// returns: id
CALL () {
  MATCH (s:Subject)
  WHERE s.id IN $subjects
  RETURN s
  UNION
  MATCH (k:JoinKey)<-[:KEYED]-(s:Subject)
  WHERE k.key IN $keys
  RETURN s
}
OPTIONAL MATCH (s)-[:PART_OF]->(l:Entity)
WITH coalesce(l, s) AS e
WHERE e.visibility IN $visible
RETURN DISTINCT e.id AS id
ORDER BY id;

// name: leads.concerned
// Those of the entities among which there may be leads: two share a key, or a decision is on two.
// access: read
// params: ids, visible
// returns: id
MATCH (e:Entity)<-[:PART_OF*0..1]-(:Subject)-[:KEYED]->(k:JoinKey)
WHERE e.id IN $ids AND e.visibility IN $visible
WITH k, collect(DISTINCT e.id) AS sharing
WHERE size(sharing) > 1
UNWIND sharing AS id
RETURN DISTINCT id
UNION
MATCH (e:Entity)<-[:PART_OF*0..1]-(:Subject)<-[:JOINS]-(d:Decision)
WHERE e.id IN $ids AND e.visibility IN $visible AND d.ended_at IS NULL AND d.visibility IN $visible
WITH d, collect(DISTINCT e.id) AS ends
WHERE size(ends) > 1
UNWIND ends AS id
RETURN DISTINCT id;
