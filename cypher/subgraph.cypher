// name: subgraph.links
// The links among the given entities.
// access: read
// params: ids, types, visible
// returns: link
// timeout: 20
UNWIND $ids AS id
MATCH (a:Entity {id: id})
WHERE a.visibility IN $visible
MATCH (a)-[r:ARRIVED_ON|ASSOCIATED_WITH|CARRIED_ON|COMMUNICATED_WITH|CONSIGNED_BY|CONSIGNED_TO|CONTAINS|DIRECTS|EMPLOYS|EXAMINES|IDENTIFIED_BY|INVOLVED_IN|LOCATED_AT|NOTIFIES|OPERATES|OWNS|PAID|RELATED_TO|REPRESENTS|ROUTED_VIA|TRAVELLED_WITH|UNDER]->(b:Entity)
WHERE r.visibility IN $visible AND ($types IS NULL OR type(r) IN $types) AND b.id IN $ids
RETURN [r.id, type(r), r.role, a.id, b.id, r.marking, r.reliability + r.credibility, r.from, r.to, r.records] AS link;
