// name: delegations.give
// Hands the duties of one user to another, where no such handing over lasts; held on the giver, so that two make one.
// access: write
// params: id, giver, taker, role, at, until, reason
// returns: id
MATCH (g:Actor {id: $giver}), (t:Actor {id: $taker})
SET g.locked = $at
WITH g, t
WHERE NOT EXISTS {
  MATCH (g)<-[:FROM]-(d:Delegation)-[:TO]->(t)
  WHERE d.ended_at IS NULL AND d.until > $at
}
CREATE (d:Delegation {
  id: $id, giver: $giver, taker: $taker, role: $role, at: $at, until: $until, reason: $reason
})
CREATE (d)-[:FROM]->(g)
CREATE (d)-[:TO]->(t)
RETURN d.id AS id;

// name: delegations.end
// Ends a delegation that lasts, of a user who gave or took it, or anybody's for none.
// access: write
// params: id, whose, by, at
// returns: id
MATCH (d:Delegation {id: $id})
WHERE d.ended_at IS NULL AND d.until > $at AND ($whose IS NULL OR $whose IN [d.giver, d.taker])
SET d.ended_at = $at, d.ended_by = $by
RETURN d.id AS id;

// name: delegations.of
// The delegations that a user gave or took, newest first.
// access: read
// params: actor
// returns: delegation
MATCH (d:Delegation)-[:FROM|TO]->(:Actor {id: $actor})
WITH DISTINCT d
RETURN d {.*} AS delegation
ORDER BY d.at DESC, d.id
LIMIT 500;
