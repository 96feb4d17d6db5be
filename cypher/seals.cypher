// name: seals.lock
// Lets one sealer go on and others wait: whoever has changed the head holds it until his transaction ends.
// access: write
// params: at
// returns: id
MERGE (h:AuditHead {id: "head"})
SET h.locked_at = $at
RETURN h.id AS id;

// name: seals.last
// The last seal of the chain.
// access: read
// params:
// returns: number, first, last, count, previous, entries, at, digest
MATCH (s:AuditSeal)
WHERE s.number > 0
RETURN s.number AS number, s.first AS first, s.last AS last, s.count AS count, s.previous AS previous,
       s.entries AS entries, s.at AS at, s.digest AS digest
ORDER BY number DESC
LIMIT 1;

// name: seals.waiting
// How many entries wait for their place.
// access: read
// params:
// returns: waiting
MATCH (e:Unsealed)
RETURN count(e) AS waiting;

// name: seals.next
// Entries that wait for their place, oldest first.
// access: read
// params: limit
// returns: id, mac
MATCH (e:Unsealed)
RETURN e.id AS id, coalesce(e.mac, "") AS mac
ORDER BY e.at, id
LIMIT $limit;

// name: seals.add
// Adds a seal and gives the entries that it covers their places.
// access: write
// params: number, first, last, count, previous, entries, at, digest, places
// returns: placed
CREATE (s:AuditSeal {
  number: $number, first: $first, last: $last, count: $count, previous: $previous, entries: $entries, at: $at,
  digest: $digest
})
WITH s
UNWIND $places AS given
MATCH (e:AuditEntry {id: given.id})
SET e.sequence = given.sequence, e.place = given.place
REMOVE e:Unsealed
RETURN count(e) AS placed;

// name: seals.page
// Seals by number, up to one.
// access: read
// params: after, through, limit
// returns: number, first, last, count, previous, entries, at, digest
MATCH (s:AuditSeal)
WHERE s.number > $after AND s.number <= $through
RETURN s.number AS number, s.first AS first, s.last AS last, s.count AS count, s.previous AS previous,
       s.entries AS entries, s.at AS at, s.digest AS digest
ORDER BY number
LIMIT $limit;

// name: seals.entries
// Entries by their number in the chain.
// access: read
// params: after, limit
// returns: entry, waiting
MATCH (e:AuditEntry)
WHERE e.sequence > $after
RETURN properties(e) AS entry, e:Unsealed AS waiting
ORDER BY e.sequence
LIMIT $limit;

// name: seals.loose
// Entries that have no number in the chain, by id.
// access: read
// params: after_id, limit
// returns: entry, waiting
MATCH (e:AuditEntry)
WHERE e.id > $after_id AND e.sequence IS NULL
RETURN properties(e) AS entry, e:Unsealed AS waiting
ORDER BY e.id
LIMIT $limit;
