// Offices in a tree, delegations and emergencies of users.

CREATE CONSTRAINT unit_code IF NOT EXISTS FOR (n:Unit) REQUIRE n.code IS UNIQUE;
CREATE CONSTRAINT delegation_id IF NOT EXISTS FOR (n:Delegation) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT emergency_id IF NOT EXISTS FOR (n:Emergency) REQUIRE n.id IS UNIQUE;
