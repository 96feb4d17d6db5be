// name: evidence.said
// What is said of an entity, subject by subject, each saying with its newest sources and how many there are.
// access: read
// params: id, sources, visible
// returns: subject, registered, source, said, records, newest
MATCH (e:Entity {id: $id})
WHERE e.visibility IN $visible
MATCH (e)<-[:PART_OF*0..1]-(s:Subject)<-[d:DESCRIBES]-(r:Record)
WHERE d.live AND d.visibility IN $visible
WITH s, d.said AS said, r
ORDER BY r.recorded_at DESC, r.id
WITH s, said, collect(DISTINCT r) AS records
RETURN s.id AS subject, s.registered AS registered, head(records).source AS source, said, size(records) AS records,
       [r IN records[..$sources] | {
         record: r.id, source: r.source, observed_at: r.observed_at, recorded_at: r.recorded_at,
         grade: r.reliability + r.credibility, marking: r.marking, legal_basis: r.legal_basis
       }] AS newest
ORDER BY registered, subject, said;

// name: evidence.bearers
// Which entities bear the identifiers.
// access: read
// params: ids, visible
// returns: id, bearers
UNWIND $ids AS id
MATCH (s:Subject {id: id})
OPTIONAL MATCH (s)-[:PART_OF]->(l:Entity)
WITH id, coalesce(l, s) AS i
WHERE i.visibility IN $visible
MATCH (i)<-[r:IDENTIFIED_BY]-(o:Entity)
WHERE r.visibility IN $visible
RETURN id, count(DISTINCT o) AS bearers;

// name: evidence.record_count
// How many visible records describe the subjects of an entity, live ones and all, of the editions that are listed.
// access: read
// params: complete, id, visible
// returns: live, total
MATCH (e:Entity {id: $id})
WHERE e.visibility IN $visible
MATCH (e)<-[:PART_OF*0..1]-(s:Subject)
WHERE e.complete IN $complete
   OR EXISTS { MATCH (s)<-[x:DESCRIBES]-(:Record) WHERE x.live AND x.visibility IN $visible }
MATCH (s)<-[:DESCRIBES]-(r:Record)
WHERE r.visibility IN $visible
  AND (r.live OR NOT EXISTS {
    MATCH (n:Record {source: r.source, key: r.key})
    WHERE n.edition > r.edition AND NOT coalesce(n.visibility IN $visible, false)
  })
WITH DISTINCT r
RETURN count(CASE WHEN r.live THEN 1 END) AS live, count(r) AS total;

// name: evidence.records
// The visible records that describe an entity, newest first, earlier editions and retracted ones too. A subject that the
// viewer does not see now lends no records, or an old one would tell what it was joined with. An edition that a hidden
// later one has replaced is withdrawn from sight with it: whoever raises a marking means what was said before too.
// access: read
// params: after_at, after_id, complete, id, limit, visible
// returns: id, source, key, kind, edition, live, retracted_at, recorded_at, observed_at, grade, marking, legal_basis, batch, payload
MATCH (e:Entity {id: $id})
WHERE e.visibility IN $visible
MATCH (e)<-[:PART_OF*0..1]-(s:Subject)
WHERE e.complete IN $complete
   OR EXISTS { MATCH (s)<-[x:DESCRIBES]-(:Record) WHERE x.live AND x.visibility IN $visible }
MATCH (s)<-[:DESCRIBES]-(r:Record)
WHERE r.visibility IN $visible
  AND (r.live OR NOT EXISTS {
    MATCH (n:Record {source: r.source, key: r.key})
    WHERE n.edition > r.edition AND NOT coalesce(n.visibility IN $visible, false)
  })
  AND ($after_at IS NULL OR r.recorded_at < $after_at OR (r.recorded_at = $after_at AND r.id > $after_id))
WITH DISTINCT r
RETURN r.id AS id, r.source AS source, r.key AS key, r.kind AS kind, r.edition AS edition, r.live AS live,
       r.retracted_at AS retracted_at, r.recorded_at AS recorded_at, r.observed_at AS observed_at,
       r.reliability + r.credibility AS grade, r.marking AS marking, r.legal_basis AS legal_basis, r.batch AS batch,
       r.payload AS payload
ORDER BY recorded_at DESC, id
LIMIT $limit;
