// name: connections.counts
// How many links an entity has, by type, direction and kind of the other end.
// access: read
// params: complete, id, visible
// returns: type, direction, kind, links
MATCH (e:Entity {id: $id})
WHERE e.visibility IN $visible
MATCH (e)-[r:ARRIVED_ON|ASSOCIATED_WITH|CARRIED_ON|COMMUNICATED_WITH|CONSIGNED_BY|CONSIGNED_TO|CONTAINS|DIRECTS|EMPLOYS|EXAMINES|IDENTIFIED_BY|INVOLVED_IN|LOCATED_AT|NOTIFIES|OPERATES|OWNS|PAID|RELATED_TO|REPRESENTS|ROUTED_VIA|TRAVELLED_WITH|UNDER]-(n:Entity)
WHERE r.visibility IN $visible
WITH type(r) AS type, startNode(r) = e AS out, r,
     CASE WHEN n.complete IN $complete THEN n.kind ELSE head(COLLECT {
       MATCH (n)<-[:PART_OF*0..1]-(:Subject)<-[d:DESCRIBES]-(:Record)
       WHERE d.live AND d.visibility IN $visible
       RETURN d.kind
       ORDER BY d.rank DESC, d.kind DESC
       LIMIT 1
     }) END AS kind
RETURN type, CASE WHEN out THEN 'out' ELSE 'in' END AS direction, kind, count(r) AS links
ORDER BY links DESC, type, direction, kind;

// name: connections.total
// How many links an entity has, of some types, in one direction, with entities of a kind.
// access: read
// params: complete, direction, id, kind, types, visible
// returns: total
MATCH (e:Entity {id: $id})
WHERE e.visibility IN $visible
OPTIONAL MATCH (e)-[r:ARRIVED_ON|ASSOCIATED_WITH|CARRIED_ON|COMMUNICATED_WITH|CONSIGNED_BY|CONSIGNED_TO|CONTAINS|DIRECTS|EMPLOYS|EXAMINES|IDENTIFIED_BY|INVOLVED_IN|LOCATED_AT|NOTIFIES|OPERATES|OWNS|PAID|RELATED_TO|REPRESENTS|ROUTED_VIA|TRAVELLED_WITH|UNDER]-(n:Entity)
WHERE r.visibility IN $visible AND ($types IS NULL OR type(r) IN $types)
  AND ($direction IS NULL OR (startNode(r) = e) = ($direction = 'out'))
  AND ($kind IS NULL OR $kind = CASE WHEN n.complete IN $complete THEN n.kind ELSE head(COLLECT {
        MATCH (n)<-[:PART_OF*0..1]-(:Subject)<-[d:DESCRIBES]-(:Record)
        WHERE d.live AND d.visibility IN $visible
        RETURN d.kind
        ORDER BY d.rank DESC, d.kind DESC
        LIMIT 1
      }) END)
RETURN count(r) AS total;

// name: connections.page
// A page of the links of an entity, by date, grade or degree of the other end, highest first. Equals come in the order of
// what their reader knows the other ends by: the stored ids would tell him of subjects that he does not see.
// access: read
// params: after, after_tie, complete, direction, id, kind, limit, order, types, visible
// returns: link, position, tie, id, summary, degree
MATCH (e:Entity {id: $id})
WHERE e.visibility IN $visible
MATCH (e)-[r:ARRIVED_ON|ASSOCIATED_WITH|CARRIED_ON|COMMUNICATED_WITH|CONSIGNED_BY|CONSIGNED_TO|CONTAINS|DIRECTS|EMPLOYS|EXAMINES|IDENTIFIED_BY|INVOLVED_IN|LOCATED_AT|NOTIFIES|OPERATES|OWNS|PAID|RELATED_TO|REPRESENTS|ROUTED_VIA|TRAVELLED_WITH|UNDER]-(n:Entity)
WHERE r.visibility IN $visible AND ($types IS NULL OR type(r) IN $types)
  AND ($direction IS NULL OR (startNode(r) = e) = ($direction = 'out'))
  AND ($kind IS NULL OR $kind = CASE WHEN n.complete IN $complete THEN n.kind ELSE head(COLLECT {
        MATCH (n)<-[:PART_OF*0..1]-(:Subject)<-[d:DESCRIBES]-(:Record)
        WHERE d.live AND d.visibility IN $visible
        RETURN d.kind
        ORDER BY d.rank DESC, d.kind DESC
        LIMIT 1
      }) END)
WITH e, r, n, CASE $order
             WHEN 'degree' THEN COUNT {
               MATCH (n)-[q:ARRIVED_ON|ASSOCIATED_WITH|CARRIED_ON|COMMUNICATED_WITH|CONSIGNED_BY|CONSIGNED_TO|CONTAINS|DIRECTS|EMPLOYS|EXAMINES|IDENTIFIED_BY|INVOLVED_IN|LOCATED_AT|NOTIFIES|OPERATES|OWNS|PAID|RELATED_TO|REPRESENTS|ROUTED_VIA|TRAVELLED_WITH|UNDER]-(o:Entity)
               WHERE q.visibility IN $visible
             }
             WHEN 'grade' THEN size(split('FEDCBA', r.reliability)[0]) * size(split('654321', r.credibility)[0])
             ELSE coalesce(r.to, r.from, '')
           END AS position
WITH r, n, position,
     [CASE
       WHEN n.complete IN $complete OR NOT EXISTS { (n)<-[:PART_OF]-(:Subject) } THEN n.id
       ELSE head(COLLECT {
         MATCH (n)<-[:PART_OF*0..1]-(s:Subject)<-[d:DESCRIBES]-(:Record)
         WHERE d.live AND d.visibility IN $visible
         RETURN s.id
         ORDER BY s.registered, s.id
         LIMIT 1
       })
     END, type(r), CASE WHEN startNode(r) = e THEN 'out' ELSE 'in' END, coalesce(r.role, ''), r.marking] AS tie
WHERE $after IS NULL OR position < $after OR (position = $after AND tie > $after_tie)
WITH r, n, position, tie
ORDER BY position DESC, tie
LIMIT $limit
RETURN [r.id, type(r), r.role, startNode(r).id, endNode(r).id, r.marking, r.reliability + r.credibility, r.from, r.to,
        r.records] AS link,
       position, tie, n.id AS id, CASE WHEN n.complete IN $complete THEN n.summary END AS summary,
       COUNT {
         MATCH (n)-[q:ARRIVED_ON|ASSOCIATED_WITH|CARRIED_ON|COMMUNICATED_WITH|CONSIGNED_BY|CONSIGNED_TO|CONTAINS|DIRECTS|EMPLOYS|EXAMINES|IDENTIFIED_BY|INVOLVED_IN|LOCATED_AT|NOTIFIES|OPERATES|OWNS|PAID|RELATED_TO|REPRESENTS|ROUTED_VIA|TRAVELLED_WITH|UNDER]-(o:Entity)
         WHERE q.visibility IN $visible
       } AS degree;
