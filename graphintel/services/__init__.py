"""What somebody can do here. The actor comes first; then a service authorises, does, and records."""
