// The trail: each entry has one place in one chain, each seal one number, and what was touched is found by its id.
// Entries that are written wait under the label Unsealed until the sealer has given them their place.

CREATE CONSTRAINT audit_entry_sequence IF NOT EXISTS FOR (n:AuditEntry) REQUIRE n.sequence IS UNIQUE;
CREATE CONSTRAINT audit_seal_number IF NOT EXISTS FOR (n:AuditSeal) REQUIRE n.number IS UNIQUE;
CREATE CONSTRAINT audit_head_id IF NOT EXISTS FOR (n:AuditHead) REQUIRE n.id IS UNIQUE;

CREATE INDEX audit_entry_by IF NOT EXISTS FOR (n:AuditEntry) ON (n.by, n.at);

// Ids are found whole. Written behind the entry: who reads the trail waits for it, who makes an entry does not.
CREATE FULLTEXT INDEX audit_objects IF NOT EXISTS FOR (n:AuditEntry) ON EACH [n.objects]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'keyword', `fulltext.eventually_consistent`: true}};
