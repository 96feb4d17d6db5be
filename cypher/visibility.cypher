// name: visibility.classes
// The registered classes, where their number is no longer the known one: the registry only grows.
// access: read
// params: known
// returns: registered, classes
MATCH (c:VisibilityClass)
WITH count(c) AS registered
RETURN registered,
       CASE
         WHEN registered = $known THEN null
         ELSE COLLECT { MATCH (c:VisibilityClass) RETURN [toString(c.id)] + c.markings }
       END AS classes;
