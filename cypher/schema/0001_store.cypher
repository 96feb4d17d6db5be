// What identifies each thing, and what it is found by. Statements end with a semicolon. In a store with this schema the
// class of a link is that of those who see both of its ends too.

// A search for paths asks nothing of a link but its class, so that is to lie where the database looks first. It writes
// the properties of a new link in the order in which their names came into the database, and reads the last one first.
CALL db.createProperty('id');
CALL db.createProperty('type');
CALL db.createProperty('role');
CALL db.createProperty('marking');
CALL db.createProperty('records');
CALL db.createProperty('count');
CALL db.createProperty('from');
CALL db.createProperty('to');
CALL db.createProperty('reliability');
CALL db.createProperty('credibility');
CALL db.createProperty('visibility');

CREATE CONSTRAINT record_id IF NOT EXISTS FOR (n:Record) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT subject_id IF NOT EXISTS FOR (n:Subject) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT entity_id IF NOT EXISTS FOR (n:Entity) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT join_key IF NOT EXISTS FOR (n:JoinKey) REQUIRE n.key IS UNIQUE;
CREATE CONSTRAINT decision_id IF NOT EXISTS FOR (n:Decision) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT visibility_class_id IF NOT EXISTS FOR (n:VisibilityClass) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT batch_id IF NOT EXISTS FOR (n:Batch) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT chart_id IF NOT EXISTS FOR (n:Chart) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT term_code IF NOT EXISTS FOR (n:Term) REQUIRE (n.scheme, n.code, n.version) IS UNIQUE;
CREATE CONSTRAINT actor_id IF NOT EXISTS FOR (n:Actor) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT actor_username IF NOT EXISTS FOR (n:Actor) REQUIRE n.username IS UNIQUE;
CREATE CONSTRAINT session_id IF NOT EXISTS FOR (n:Session) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT token_hash IF NOT EXISTS FOR (n:Token) REQUIRE n.hash IS UNIQUE;
CREATE CONSTRAINT audit_entry_id IF NOT EXISTS FOR (n:AuditEntry) REQUIRE n.id IS UNIQUE;

// A link is found by its id, never by expanding its ends: those may be hubs.
CREATE CONSTRAINT arrived_on_id IF NOT EXISTS FOR ()-[r:ARRIVED_ON]-() REQUIRE r.id IS UNIQUE;
CREATE CONSTRAINT associated_with_id IF NOT EXISTS FOR ()-[r:ASSOCIATED_WITH]-() REQUIRE r.id IS UNIQUE;
CREATE CONSTRAINT carried_on_id IF NOT EXISTS FOR ()-[r:CARRIED_ON]-() REQUIRE r.id IS UNIQUE;
CREATE CONSTRAINT communicated_with_id IF NOT EXISTS FOR ()-[r:COMMUNICATED_WITH]-() REQUIRE r.id IS UNIQUE;
CREATE CONSTRAINT consigned_by_id IF NOT EXISTS FOR ()-[r:CONSIGNED_BY]-() REQUIRE r.id IS UNIQUE;
CREATE CONSTRAINT consigned_to_id IF NOT EXISTS FOR ()-[r:CONSIGNED_TO]-() REQUIRE r.id IS UNIQUE;
CREATE CONSTRAINT contains_id IF NOT EXISTS FOR ()-[r:CONTAINS]-() REQUIRE r.id IS UNIQUE;
CREATE CONSTRAINT directs_id IF NOT EXISTS FOR ()-[r:DIRECTS]-() REQUIRE r.id IS UNIQUE;
CREATE CONSTRAINT employs_id IF NOT EXISTS FOR ()-[r:EMPLOYS]-() REQUIRE r.id IS UNIQUE;
CREATE CONSTRAINT examines_id IF NOT EXISTS FOR ()-[r:EXAMINES]-() REQUIRE r.id IS UNIQUE;
CREATE CONSTRAINT identified_by_id IF NOT EXISTS FOR ()-[r:IDENTIFIED_BY]-() REQUIRE r.id IS UNIQUE;
CREATE CONSTRAINT involved_in_id IF NOT EXISTS FOR ()-[r:INVOLVED_IN]-() REQUIRE r.id IS UNIQUE;
CREATE CONSTRAINT located_at_id IF NOT EXISTS FOR ()-[r:LOCATED_AT]-() REQUIRE r.id IS UNIQUE;
CREATE CONSTRAINT notifies_id IF NOT EXISTS FOR ()-[r:NOTIFIES]-() REQUIRE r.id IS UNIQUE;
CREATE CONSTRAINT operates_id IF NOT EXISTS FOR ()-[r:OPERATES]-() REQUIRE r.id IS UNIQUE;
CREATE CONSTRAINT owns_id IF NOT EXISTS FOR ()-[r:OWNS]-() REQUIRE r.id IS UNIQUE;
CREATE CONSTRAINT paid_id IF NOT EXISTS FOR ()-[r:PAID]-() REQUIRE r.id IS UNIQUE;
CREATE CONSTRAINT related_to_id IF NOT EXISTS FOR ()-[r:RELATED_TO]-() REQUIRE r.id IS UNIQUE;
CREATE CONSTRAINT represents_id IF NOT EXISTS FOR ()-[r:REPRESENTS]-() REQUIRE r.id IS UNIQUE;
CREATE CONSTRAINT routed_via_id IF NOT EXISTS FOR ()-[r:ROUTED_VIA]-() REQUIRE r.id IS UNIQUE;
CREATE CONSTRAINT travelled_with_id IF NOT EXISTS FOR ()-[r:TRAVELLED_WITH]-() REQUIRE r.id IS UNIQUE;
CREATE CONSTRAINT under_id IF NOT EXISTS FOR ()-[r:UNDER]-() REQUIRE r.id IS UNIQUE;
CREATE CONSTRAINT possibly_same_id IF NOT EXISTS FOR ()-[r:POSSIBLY_SAME]-() REQUIRE r.id IS UNIQUE;

CREATE INDEX record_key IF NOT EXISTS FOR (n:Record) ON (n.source, n.key);
CREATE INDEX record_batch IF NOT EXISTS FOR (n:Record) ON (n.batch);
CREATE INDEX entity_kind IF NOT EXISTS FOR (n:Entity) ON (n.kind);
CREATE INDEX audit_entry_at IF NOT EXISTS FOR (n:AuditEntry) ON (n.at);
CREATE INDEX session_expires_at IF NOT EXISTS FOR (n:Session) ON (n.expires_at);

// What is searched lies on the description, under its own marking: a record that names five makes each findable by his
// own name only. Names are stored in folded forms and a question is folded alike, so the analyzer only has to cut words;
// it drops none, since "The" and "Van" are names.
CREATE FULLTEXT INDEX evidence IF NOT EXISTS FOR ()-[r:DESCRIBES]-() ON EACH [r.names, r.identifiers, r.text]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'standard-no-stop-words', `fulltext.eventually_consistent`: false}};
