"""Who is missing, without exposing anyone: participants beside the official margins of an area (wie missen we?)."""
