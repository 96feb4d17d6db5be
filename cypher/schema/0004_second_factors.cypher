// The second factor of a user, of which there is one at most.

CREATE CONSTRAINT second_factor_id IF NOT EXISTS FOR (n:SecondFactor) REQUIRE n.id IS UNIQUE;
