"""How it is stored: one typed function per named query; with ``server`` the only package that knows the driver."""
