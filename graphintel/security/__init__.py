"""Who acts, what a role may do, and how somebody proves who he is. Pure: no store, no web."""
