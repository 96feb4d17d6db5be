// name: history.neighbours
// Subjects that were ever decided on together, or bear the same strong identifier. It reads what nobody may see: only the
// derivation gets it, which then leaves out what the viewer does not see.
// access: read
// params: ids
// returns: id
MATCH (s:Subject)
WHERE s.id IN $ids
CALL (s) {
  MATCH (s)<-[:JOINS]-(:Decision)-[:JOINS]->(o:Subject)
  RETURN o
  UNION
  MATCH (s)-[:KEYED]->(:JoinKey)<-[:KEYED]-(o:Subject)
  RETURN o
}
RETURN DISTINCT o.id AS id;

// name: history.records
// Every edition of every record that ever described or mentioned the subjects: also those editions that no longer do, or
// what they corrected would seem to stand. For the derivation alone.
// access: read
// params: ids
// returns: id, source, key, kind, edition, attempt, content, recorded_at, observed_at, reliability, credibility, marking, legal_basis, batch, retracted_at, claims, said
MATCH (s:Subject)<-[:DESCRIBES|MENTIONS]-(r:Record)
WHERE s.id IN $ids
WITH DISTINCT r.source AS source, r.key AS key
MATCH (r:Record {source: source, key: key})
RETURN r.id AS id, r.source AS source, r.key AS key, r.kind AS kind, r.edition AS edition, r.attempt AS attempt,
       r.content_hash AS content, r.recorded_at AS recorded_at, r.observed_at AS observed_at,
       r.reliability AS reliability, r.credibility AS credibility, r.marking AS marking, r.legal_basis AS legal_basis,
       r.batch AS batch, r.retracted_at AS retracted_at, r.claims AS claims,
       COLLECT { MATCH (r)-[d:DESCRIBES]->(:Subject) RETURN d.said } AS said;

// name: history.decisions
// Every decision ever taken on the subjects, ended ones too; for the derivation alone.
// access: read
// params: ids
// returns: id, type, one, other, by, at, why, marking, ended_at, ended_by
MATCH (s:Subject)<-[:JOINS]-(d:Decision)
WHERE s.id IN $ids
WITH DISTINCT d
RETURN d.id AS id, d.type AS type, d.one AS one, d.other AS other, d.by AS by, d.at AS at, d.why AS why,
       d.marking AS marking, d.ended_at AS ended_at, d.ended_by AS ended_by;
