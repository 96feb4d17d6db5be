// name: records.lock
// Creates the subjects that are not there yet and locks all of them, in the order given: sorted by id, before any reading.
// access: write
// params: at, ids
// returns: id, created
UNWIND $ids AS id
MERGE (s:Subject {id: id})
ON CREATE SET s.registered = $at
WITH s, s.locked IS NULL AS created
SET s.locked = $at
RETURN s.id AS id, created;

// name: records.editions
// The editions of records by (source, key), to tell new from unchanged from corrected.
// access: write
// params: names
// returns: id, source, key, edition, content_hash, live, marking, retracted
UNWIND $names AS name
MATCH (r:Record {source: name[0], key: name[1]})
RETURN r.id AS id, r.source AS source, r.key AS key, r.edition AS edition, r.content_hash AS content_hash,
       r.live AS live, r.marking AS marking, r.retracted_at IS NOT NULL AS retracted;

// name: records.write
// Writes records; their ids are unique, so a repetition fails rather than doubles.
// access: write
// params: rows
// returns: written
UNWIND $rows AS row
CREATE (r:Record)
SET r = row
RETURN count(r) AS written;

// name: records.describe
// Writes what records say of subjects.
// access: write
// params: rows
// returns: written
UNWIND $rows AS row
MATCH (r:Record {id: row.record})
MATCH (s:Subject {id: row.subject})
CREATE (r)-[d:DESCRIBES]->(s)
SET d = row.properties
RETURN count(d) AS written;

// name: records.mention
// Writes which subjects records mention as ends of links without describing them.
// access: write
// params: rows
// returns: written
UNWIND $rows AS row
MATCH (r:Record {id: row.record})
MATCH (s:Subject {id: row.subject})
CREATE (r)-[m:MENTIONS {live: true}]->(s)
RETURN count(m) AS written;

// name: records.subjects_of
// The subjects that records describe or mention.
// access: write
// params: ids
// returns: id
MATCH (r:Record)-[:DESCRIBES|MENTIONS]->(s:Subject)
WHERE r.id IN $ids
RETURN DISTINCT s.id AS id
ORDER BY id;

// name: records.retire
// Takes records out of what counts: they stay, with what they said, but leave the index and the derivation.
// access: write
// params: ids
// returns: retired
MATCH (r:Record)
WHERE r.id IN $ids
SET r.live = false
WITH r
MATCH (r)-[d:DESCRIBES|MENTIONS]->(:Subject)
SET d.live = false, d.names = null, d.identifiers = null, d.text = null
RETURN count(DISTINCT r) AS retired;

// name: records.retract
// Marks records as retracted; a retraction is never undone, the same content can be recorded anew.
// access: write
// params: at, by, ids, why
// returns: id, source, key
MATCH (r:Record)
WHERE r.id IN $ids AND r.retracted_at IS NULL
SET r.retracted_at = $at, r.retracted_by = $by, r.retracted_why = $why
RETURN r.id AS id, r.source AS source, r.key AS key;

// name: records.said
// What records say of each subject, to put it back into the index.
// access: write
// params: ids
// returns: id, record, subject, said
MATCH (r:Record)-[d:DESCRIBES]->(s:Subject)
WHERE r.id IN $ids
RETURN d.id AS id, r.id AS record, s.id AS subject, d.said AS said;

// name: records.revive
// Makes records count again, with their words back in the index.
// access: write
// params: ids, rows
// returns: revived
MATCH (r:Record)
WHERE r.id IN $ids
SET r.live = true
WITH collect(r) AS revived
UNWIND $rows AS row
MATCH (:Record {id: row.record})-[d:DESCRIBES {id: row.id}]->(:Subject {id: row.subject})
SET d.live = true, d.names = row.names, d.identifiers = row.identifiers, d.text = row.text
RETURN size(revived) AS revived;

// name: records.mention_again
// Makes mentions of revived records count again.
// access: write
// params: ids
// returns: revived
MATCH (r:Record)-[m:MENTIONS]->(:Subject)
WHERE r.id IN $ids
SET m.live = true
RETURN count(m) AS revived;
