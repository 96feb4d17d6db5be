// name: timeline.links
// The dated links of an entity, newest first and then as in connections.page, and how many there are with and without a
// date.
// access: read
// params: complete, id, limit, visible
// returns: dated, undated, rows
MATCH (e:Entity {id: $id})
WHERE e.visibility IN $visible
MATCH (e)-[r:ARRIVED_ON|ASSOCIATED_WITH|CARRIED_ON|COMMUNICATED_WITH|CONSIGNED_BY|CONSIGNED_TO|CONTAINS|DIRECTS|EMPLOYS|EXAMINES|IDENTIFIED_BY|INVOLVED_IN|LOCATED_AT|NOTIFIES|OPERATES|OWNS|PAID|RELATED_TO|REPRESENTS|ROUTED_VIA|TRAVELLED_WITH|UNDER]-(n:Entity)
WHERE r.visibility IN $visible
WITH e, r, n, CASE
  WHEN n.complete IN $complete OR NOT EXISTS { (n)<-[:PART_OF]-(:Subject) } THEN n.id
  ELSE head(COLLECT {
    MATCH (n)<-[:PART_OF*0..1]-(s:Subject)<-[d:DESCRIBES]-(:Record)
    WHERE d.live AND d.visibility IN $visible
    RETURN s.id
    ORDER BY s.registered, s.id
    LIMIT 1
  })
END AS known_by
ORDER BY r.from DESC, known_by, type(r), startNode(r) = e, coalesce(r.role, ''), r.marking
WITH collect(CASE WHEN r.from IS NOT NULL THEN [r, n] END) AS dated,
     count(CASE WHEN r.from IS NULL THEN 1 END) AS undated
RETURN size(dated) AS dated, undated, COLLECT {
         UNWIND dated[..$limit] AS row
         WITH row[0] AS r, row[1] AS n
         RETURN [
           [r.id, type(r), r.role, startNode(r).id, endNode(r).id, r.marking, r.reliability + r.credibility, r.from,
            r.to, r.records],
           n.id, CASE WHEN n.complete IN $complete THEN n.summary END,
           COUNT {
             MATCH (n)-[q:ARRIVED_ON|ASSOCIATED_WITH|CARRIED_ON|COMMUNICATED_WITH|CONSIGNED_BY|CONSIGNED_TO|CONTAINS|DIRECTS|EMPLOYS|EXAMINES|IDENTIFIED_BY|INVOLVED_IN|LOCATED_AT|NOTIFIES|OPERATES|OWNS|PAID|RELATED_TO|REPRESENTS|ROUTED_VIA|TRAVELLED_WITH|UNDER]-(o:Entity)
             WHERE q.visibility IN $visible
           }]
       } AS rows;

// name: timeline.records
// The live records on an entity that say when something was observed, newest first, and how many do and do not.
// access: read
// params: id, limit, visible
// returns: dated, undated, rows
MATCH (e:Entity {id: $id})
WHERE e.visibility IN $visible
MATCH (e)<-[:PART_OF*0..1]-(:Subject)<-[d:DESCRIBES]-(r:Record)
WHERE d.live AND d.visibility IN $visible
WITH DISTINCT r
ORDER BY r.observed_at DESC, r.id
WITH collect(CASE WHEN r.observed_at IS NOT NULL THEN r END) AS dated,
     count(CASE WHEN r.observed_at IS NULL THEN 1 END) AS undated
RETURN size(dated) AS dated, undated, [r IN dated[..$limit] | [
         r.id, r.observed_at, r.kind, r.source, r.reliability + r.credibility, r.marking
       ]] AS rows;
