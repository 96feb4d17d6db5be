// name: paths.shortest
// The shortest ways from one entity to another through the given types of links, each as the entities along it, with
// these and the links among them. The ends are among the nodes; they may be one and the same. It looks at every link of the
// search, not at those of the ways it found: how long it takes would tell of a way that is hidden.
// access: read
// params: complete, limit, link_types, source, target, visible
// returns: start, goal, ways, nodes, links
// timeout: 20
MATCH (s:Subject {id: $source})
MATCH (t:Subject {id: $target})
OPTIONAL MATCH (s)-[:PART_OF]->(l:Entity)
WITH t, coalesce(l, s) AS a
OPTIONAL MATCH (t)-[:PART_OF]->(m:Entity)
WITH a, coalesce(m, t) AS b
WHERE a.visibility IN $visible AND b.visibility IN $visible
CALL (a, b) {
  WITH a, b
  WHERE a <> b
  MATCH p = allShortestPaths((a)-[:ARRIVED_ON|ASSOCIATED_WITH|CARRIED_ON|COMMUNICATED_WITH|CONSIGNED_BY|CONSIGNED_TO|CONTAINS|DIRECTS|EMPLOYS|EXAMINES|IDENTIFIED_BY|INVOLVED_IN|LOCATED_AT|NOTIFIES|OPERATES|OWNS|PAID|RELATED_TO|REPRESENTS|ROUTED_VIA|TRAVELLED_WITH|UNDER*1..8]-(b))
  WHERE all(r IN relationships(p) WHERE r.visibility IN $visible AND type(r) IN $link_types)
  WITH p
  LIMIT 1000
  WITH DISTINCT nodes(p) AS way
  LIMIT $limit
  RETURN collect(way) AS ways
}
CALL (a, b, ways) {
  UNWIND [[a, b]] + ways AS way
  UNWIND way AS n
  RETURN collect(DISTINCT n) AS along
}
UNWIND along AS n
CALL (n, along) {
  MATCH (n)-[r:ARRIVED_ON|ASSOCIATED_WITH|CARRIED_ON|COMMUNICATED_WITH|CONSIGNED_BY|CONSIGNED_TO|CONTAINS|DIRECTS|EMPLOYS|EXAMINES|IDENTIFIED_BY|INVOLVED_IN|LOCATED_AT|NOTIFIES|OPERATES|OWNS|PAID|RELATED_TO|REPRESENTS|ROUTED_VIA|TRAVELLED_WITH|UNDER]-(o:Entity)
  WHERE r.visibility IN $visible
  RETURN count(r) AS degree,
         collect(CASE
           WHEN startNode(r) = n AND o IN along AND type(r) IN $link_types
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
WITH a, b, ways, links,
     [n.id, CASE WHEN n.complete IN $complete THEN n.summary END, degree, said] AS node
WITH a, b, ways, collect(node) AS nodes, collect(links) AS links
RETURN a.id AS start, b.id AS goal, [way IN ways | [n IN way | n.id]] AS ways, nodes, links;

// name: paths.deviations
// The shortest way on from each of several turnings off known ways: without the entities before it, and not along the
// known ways to the next.
// access: read
// params: link_types, target, turnings, visible
// returns: number, nodes
// timeout: 20
UNWIND $turnings AS turning
MATCH (a:Entity {id: turning.start})
MATCH (b:Entity {id: $target})
WHERE a.visibility IN $visible AND b.visibility IN $visible
MATCH p = shortestPath((a)-[:ARRIVED_ON|ASSOCIATED_WITH|CARRIED_ON|COMMUNICATED_WITH|CONSIGNED_BY|CONSIGNED_TO|CONTAINS|DIRECTS|EMPLOYS|EXAMINES|IDENTIFIED_BY|INVOLVED_IN|LOCATED_AT|NOTIFIES|OPERATES|OWNS|PAID|RELATED_TO|REPRESENTS|ROUTED_VIA|TRAVELLED_WITH|UNDER*1..8]-(b))
WHERE all(r IN relationships(p) WHERE r.visibility IN $visible AND type(r) IN $link_types)
  AND none(n IN nodes(p) WHERE n.id IN turning.avoid)
  AND none(r IN relationships(p)
           WHERE (startNode(r) = a AND endNode(r).id IN turning.not_to)
              OR (endNode(r) = a AND startNode(r).id IN turning.not_to))
RETURN turning.number AS number, [n IN nodes(p) | n.id] AS nodes;
