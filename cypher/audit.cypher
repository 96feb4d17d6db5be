// name: audit.add
// Adds an entry to the trail; run in the transaction of the change that it tells of.
// access: write
// params: entry
// returns: id
CREATE (e:AuditEntry:Unsealed)
SET e += $entry
RETURN e.id AS id;

// name: audit.ship
// Adds entries from the journal, which may be there already.
// access: write
// params: entries
// returns:
UNWIND $entries AS entry
MERGE (e:AuditEntry {id: entry.id})
ON CREATE SET e += entry, e:Unsealed;

// name: audit.latest
// The latest entries, newest first, before a point in the trail.
// access: read
// params: action, purpose, since, until, before_at, before_id, limit
// returns: id, at, by, action, objects, detail, origin, purpose, legal_basis, address, acting_for, emergency, text, sequence
MATCH (e:AuditEntry)
WHERE e.at >= $since AND e.at < $until AND e.at <= $before_at AND (e.at < $before_at OR e.id < $before_id)
      AND ($action IS NULL OR e.action = $action) AND ($purpose IS NULL OR e.purpose = $purpose)
RETURN e.id AS id, e.at AS at, e.by AS by, e.action AS action, e.objects AS objects, e.detail AS detail,
       e.origin AS origin, coalesce(e.purpose, "") AS purpose, coalesce(e.legal_basis, "") AS legal_basis,
       coalesce(e.address, "") AS address, coalesce(e.acting_for, "") AS acting_for,
       coalesce(e.emergency, "") AS emergency, coalesce(e.text, "") AS text, e.sequence AS sequence
ORDER BY at DESC, id DESC
LIMIT $limit;

// name: audit.of_user
// The latest entries of one user, newest first.
// access: read
// params: by, action, purpose, since, until, before_at, before_id, limit
// returns: id, at, by, action, objects, detail, origin, purpose, legal_basis, address, acting_for, emergency, text, sequence
MATCH (e:AuditEntry {by: $by})
WHERE e.at >= $since AND e.at < $until AND e.at <= $before_at AND (e.at < $before_at OR e.id < $before_id)
      AND ($action IS NULL OR e.action = $action) AND ($purpose IS NULL OR e.purpose = $purpose)
RETURN e.id AS id, e.at AS at, e.by AS by, e.action AS action, e.objects AS objects, e.detail AS detail,
       e.origin AS origin, coalesce(e.purpose, "") AS purpose, coalesce(e.legal_basis, "") AS legal_basis,
       coalesce(e.address, "") AS address, coalesce(e.acting_for, "") AS acting_for,
       coalesce(e.emergency, "") AS emergency, coalesce(e.text, "") AS text, e.sequence AS sequence
ORDER BY at DESC, id DESC
LIMIT $limit;

// name: audit.of_objects
// The latest entries that touch an object, of one user or of all. The index of objects is written behind the entries.
// access: read
// params: question, by, action, purpose, since, until, before_at, before_id, limit
// returns: id, at, by, action, objects, detail, origin, purpose, legal_basis, address, acting_for, emergency, text, sequence
CALL db.index.fulltext.queryNodes("audit_objects", $question) YIELD node AS e
WHERE ($by IS NULL OR e.by = $by) AND e.at >= $since AND e.at < $until AND e.at <= $before_at AND (e.at < $before_at OR e.id < $before_id)
      AND ($action IS NULL OR e.action = $action) AND ($purpose IS NULL OR e.purpose = $purpose)
RETURN e.id AS id, e.at AS at, e.by AS by, e.action AS action, e.objects AS objects, e.detail AS detail,
       e.origin AS origin, coalesce(e.purpose, "") AS purpose, coalesce(e.legal_basis, "") AS legal_basis,
       coalesce(e.address, "") AS address, coalesce(e.acting_for, "") AS acting_for,
       coalesce(e.emergency, "") AS emergency, coalesce(e.text, "") AS text, e.sequence AS sequence
ORDER BY at DESC, id DESC
LIMIT $limit;

// name: audit.await_objects
// Waits until the index of objects has caught up with the entries.
// access: read
// params:
// returns:
CALL db.index.fulltext.awaitEventuallyConsistentIndexRefresh();

// name: audit.together
// The ids of the subjects that are one entity with any of these now. It tells ids and nothing else, to auditors.
// access: read
// params: ids, limit
// returns: id
MATCH (s:Subject)
WHERE s.id IN $ids
OPTIONAL MATCH (s)-[:PART_OF]->(l:Subject)
WITH DISTINCT coalesce(l, s) AS leader
OPTIONAL MATCH (m:Subject)-[:PART_OF]->(leader)
WITH leader, collect(m.id) AS members
UNWIND [leader.id] + members AS id
RETURN DISTINCT id AS id
LIMIT $limit;

// name: audit.once_together
// The ids of the subjects that a decision joins, or once joined, with any of these. It tells ids and nothing else.
// access: read
// params: ids, limit
// returns: id
MATCH (s:Subject)<-[:JOINS]-(d:Decision {type: "same"})-[:JOINS]->(o:Subject)
WHERE s.id IN $ids
RETURN DISTINCT o.id AS id
LIMIT $limit;

// name: audit.hours
// How many entries each user left in each hour of each day.
// access: read
// params: since, until
// returns: by, day, hour, entries
MATCH (e:AuditEntry)
WHERE e.at >= $since AND e.at < $until AND NOT e.by IN ["nobody", "installation"]
RETURN e.by AS by, substring(e.at, 0, 10) AS day, substring(e.at, 11, 2) AS hour, count(*) AS entries
ORDER BY by, day, hour;

// name: audit.deeds
// How often a user did what on which day.
// access: read
// params: by, since, until
// returns: day, action, entries
MATCH (e:AuditEntry {by: $by})
WHERE e.at >= $since AND e.at < $until
RETURN substring(e.at, 0, 10) AS day, e.action AS action, count(*) AS entries
ORDER BY day DESC, action;

// name: audit.again
// Which entity a user opened again and again without naming a legal basis.
// access: read
// params: since, until, least
// returns: by, object, entries, days
MATCH (e:AuditEntry)
WHERE e.at >= $since AND e.at < $until AND e.action = "entity.read" AND coalesce(e.legal_basis, "") = ""
WITH e.by AS by, e.objects[0] AS object, count(*) AS entries, count(DISTINCT substring(e.at, 0, 10)) AS days
WHERE entries >= $least
RETURN by, object, entries, days
ORDER BY entries DESC
LIMIT 1000;

// name: audit.texts
// What was typed, encrypted, latest first.
// access: read
// params: since, until, limit
// returns: id, at, by, text
MATCH (e:AuditEntry)
WHERE e.at >= $since AND e.at < $until AND e.text <> ""
RETURN e.id AS id, e.at AS at, e.by AS by, e.text AS text
ORDER BY at DESC
LIMIT $limit;
