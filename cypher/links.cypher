// name: links.find
// The links of the given ids by type, each found by the index of its type: expanding a hub to find one takes seconds.
// access: write
// params: ids
// returns: element, id, records, valid_from, valid_to, reliability, credibility, visibility
CYPHER replan=skip // Index seeks stay right however the graph grows, and so many branches are slow to plan again.
MATCH ()-[r:ARRIVED_ON]->()
WHERE r.id IN $ids.ARRIVED_ON
RETURN elementId(r) AS element, r.id AS id, r.records AS records, r.from AS valid_from, r.to AS valid_to,
       r.reliability AS reliability, r.credibility AS credibility, r.visibility AS visibility
UNION ALL
MATCH ()-[r:ASSOCIATED_WITH]->()
WHERE r.id IN $ids.ASSOCIATED_WITH
RETURN elementId(r) AS element, r.id AS id, r.records AS records, r.from AS valid_from, r.to AS valid_to,
       r.reliability AS reliability, r.credibility AS credibility, r.visibility AS visibility
UNION ALL
MATCH ()-[r:CARRIED_ON]->()
WHERE r.id IN $ids.CARRIED_ON
RETURN elementId(r) AS element, r.id AS id, r.records AS records, r.from AS valid_from, r.to AS valid_to,
       r.reliability AS reliability, r.credibility AS credibility, r.visibility AS visibility
UNION ALL
MATCH ()-[r:COMMUNICATED_WITH]->()
WHERE r.id IN $ids.COMMUNICATED_WITH
RETURN elementId(r) AS element, r.id AS id, r.records AS records, r.from AS valid_from, r.to AS valid_to,
       r.reliability AS reliability, r.credibility AS credibility, r.visibility AS visibility
UNION ALL
MATCH ()-[r:CONSIGNED_BY]->()
WHERE r.id IN $ids.CONSIGNED_BY
RETURN elementId(r) AS element, r.id AS id, r.records AS records, r.from AS valid_from, r.to AS valid_to,
       r.reliability AS reliability, r.credibility AS credibility, r.visibility AS visibility
UNION ALL
MATCH ()-[r:CONSIGNED_TO]->()
WHERE r.id IN $ids.CONSIGNED_TO
RETURN elementId(r) AS element, r.id AS id, r.records AS records, r.from AS valid_from, r.to AS valid_to,
       r.reliability AS reliability, r.credibility AS credibility, r.visibility AS visibility
UNION ALL
MATCH ()-[r:CONTAINS]->()
WHERE r.id IN $ids.CONTAINS
RETURN elementId(r) AS element, r.id AS id, r.records AS records, r.from AS valid_from, r.to AS valid_to,
       r.reliability AS reliability, r.credibility AS credibility, r.visibility AS visibility
UNION ALL
MATCH ()-[r:DIRECTS]->()
WHERE r.id IN $ids.DIRECTS
RETURN elementId(r) AS element, r.id AS id, r.records AS records, r.from AS valid_from, r.to AS valid_to,
       r.reliability AS reliability, r.credibility AS credibility, r.visibility AS visibility
UNION ALL
MATCH ()-[r:EMPLOYS]->()
WHERE r.id IN $ids.EMPLOYS
RETURN elementId(r) AS element, r.id AS id, r.records AS records, r.from AS valid_from, r.to AS valid_to,
       r.reliability AS reliability, r.credibility AS credibility, r.visibility AS visibility
UNION ALL
MATCH ()-[r:EXAMINES]->()
WHERE r.id IN $ids.EXAMINES
RETURN elementId(r) AS element, r.id AS id, r.records AS records, r.from AS valid_from, r.to AS valid_to,
       r.reliability AS reliability, r.credibility AS credibility, r.visibility AS visibility
UNION ALL
MATCH ()-[r:IDENTIFIED_BY]->()
WHERE r.id IN $ids.IDENTIFIED_BY
RETURN elementId(r) AS element, r.id AS id, r.records AS records, r.from AS valid_from, r.to AS valid_to,
       r.reliability AS reliability, r.credibility AS credibility, r.visibility AS visibility
UNION ALL
MATCH ()-[r:INVOLVED_IN]->()
WHERE r.id IN $ids.INVOLVED_IN
RETURN elementId(r) AS element, r.id AS id, r.records AS records, r.from AS valid_from, r.to AS valid_to,
       r.reliability AS reliability, r.credibility AS credibility, r.visibility AS visibility
UNION ALL
MATCH ()-[r:LOCATED_AT]->()
WHERE r.id IN $ids.LOCATED_AT
RETURN elementId(r) AS element, r.id AS id, r.records AS records, r.from AS valid_from, r.to AS valid_to,
       r.reliability AS reliability, r.credibility AS credibility, r.visibility AS visibility
UNION ALL
MATCH ()-[r:NOTIFIES]->()
WHERE r.id IN $ids.NOTIFIES
RETURN elementId(r) AS element, r.id AS id, r.records AS records, r.from AS valid_from, r.to AS valid_to,
       r.reliability AS reliability, r.credibility AS credibility, r.visibility AS visibility
UNION ALL
MATCH ()-[r:OPERATES]->()
WHERE r.id IN $ids.OPERATES
RETURN elementId(r) AS element, r.id AS id, r.records AS records, r.from AS valid_from, r.to AS valid_to,
       r.reliability AS reliability, r.credibility AS credibility, r.visibility AS visibility
UNION ALL
MATCH ()-[r:OWNS]->()
WHERE r.id IN $ids.OWNS
RETURN elementId(r) AS element, r.id AS id, r.records AS records, r.from AS valid_from, r.to AS valid_to,
       r.reliability AS reliability, r.credibility AS credibility, r.visibility AS visibility
UNION ALL
MATCH ()-[r:PAID]->()
WHERE r.id IN $ids.PAID
RETURN elementId(r) AS element, r.id AS id, r.records AS records, r.from AS valid_from, r.to AS valid_to,
       r.reliability AS reliability, r.credibility AS credibility, r.visibility AS visibility
UNION ALL
MATCH ()-[r:RELATED_TO]->()
WHERE r.id IN $ids.RELATED_TO
RETURN elementId(r) AS element, r.id AS id, r.records AS records, r.from AS valid_from, r.to AS valid_to,
       r.reliability AS reliability, r.credibility AS credibility, r.visibility AS visibility
UNION ALL
MATCH ()-[r:REPRESENTS]->()
WHERE r.id IN $ids.REPRESENTS
RETURN elementId(r) AS element, r.id AS id, r.records AS records, r.from AS valid_from, r.to AS valid_to,
       r.reliability AS reliability, r.credibility AS credibility, r.visibility AS visibility
UNION ALL
MATCH ()-[r:ROUTED_VIA]->()
WHERE r.id IN $ids.ROUTED_VIA
RETURN elementId(r) AS element, r.id AS id, r.records AS records, r.from AS valid_from, r.to AS valid_to,
       r.reliability AS reliability, r.credibility AS credibility, r.visibility AS visibility
UNION ALL
MATCH ()-[r:TRAVELLED_WITH]->()
WHERE r.id IN $ids.TRAVELLED_WITH
RETURN elementId(r) AS element, r.id AS id, r.records AS records, r.from AS valid_from, r.to AS valid_to,
       r.reliability AS reliability, r.credibility AS credibility, r.visibility AS visibility
UNION ALL
MATCH ()-[r:UNDER]->()
WHERE r.id IN $ids.UNDER
RETURN elementId(r) AS element, r.id AS id, r.records AS records, r.from AS valid_from, r.to AS valid_to,
       r.reliability AS reliability, r.credibility AS credibility, r.visibility AS visibility;

// name: links.of_entities
// All links at the given entities.
// access: write
// params: ids
// returns: element, id, records, valid_from, valid_to, reliability, credibility, visibility
MATCH (e:Subject)-[r:ARRIVED_ON|ASSOCIATED_WITH|CARRIED_ON|COMMUNICATED_WITH|CONSIGNED_BY|CONSIGNED_TO|CONTAINS|DIRECTS|EMPLOYS|EXAMINES|IDENTIFIED_BY|INVOLVED_IN|LOCATED_AT|NOTIFIES|OPERATES|OWNS|PAID|RELATED_TO|REPRESENTS|ROUTED_VIA|TRAVELLED_WITH|UNDER]-(:Entity)
WHERE e.id IN $ids
WITH DISTINCT r
RETURN elementId(r) AS element, r.id AS id, r.records AS records, r.from AS valid_from, r.to AS valid_to,
       r.reliability AS reliability, r.credibility AS credibility, r.visibility AS visibility;

// name: links.ends
// The minimal markings of entities.
// access: write
// params: ids
// returns: id, markings
MATCH (e:Subject)
WHERE e.id IN $ids
MATCH (c:VisibilityClass {id: e.visibility})
RETURN e.id AS id, c.markings AS markings;

// name: links.classes
// All links at the given entities, with who sees them now and the minimal markings of both ends.
// access: write
// params: ids
// returns: element, marking, visibility, ends
MATCH (e:Subject)-[r:ARRIVED_ON|ASSOCIATED_WITH|CARRIED_ON|COMMUNICATED_WITH|CONSIGNED_BY|CONSIGNED_TO|CONTAINS|DIRECTS|EMPLOYS|EXAMINES|IDENTIFIED_BY|INVOLVED_IN|LOCATED_AT|NOTIFIES|OPERATES|OWNS|PAID|RELATED_TO|REPRESENTS|ROUTED_VIA|TRAVELLED_WITH|UNDER]-(:Entity)
WHERE e.id IN $ids
WITH DISTINCT r
MATCH (a:VisibilityClass {id: startNode(r).visibility})
MATCH (b:VisibilityClass {id: endNode(r).visibility})
RETURN elementId(r) AS element, r.marking AS marking, r.visibility AS visibility, [a.markings, b.markings] AS ends;

// name: links.create
// Writes links that are not there yet.
// access: write
// params: rows
// returns: written
UNWIND $rows AS row
MATCH (a:Subject {id: row.source})
MATCH (b:Subject {id: row.target})
CREATE (a)-[r:$(row.type)]->(b)
SET r = row.properties
RETURN count(r) AS written;

// name: links.update
// Writes links that are there.
// access: write
// params: rows
// returns: written
UNWIND $rows AS row
MATCH ()-[r]->()
WHERE elementId(r) = row.element
SET r += row.properties
RETURN count(r) AS written;

// name: links.delete
// Removes links on which no record rests any more.
// access: write
// params: elements
// returns: removed
UNWIND $elements AS element
MATCH ()-[r]->()
WHERE elementId(r) = element
DELETE r
RETURN count(element) AS removed;
