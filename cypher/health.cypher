// name: health.ready
// Answers where the database answers at all.
// access: read
// params:
// returns: ready
RETURN true AS ready;
