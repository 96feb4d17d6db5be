// name: paths.shortest
// The shortest ways from one entity to another through the given types of links, each as the entities along it.
// access: read
// params: limit, link_types, source, target, visible
// returns: nodes
// timeout: 20
MATCH (a:Entity {id: $source})
MATCH (b:Entity {id: $target})
WHERE a.visibility IN $visible AND b.visibility IN $visible
MATCH p = allShortestPaths((a)-[:ARRIVED_ON|ASSOCIATED_WITH|CARRIED_ON|COMMUNICATED_WITH|CONSIGNED_BY|CONSIGNED_TO|CONTAINS|DIRECTS|EMPLOYS|EXAMINES|IDENTIFIED_BY|INVOLVED_IN|LOCATED_AT|NOTIFIES|OPERATES|OWNS|PAID|RELATED_TO|REPRESENTS|ROUTED_VIA|TRAVELLED_WITH|UNDER*1..8]-(b))
WHERE all(r IN relationships(p) WHERE r.visibility IN $visible AND type(r) IN $link_types)
  AND all(n IN nodes(p) WHERE n.visibility IN $visible)
WITH [n IN nodes(p) | n.id] AS nodes
LIMIT 1000
RETURN DISTINCT nodes
LIMIT $limit;

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
  AND all(n IN nodes(p) WHERE n.visibility IN $visible AND NOT n.id IN turning.avoid)
  AND none(r IN relationships(p)
           WHERE (startNode(r) = a AND endNode(r).id IN turning.not_to)
              OR (endNode(r) = a AND startNode(r).id IN turning.not_to))
RETURN turning.number AS number, [n IN nodes(p) | n.id] AS nodes;
