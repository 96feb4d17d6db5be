// name: why.record
// The marking and the state of a record, for somebody who asks why another sees it or not; nothing of what it says.
// `visible` is what that other sees: whether a later edition hides it from him, and how many of what it is about he sees.
// access: read
// params: id, visible
// returns: id, marking, live, retracted, replaced, withdrawn, describes, subjects, unseen
MATCH (r:Record {id: $id})
RETURN r.id AS id, r.marking AS marking, coalesce(r.live, false) AS live, r.retracted_at IS NOT NULL AS retracted,
       EXISTS { MATCH (n:Record {source: r.source, key: r.key}) WHERE n.edition > r.edition AND n.retracted_at IS NULL } AS replaced,
       EXISTS {
         MATCH (n:Record {source: r.source, key: r.key})
         WHERE n.edition > r.edition AND NOT coalesce(n.visibility IN $visible, false)
       } AS withdrawn,
       COUNT { (r)-[:DESCRIBES]->(:Subject) } AS describes,
       COUNT { (r)-[:DESCRIBES|MENTIONS]->(:Subject) } AS subjects,
       COUNT {
         MATCH (r)-[:DESCRIBES|MENTIONS]->(s:Subject)
         WHERE NOT EXISTS { MATCH (s)<-[d:DESCRIBES {live: true}]-(:Record) WHERE d.visibility IN $visible }
       } AS unseen;
