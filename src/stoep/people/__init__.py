"""Who takes part, for which organisation, and how somebody is told something (mensen)."""
