"""What people say, and the answer that they are owed (inbreng)."""
