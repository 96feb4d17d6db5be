// name: search.find
// A page of the entities whose visible records answer a full-text question, best first: an exact identifier before who
// bears it, both before a name, a whole name before a part of one; identifiers that were not meant exactly come last, and
// where no word was asked for the newest is first. Ranks are counted from the record alone, not from the index's statistics, in which
// hidden records have a share. Everything is filtered before any limit.
// access: read
// params: after, complete, countries, exact, first, kinds, last, limit, phrases, question, registers, visible, words
// returns: id, rank, said, summary, degree
// timeout: 20
CALL db.index.fulltext.queryRelationships('evidence', $question) YIELD relationship AS d
WHERE d.live AND d.visibility IN $visible AND ($kinds IS NULL OR d.kind IN $kinds)
WITH d, ' ' + coalesce(d.names, '') + ' ' AS names, ' ' + toLower(coalesce(d.identifiers, '')) + ' ' AS identifiers
WITH d, names, identifiers, any(text IN $exact WHERE identifiers CONTAINS ' ' + text + ' ') AS meant
WITH d, endNode(d) AS s,
     CASE
       WHEN meant THEN 5
       WHEN d.kind = 'Identifier' THEN 0
       WHEN any(text IN $phrases WHERE names CONTAINS ' ' + text + ' ') THEN 4
       WHEN all(word IN $words WHERE names CONTAINS ' ' + word + ' ') THEN 3
       WHEN all(word IN $words WHERE names CONTAINS ' ' + word)
         OR any(text IN $exact WHERE identifiers CONTAINS ' ' + text) THEN 2
       ELSE 1
     END AS likeness,
     CASE
       WHEN size($words) = 0 THEN toInteger(left(replace(coalesce(d.observed_at, ''), '-', '') + '00000000', 8))
       WHEN meant AND d.kind = 'Identifier' THEN 0
       ELSE -size(names)
     END AS closeness
OPTIONAL MATCH (s)-[:PART_OF]->(l:Entity)
WITH coalesce(l, s) AS e, s, d, likeness, closeness
WHERE e.visibility IN $visible
  AND ($registers IS NULL OR d.register IN $registers OR EXISTS {
    MATCH (e)<-[:PART_OF*0..1]-(:Subject)<-[x:DESCRIBES]-(:Record)
    WHERE x.live AND x.visibility IN $visible AND x.register IN $registers
  })
  AND ($countries IS NULL OR any(country IN d.countries WHERE country IN $countries) OR EXISTS {
    MATCH (e)<-[:PART_OF*0..1]-(:Subject)<-[x:DESCRIBES]-(:Record)
    WHERE x.live AND x.visibility IN $visible AND any(country IN x.countries WHERE country IN $countries)
  })
  AND (($first IS NULL AND $last IS NULL) OR EXISTS {
    MATCH (e)<-[:PART_OF*0..1]-(:Subject)<-[x:DESCRIBES]-(:Record)
    WHERE x.live AND x.visibility IN $visible
      AND ($first IS NULL OR x.observed_at >= left($first, size(x.observed_at)))
      AND ($last IS NULL OR left(x.observed_at, size($last)) <= $last)
  })
WITH e, max([likeness, closeness, s.id, d.id, elementId(d)]) AS rank
WHERE $after IS NULL OR rank[..3] < $after
WITH e, rank
ORDER BY rank DESC
LIMIT $limit
MATCH (:Record)-[d:DESCRIBES]->(:Subject)
WHERE elementId(d) = rank[4] AND d.visibility IN $visible
RETURN e.id AS id, rank[..3] AS rank, d.said AS said,
       CASE WHEN e.complete IN $complete THEN e.summary END AS summary,
       COUNT {
         MATCH (e)-[q:ARRIVED_ON|ASSOCIATED_WITH|CARRIED_ON|COMMUNICATED_WITH|CONSIGNED_BY|CONSIGNED_TO|CONTAINS|DIRECTS|EMPLOYS|EXAMINES|IDENTIFIED_BY|INVOLVED_IN|LOCATED_AT|NOTIFIES|OPERATES|OWNS|PAID|RELATED_TO|REPRESENTS|ROUTED_VIA|TRAVELLED_WITH|UNDER]-(o:Entity)
         WHERE q.visibility IN $visible
       } AS degree
ORDER BY rank DESC;

// name: search.count
// How many entities answer a full-text question in all, and how many of each kind, register and country: exact.
// access: read
// params: complete, countries, first, kinds, last, question, registers, visible
// returns: facet, hits
// timeout: 20
CALL db.index.fulltext.queryRelationships('evidence', $question) YIELD relationship AS d
WHERE d.live AND d.visibility IN $visible AND ($kinds IS NULL OR d.kind IN $kinds)
WITH endNode(d) AS s, d.kind AS kind
OPTIONAL MATCH (s)-[:PART_OF]->(l:Entity)
WITH coalesce(l, s) AS e, kind
WHERE e.visibility IN $visible
WITH e, collect(DISTINCT kind) AS kinds
WITH e, kinds,
     CASE WHEN e.complete IN $complete THEN e.registers ELSE COLLECT {
       MATCH (e)<-[:PART_OF*0..1]-(:Subject)<-[x:DESCRIBES]-(:Record)
       WHERE x.live AND x.visibility IN $visible
       RETURN DISTINCT x.register
     } END AS registers,
     CASE WHEN e.complete IN $complete THEN e.countries ELSE COLLECT {
       MATCH (e)<-[:PART_OF*0..1]-(:Subject)<-[x:DESCRIBES]-(:Record)
       WHERE x.live AND x.visibility IN $visible
       UNWIND x.countries AS country
       RETURN DISTINCT country
     } END AS countries
WHERE ($registers IS NULL OR any(register IN registers WHERE register IN $registers))
  AND ($countries IS NULL OR any(country IN countries WHERE country IN $countries))
  AND (($first IS NULL AND $last IS NULL) OR EXISTS {
    MATCH (e)<-[:PART_OF*0..1]-(:Subject)<-[x:DESCRIBES]-(:Record)
    WHERE x.live AND x.visibility IN $visible
      AND ($first IS NULL OR x.observed_at >= left($first, size(x.observed_at)))
      AND ($last IS NULL OR left(x.observed_at, size($last)) <= $last)
  })
UNWIND [['', '']] + [kind IN kinds | ['kind', kind]] + [register IN registers | ['register', register]]
       + [country IN countries | ['country', country]] AS facet
RETURN facet, count(*) AS hits;
