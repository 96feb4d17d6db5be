// name: vocabularies.put
// Puts terms of a version of a scheme; putting the same ones again changes nothing.
// access: write
// params: scheme, version, rows
// returns: terms
UNWIND $rows AS row
MERGE (t:Term {scheme: $scheme, version: $version, code: row.code})
SET t.labels = row.labels, t.valid_from = row.valid_from, t.valid_to = row.valid_to, t.modes = row.modes,
    t.parent = row.parent, t.position = row.position
RETURN count(t) AS terms;

// name: vocabularies.terms
// The terms of the latest version of a scheme, in their order.
// access: read
// params: scheme
// returns: version, code, labels, valid_from, valid_to, modes, parent
MATCH (v:Term {scheme: $scheme})
WITH max(v.version) AS version
MATCH (t:Term {scheme: $scheme, version: version})
RETURN version, t.code AS code, t.labels AS labels, t.valid_from AS valid_from, t.valid_to AS valid_to,
       t.modes AS modes, t.parent AS parent
ORDER BY t.position, code;

// name: vocabularies.schemes
// The schemes that there are terms of.
// access: read
// params:
// returns: scheme, version, terms
MATCH (t:Term)
WITH t.scheme AS scheme, t.version AS version, count(*) AS terms
ORDER BY version DESC
WITH scheme, collect({version: version, terms: terms})[0] AS latest
RETURN scheme, latest.version AS version, latest.terms AS terms
ORDER BY scheme;
