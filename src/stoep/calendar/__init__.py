"""One calendar of all who ask something of residents: where, whom, how many hours, and what clashes (kalender)."""
