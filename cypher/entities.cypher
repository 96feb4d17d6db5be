// name: entities.resolve
// The present entity of each id that was ever given out, with its stored summary for those who see all of it and with
// what the visible records say for those who do not: those that say the same with the same grade as one, with the newest
// of them and the first and last dates of observation.
// access: read
// params: complete, ids, visible
// returns: asked, id, summary, degree, said
UNWIND $ids AS asked
MATCH (s:Subject {id: asked})
OPTIONAL MATCH (s)-[:PART_OF]->(l:Entity)
WITH asked, coalesce(l, s) AS n
WHERE n.visibility IN $visible
CALL (n) {
  WITH n
  WHERE NOT n.complete IN $complete
  MATCH (n)<-[:PART_OF*0..1]-(s:Subject)<-[d:DESCRIBES]-(r:Record)
  WHERE d.live AND d.visibility IN $visible
  WITH s, d.said AS said, r.reliability AS reliability, r.credibility AS credibility, r.marking AS marking,
       max([r.recorded_at, r.id]) AS newest, min(r.observed_at) AS first_seen, max(r.observed_at) AS last_seen
  RETURN collect([s.id, s.registered, said, reliability, credibility, marking, newest, first_seen, last_seen]) AS said
}
RETURN asked, n.id AS id,
       CASE WHEN n.complete IN $complete THEN n.summary END AS summary,
       COUNT {
         MATCH (n)-[r:ARRIVED_ON|ASSOCIATED_WITH|CARRIED_ON|COMMUNICATED_WITH|CONSIGNED_BY|CONSIGNED_TO|CONTAINS|DIRECTS|EMPLOYS|EXAMINES|IDENTIFIED_BY|INVOLVED_IN|LOCATED_AT|NOTIFIES|OPERATES|OWNS|PAID|RELATED_TO|REPRESENTS|ROUTED_VIA|TRAVELLED_WITH|UNDER]-(o:Entity)
         WHERE r.visibility IN $visible
       } AS degree,
       said;

// name: entities.said
// What the visible records say of entities that the viewer does not see all of, as in entities.resolve.
// access: read
// params: ids, visible
// returns: id, said
UNWIND $ids AS id
MATCH (n:Entity {id: id})
WHERE n.visibility IN $visible
MATCH (n)<-[:PART_OF*0..1]-(s:Subject)<-[d:DESCRIBES]-(r:Record)
WHERE d.live AND d.visibility IN $visible
WITH id, s, d.said AS said, r.reliability AS reliability, r.credibility AS credibility, r.marking AS marking,
     max([r.recorded_at, r.id]) AS newest, min(r.observed_at) AS first_seen, max(r.observed_at) AS last_seen
RETURN id,
       collect([s.id, s.registered, said, reliability, credibility, marking, newest, first_seen, last_seen]) AS said;
