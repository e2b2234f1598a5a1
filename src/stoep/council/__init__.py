"""What the competent body was asked, answered and owes, and how its policy meets the agenda (raad)."""
