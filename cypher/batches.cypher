// name: batches.start
// Writes down that a batch has begun.
// access: write
// params: id, properties
// returns: id
CREATE (b:Batch {id: $id})
SET b += $properties
RETURN b.id AS id;

// name: batches.advance
// Brings the counts of a running batch up to date, with the class of all who see everything in it and what chunks it has written; tells whether somebody asked to stop it.
// access: write
// params: id, properties, written
// returns: cancel
MATCH (b:Batch {id: $id})
WHERE b.state = 'running'
SET b += $properties, b.written = coalesce(b.written, []) + $written
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
RETURN b.id AS id, b {.*, report: null, written: null} AS batch
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

// name: batches.end
// Writes down how a running batch ended; which chunks it wrote is of no use any more.
// access: write
// params: id, properties
// returns: id
MATCH (b:Batch {id: $id})
WHERE b.state = 'running'
SET b += $properties, b.written = null
RETURN b.id AS id;

// name: batches.unfinished
// The running batches that a job carries out, oldest first: whoever works through jobs finds them here, whatever became of the queue.
// access: read
// params:
// returns: id, by, at, cancel
MATCH (b:Batch {state: 'running'})
WHERE b.job
RETURN b.id AS id, b.by AS by, b.at AS at, coalesce(b.cancel, false) AS cancel
ORDER BY at, id;

// name: batches.take_up
// A running batch, for whoever begins it or goes on with it.
// access: write
// params: id, at
// returns: by, cancel, written
MATCH (b:Batch {id: $id})
WHERE b.state = 'running'
SET b.beat = $at
RETURN b.by AS by, coalesce(b.cancel, false) AS cancel, coalesce(b.written, []) AS written;

// name: batches.ended
// Which of the batches have ended: what was kept for them is of no use any more.
// access: read
// params: ids
// returns: id
MATCH (b:Batch)
WHERE b.id IN $ids AND b.state <> 'running'
RETURN b.id AS id;

// name: batches.stop
// Asks a running batch to stop, for whoever runs the installation and sees nothing of it.
// access: write
// params: id
// returns: id
MATCH (b:Batch {id: $id})
WHERE b.state = 'running'
SET b.cancel = true
RETURN b.id AS id;
