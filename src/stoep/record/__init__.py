"""What was done, sealed so that anyone can check that nothing was changed afterwards (logboek)."""
