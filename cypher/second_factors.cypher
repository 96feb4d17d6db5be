// name: second_factors.of
// The second factor of a user: what is set up, and what is about to be.
// access: read
// params: id
// returns: secret, step, confirmed_at, codes, pending, pending_for
MATCH (f:SecondFactor {id: $id})
RETURN f.secret AS secret, f.step AS step, f.confirmed_at AS confirmed_at, size(f.codes) AS codes,
       f.pending AS pending, f.pending_for AS pending_for;

// name: second_factors.begin
// Keeps a new secret until a code proves that its user has it; the same one for as long as one session asks.
// access: write
// params: id, pending, session
// returns: pending
MATCH (a:Actor {id: $id})
MERGE (f:SecondFactor {id: $id})
ON CREATE SET f.codes = [], f.step = 0
MERGE (f)-[:OF]->(a)
SET f.pending = CASE WHEN f.pending_for = $session THEN coalesce(f.pending, $pending) ELSE $pending END,
    f.pending_for = $session
RETURN f.pending AS pending;

// name: second_factors.confirm
// Makes the new secret the one that counts; where it is to be the first, only if there is none.
// access: write
// params: id, pending, first, step, codes, at
// returns: id
MATCH (f:SecondFactor {id: $id})
SET f.locked = $at
WITH f
WHERE f.pending = $pending AND (NOT $first OR f.confirmed_at IS NULL)
SET f.secret = f.pending, f.step = $step, f.codes = $codes, f.confirmed_at = $at
REMOVE f.pending, f.pending_for
RETURN f.id AS id;

// name: second_factors.accept
// Takes the code of a time step, once: none of that step or of an earlier one is taken afterwards.
// access: write
// params: id, secret, step, at
// returns: id
MATCH (f:SecondFactor {id: $id})
SET f.locked = $at
WITH f
WHERE f.secret = $secret AND f.step < $step
SET f.step = $step
RETURN f.id AS id;

// name: second_factors.spend
// Takes a recovery code, once.
// access: write
// params: id, code, at
// returns: left
MATCH (f:SecondFactor {id: $id})
SET f.locked = $at
WITH f
WHERE f.confirmed_at IS NOT NULL AND $code IN f.codes
SET f.codes = [each IN f.codes WHERE each <> $code]
RETURN size(f.codes) AS left;

// name: second_factors.renew_codes
// Replaces the recovery codes.
// access: write
// params: id, codes
// returns: id
MATCH (f:SecondFactor {id: $id})
WHERE f.confirmed_at IS NOT NULL
SET f.codes = $codes
RETURN f.id AS id;

// name: second_factors.remove
// Removes the second factor of a user.
// access: write
// params: id
// returns: confirmed
MATCH (f:SecondFactor {id: $id})
WITH f, f.confirmed_at IS NOT NULL AS confirmed
DETACH DELETE f
RETURN confirmed;
