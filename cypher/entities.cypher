// name: entities.resolve
// The present entity of each id that was ever given out, with its stored summary for those who see all of it.
// access: read
// params: complete, ids, visible
// returns: asked, id, summary, degree
UNWIND $ids AS asked
MATCH (s:Subject {id: asked})
OPTIONAL MATCH (s)-[:PART_OF]->(l:Entity)
WITH asked, coalesce(l, s) AS e
WHERE e.visibility IN $visible
RETURN asked, e.id AS id,
       CASE WHEN e.complete IN $complete THEN e.summary END AS summary,
       COUNT {
         MATCH (e)-[r:ARRIVED_ON|ASSOCIATED_WITH|CARRIED_ON|COMMUNICATED_WITH|CONSIGNED_BY|CONSIGNED_TO|CONTAINS|DIRECTS|EMPLOYS|EXAMINES|IDENTIFIED_BY|INVOLVED_IN|LOCATED_AT|NOTIFIES|OPERATES|OWNS|PAID|RELATED_TO|REPRESENTS|ROUTED_VIA|TRAVELLED_WITH|UNDER]-(o:Entity)
         WHERE r.visibility IN $visible AND o.visibility IN $visible
       } AS degree;

// name: entities.said
// What the visible records say of entities that the viewer does not see all of: records that say the same with the same
// grade come as one row, with the newest of them and the first and last dates of observation.
// access: read
// params: ids, visible
// returns: id, subject, registered, said, reliability, credibility, marking, newest, first_seen, last_seen
UNWIND $ids AS id
MATCH (e:Entity {id: id})
WHERE e.visibility IN $visible
MATCH (e)<-[:PART_OF*0..1]-(s:Subject)<-[d:DESCRIBES]-(r:Record)
WHERE d.live AND d.visibility IN $visible
WITH id, s, d.said AS said, r.reliability AS reliability, r.credibility AS credibility, r.marking AS marking,
     max([r.recorded_at, r.id]) AS newest, min(r.observed_at) AS first_seen, max(r.observed_at) AS last_seen
RETURN id, s.id AS subject, s.registered AS registered, said, reliability, credibility, marking, newest, first_seen,
       last_seen;
