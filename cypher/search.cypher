// name: search.find
// Entities whose visible records answer a full-text question, best first: an exact identifier before a name, a whole name
// before a part of one. Ranks are counted from the record alone, not from the index's statistics, in which hidden records
// have a share. Everything is filtered before any limit; total and facets are exact.
// access: read
// params: after, complete, countries, exact, first, kinds, last, limit, phrases, question, registers, visible, words
// returns: total, kinds_found, registers_found, countries_found, page
// timeout: 20
CALL db.index.fulltext.queryRelationships('evidence', $question) YIELD relationship AS d
WHERE d.live AND d.visibility IN $visible AND ($kinds IS NULL OR d.kind IN $kinds)
WITH d, endNode(d) AS s, ' ' + coalesce(d.names, '') + ' ' AS names,
     ' ' + toLower(coalesce(d.identifiers, '')) + ' ' AS identifiers
OPTIONAL MATCH (s)-[:PART_OF]->(l:Entity)
WITH coalesce(l, s) AS e, [
       CASE
         WHEN any(text IN $exact WHERE identifiers CONTAINS ' ' + text + ' ') THEN 5
         WHEN any(text IN $phrases WHERE names CONTAINS ' ' + text + ' ') THEN 4
         WHEN all(word IN $words WHERE names CONTAINS ' ' + word + ' ') THEN 3
         WHEN all(word IN $words WHERE names CONTAINS ' ' + word)
           OR any(text IN $exact WHERE identifiers CONTAINS ' ' + text) THEN 2
         ELSE 1
       END,
       -size(names), s.id, elementId(d), d.kind] AS rank
WHERE e.visibility IN $visible
WITH e, max(rank) AS rank
WITH e, rank, e.complete IN $complete AS whole
WITH e, rank,
     CASE WHEN whole THEN e.registers ELSE COLLECT {
       MATCH (e)<-[:PART_OF*0..1]-(:Subject)<-[x:DESCRIBES]-(:Record)
       WHERE x.live AND x.visibility IN $visible
       RETURN DISTINCT x.register
     } END AS registers,
     CASE WHEN whole THEN e.countries ELSE COLLECT {
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
WITH e, rank, registers, countries
ORDER BY rank DESC
WITH collect({entity: e, rank: rank, registers: registers, countries: countries}) AS found
RETURN size(found) AS total,
       COLLECT {
         UNWIND found AS hit
         WITH hit.rank[4] AS kind, count(*) AS hits
         RETURN [kind, hits]
       } AS kinds_found,
       COLLECT {
         UNWIND found AS hit
         UNWIND hit.registers AS register
         WITH register, count(*) AS hits
         RETURN [register, hits]
       } AS registers_found,
       COLLECT {
         UNWIND found AS hit
         UNWIND hit.countries AS country
         WITH country, count(*) AS hits
         RETURN [country, hits]
       } AS countries_found,
       COLLECT {
         UNWIND found AS hit
         WITH hit.entity AS e, hit.rank AS rank
         WHERE $after IS NULL OR rank[..3] < $after
         WITH e, rank
         LIMIT $limit
         MATCH (:Record)-[d:DESCRIBES]->(:Subject)
         WHERE elementId(d) = rank[3] AND d.visibility IN $visible
         RETURN {
           id: e.id, rank: rank[..3], said: d.said,
           summary: CASE WHEN e.complete IN $complete THEN e.summary END,
           degree: COUNT {
             MATCH (e)-[q:ARRIVED_ON|ASSOCIATED_WITH|CARRIED_ON|COMMUNICATED_WITH|CONSIGNED_BY|CONSIGNED_TO|CONTAINS|DIRECTS|EMPLOYS|EXAMINES|IDENTIFIED_BY|INVOLVED_IN|LOCATED_AT|NOTIFIES|OPERATES|OWNS|PAID|RELATED_TO|REPRESENTS|ROUTED_VIA|TRAVELLED_WITH|UNDER]-(o:Entity)
             WHERE q.visibility IN $visible AND o.visibility IN $visible
           }
         }
       } AS page;
