// name: neighbourhood.one
// An entity and its nearest: those it is linked to, by date, grade or degree, with the links to them. The first row is
// the entity itself; the total counts the others.
// access: read
// params: complete, id, limit, order, types, visible
// returns: total, id, summary, degree, said, links
// timeout: 20
MATCH (s:Subject {id: $id})
OPTIONAL MATCH (s)-[:PART_OF]->(l:Entity)
WITH coalesce(l, s) AS e
WHERE e.visibility IN $visible
CALL (e) {
  MATCH (e)-[r:ARRIVED_ON|ASSOCIATED_WITH|CARRIED_ON|COMMUNICATED_WITH|CONSIGNED_BY|CONSIGNED_TO|CONTAINS|DIRECTS|EMPLOYS|EXAMINES|IDENTIFIED_BY|INVOLVED_IN|LOCATED_AT|NOTIFIES|OPERATES|OWNS|PAID|RELATED_TO|REPRESENTS|ROUTED_VIA|TRAVELLED_WITH|UNDER]-(n:Entity)
  WHERE r.visibility IN $visible AND ($types IS NULL OR type(r) IN $types)
  WITH n, collect(r) AS links,
       max(CASE $order
             WHEN 'degree' THEN COUNT {
               MATCH (n)-[q:ARRIVED_ON|ASSOCIATED_WITH|CARRIED_ON|COMMUNICATED_WITH|CONSIGNED_BY|CONSIGNED_TO|CONTAINS|DIRECTS|EMPLOYS|EXAMINES|IDENTIFIED_BY|INVOLVED_IN|LOCATED_AT|NOTIFIES|OPERATES|OWNS|PAID|RELATED_TO|REPRESENTS|ROUTED_VIA|TRAVELLED_WITH|UNDER]-(o:Entity)
               WHERE q.visibility IN $visible
             }
             WHEN 'grade' THEN size(split('FEDCBA', r.reliability)[0]) * size(split('654321', r.credibility)[0])
             ELSE coalesce(r.to, r.from, '')
           END) AS position
  WITH n, links, position, CASE
    WHEN n.complete IN $complete OR NOT EXISTS { (n)<-[:PART_OF]-(:Subject) } THEN n.id
    ELSE head(COLLECT {
      MATCH (n)<-[:PART_OF*0..1]-(s:Subject)<-[d:DESCRIBES]-(:Record)
      WHERE d.live AND d.visibility IN $visible
      RETURN s.id
      ORDER BY s.registered, s.id
      LIMIT 1
    })
  END AS known_by
  ORDER BY position DESC, known_by
  WITH collect([n, links]) AS found
  RETURN size(found) AS total, found[..$limit] AS page
}
UNWIND [[e, []]] + page AS row
WITH total, row[0] AS n, row[1] AS links
CALL (n) {
  WITH n
  WHERE NOT n.complete IN $complete
  MATCH (n)<-[:PART_OF*0..1]-(s:Subject)<-[d:DESCRIBES]-(r:Record)
  WHERE d.live AND d.visibility IN $visible
  WITH s, d.said AS said, r.reliability AS reliability, r.credibility AS credibility, r.marking AS marking,
       max([r.recorded_at, r.id]) AS newest, min(r.observed_at) AS first_seen, max(r.observed_at) AS last_seen
  RETURN collect([s.id, s.registered, said, reliability, credibility, marking, newest, first_seen, last_seen]) AS said
}
RETURN total, n.id AS id,
       CASE WHEN n.complete IN $complete THEN n.summary END AS summary,
       COUNT {
         MATCH (n)-[q:ARRIVED_ON|ASSOCIATED_WITH|CARRIED_ON|COMMUNICATED_WITH|CONSIGNED_BY|CONSIGNED_TO|CONTAINS|DIRECTS|EMPLOYS|EXAMINES|IDENTIFIED_BY|INVOLVED_IN|LOCATED_AT|NOTIFIES|OPERATES|OWNS|PAID|RELATED_TO|REPRESENTS|ROUTED_VIA|TRAVELLED_WITH|UNDER]-(o:Entity)
         WHERE q.visibility IN $visible
       } AS degree,
       said,
       [r IN links | [r.id, type(r), r.role, startNode(r).id, endNode(r).id, r.marking, r.reliability + r.credibility,
                      r.from, r.to, r.records]] AS links;

// name: neighbourhood.two
// An entity and those at most two links away, nearest first, with all links among those shown. The first row is the
// entity itself; the total counts the others.
// access: read
// params: complete, id, limit, order, types, visible
// returns: total, id, summary, degree, said, links
// timeout: 20
MATCH (s:Subject {id: $id})
OPTIONAL MATCH (s)-[:PART_OF]->(l:Entity)
WITH coalesce(l, s) AS e
WHERE e.visibility IN $visible
CALL (e) {
  MATCH (e)((x)-[r:ARRIVED_ON|ASSOCIATED_WITH|CARRIED_ON|COMMUNICATED_WITH|CONSIGNED_BY|CONSIGNED_TO|CONTAINS|DIRECTS|EMPLOYS|EXAMINES|IDENTIFIED_BY|INVOLVED_IN|LOCATED_AT|NOTIFIES|OPERATES|OWNS|PAID|RELATED_TO|REPRESENTS|ROUTED_VIA|TRAVELLED_WITH|UNDER]-(n:Entity)
    WHERE r.visibility IN $visible AND ($types IS NULL OR type(r) IN $types)){1,2}(m)
  WHERE m <> e
  WITH m, min(size(r)) AS distance, last(r) AS r
  WITH m, min(distance) AS distance,
       max(CASE $order
             WHEN 'degree' THEN COUNT {
               MATCH (m)-[q:ARRIVED_ON|ASSOCIATED_WITH|CARRIED_ON|COMMUNICATED_WITH|CONSIGNED_BY|CONSIGNED_TO|CONTAINS|DIRECTS|EMPLOYS|EXAMINES|IDENTIFIED_BY|INVOLVED_IN|LOCATED_AT|NOTIFIES|OPERATES|OWNS|PAID|RELATED_TO|REPRESENTS|ROUTED_VIA|TRAVELLED_WITH|UNDER]-(o:Entity)
               WHERE q.visibility IN $visible
             }
             WHEN 'grade' THEN size(split('FEDCBA', r.reliability)[0]) * size(split('654321', r.credibility)[0])
             ELSE coalesce(r.to, r.from, '')
           END) AS position
  WITH m, distance, position, CASE
    WHEN m.complete IN $complete OR NOT EXISTS { (m)<-[:PART_OF]-(:Subject) } THEN m.id
    ELSE head(COLLECT {
      MATCH (m)<-[:PART_OF*0..1]-(s:Subject)<-[d:DESCRIBES]-(:Record)
      WHERE d.live AND d.visibility IN $visible
      RETURN s.id
      ORDER BY s.registered, s.id
      LIMIT 1
    })
  END AS known_by
  ORDER BY distance, position DESC, known_by
  WITH collect(m) AS found
  RETURN size(found) AS total, found[..$limit] AS page
}
UNWIND [e] + page AS n
CALL (e, n, page) {
  MATCH (n)-[r:ARRIVED_ON|ASSOCIATED_WITH|CARRIED_ON|COMMUNICATED_WITH|CONSIGNED_BY|CONSIGNED_TO|CONTAINS|DIRECTS|EMPLOYS|EXAMINES|IDENTIFIED_BY|INVOLVED_IN|LOCATED_AT|NOTIFIES|OPERATES|OWNS|PAID|RELATED_TO|REPRESENTS|ROUTED_VIA|TRAVELLED_WITH|UNDER]-(o:Entity)
  WHERE r.visibility IN $visible
  RETURN count(r) AS degree,
         collect(CASE
           WHEN startNode(r) = n AND (o = e OR o IN page) AND ($types IS NULL OR type(r) IN $types)
           THEN [r.id, type(r), r.role, startNode(r).id, endNode(r).id, r.marking, r.reliability + r.credibility,
                 r.from, r.to, r.records]
         END) AS links
}
CALL (n) {
  WITH n
  WHERE NOT n.complete IN $complete
  MATCH (n)<-[:PART_OF*0..1]-(s:Subject)<-[d:DESCRIBES]-(r:Record)
  WHERE d.live AND d.visibility IN $visible
  WITH s, d.said AS said, r.reliability AS reliability, r.credibility AS credibility, r.marking AS marking,
       max([r.recorded_at, r.id]) AS newest, min(r.observed_at) AS first_seen, max(r.observed_at) AS last_seen
  RETURN collect([s.id, s.registered, said, reliability, credibility, marking, newest, first_seen, last_seen]) AS said
}
RETURN total, n.id AS id, CASE WHEN n.complete IN $complete THEN n.summary END AS summary, degree, said, links;
