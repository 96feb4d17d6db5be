// name: audit.add
// Adds an entry to the trail; run in the transaction of the change that it tells of.
// access: write
// params: id, at, by, action, objects, detail, origin
// returns: id
CREATE (e:AuditEntry {id: $id, at: $at, by: $by, action: $action, objects: $objects, detail: $detail, origin: $origin})
RETURN e.id AS id;

// name: audit.latest
// The latest entries, newest first, of one action or of all, before a point in the trail.
// access: read
// params: action, before_at, before_id, limit
// returns: id, at, by, action, objects, detail, origin
MATCH (e:AuditEntry)
WHERE e.at <= $before_at AND (e.at < $before_at OR e.id < $before_id) AND ($action IS NULL OR e.action = $action)
RETURN e.id AS id, e.at AS at, e.by AS by, e.action AS action, e.objects AS objects, e.detail AS detail,
       e.origin AS origin
ORDER BY at DESC, id DESC
LIMIT $limit;
