// name: registers.counts
// How many entities there are by kind and registers; where the viewer does not see all of one, as far as he does.
// access: read
// params: complete, visible
// returns: kind, registers, entities
// timeout: 20
MATCH (e:Entity)
WHERE e.visibility IN $visible
WITH e, e.complete IN $complete AS whole
WITH CASE WHEN whole THEN e.kind ELSE head(COLLECT {
       MATCH (e)<-[:PART_OF*0..1]-(:Subject)<-[d:DESCRIBES]-(:Record)
       WHERE d.live AND d.visibility IN $visible
       RETURN d.kind
       ORDER BY d.rank DESC, d.kind DESC
       LIMIT 1
     }) END AS kind,
     CASE WHEN whole THEN e.registers ELSE COLLECT {
       MATCH (e)<-[:PART_OF*0..1]-(:Subject)<-[d:DESCRIBES]-(:Record)
       WHERE d.live AND d.visibility IN $visible
       RETURN DISTINCT d.register
     } END AS registers
RETURN kind, registers, count(*) AS entities
ORDER BY kind, registers;

// name: registers.latest
// The seizures that were seen last, newest first.
// access: read
// params: complete, limit, visible
// returns: id, summary, degree
// timeout: 20
MATCH (e:Entity:Seizure)
WHERE e.visibility IN $visible
WITH e, e.complete IN $complete AS whole
WHERE whole OR 'Seizure' = head(COLLECT {
    MATCH (e)<-[:PART_OF*0..1]-(:Subject)<-[d:DESCRIBES]-(:Record)
    WHERE d.live AND d.visibility IN $visible
    RETURN d.kind
    ORDER BY d.rank DESC, d.kind DESC
    LIMIT 1
  })
WITH e, whole, CASE WHEN whole THEN e.last_seen ELSE head(COLLECT {
       MATCH (e)<-[:PART_OF*0..1]-(:Subject)<-[d:DESCRIBES]-(:Record)
       WHERE d.live AND d.visibility IN $visible
       RETURN max(d.last_seen)
     }) END AS last_seen,
     CASE
       WHEN whole OR NOT EXISTS { (e)<-[:PART_OF]-(:Subject) } THEN e.id
       ELSE head(COLLECT {
         MATCH (e)<-[:PART_OF*0..1]-(s:Subject)<-[d:DESCRIBES]-(:Record)
         WHERE d.live AND d.visibility IN $visible
         RETURN s.id
         ORDER BY s.registered, s.id
         LIMIT 1
       })
     END AS known_by
ORDER BY coalesce(last_seen, '') DESC, known_by
LIMIT $limit
RETURN e.id AS id, CASE WHEN whole THEN e.summary END AS summary,
       COUNT {
         MATCH (e)-[r:ARRIVED_ON|ASSOCIATED_WITH|CARRIED_ON|COMMUNICATED_WITH|CONSIGNED_BY|CONSIGNED_TO|CONTAINS|DIRECTS|EMPLOYS|EXAMINES|IDENTIFIED_BY|INVOLVED_IN|LOCATED_AT|NOTIFIES|OPERATES|OWNS|PAID|RELATED_TO|REPRESENTS|ROUTED_VIA|TRAVELLED_WITH|UNDER]-(o:Entity)
         WHERE r.visibility IN $visible
       } AS degree;
