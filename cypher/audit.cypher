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
// The latest entries, newest first, of one action or of all, before a point in the trail.
// access: read
// params: action, before_at, before_id, limit
// returns: id, at, by, action, objects, detail, origin, purpose, legal_basis, address, acting_for, emergency
MATCH (e:AuditEntry)
WHERE e.at <= $before_at AND (e.at < $before_at OR e.id < $before_id) AND ($action IS NULL OR e.action = $action)
RETURN e.id AS id, e.at AS at, e.by AS by, e.action AS action, e.objects AS objects, e.detail AS detail,
       e.origin AS origin, coalesce(e.purpose, "") AS purpose, coalesce(e.legal_basis, "") AS legal_basis,
       coalesce(e.address, "") AS address, coalesce(e.acting_for, "") AS acting_for,
       coalesce(e.emergency, "") AS emergency
ORDER BY at DESC, id DESC
LIMIT $limit;
