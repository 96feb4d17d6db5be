// name: batches.start
// Writes down that a batch has begun.
// access: write
// params: id, properties
// returns: id
CREATE (b:Batch {id: $id})
SET b += $properties
RETURN b.id AS id;

// name: batches.advance
// Brings the counts of a running batch up to date, with the class of all who see everything in it; tells whether somebody asked to stop it.
// access: write
// params: id, properties
// returns: cancel
MATCH (b:Batch {id: $id})
WHERE b.state = 'running'
SET b += $properties
RETURN coalesce(b.cancel, false) AS cancel;

// name: batches.find
// A batch, for somebody who sees everything in it.
// access: read
// params: id, complete
// returns: id, batch
MATCH (b:Batch {id: $id})
WHERE b.complete IN $complete
RETURN b.id AS id, b {.*} AS batch;

// name: batches.latest
// The latest batches of which somebody sees everything, newest first, without their reports.
// access: read
// params: complete, limit
// returns: id, batch
MATCH (b:Batch)
WHERE b.complete IN $complete
WITH b
ORDER BY b.at DESC, b.id
LIMIT $limit
RETURN b.id AS id, b {.*, report: null} AS batch
ORDER BY batch.at DESC, id;

// name: batches.cancel
// Asks a running batch to stop after what it is just writing.
// access: write
// params: id, complete
// returns: id
MATCH (b:Batch {id: $id})
WHERE b.complete IN $complete AND b.state = 'running'
SET b.cancel = true
RETURN b.id AS id;
