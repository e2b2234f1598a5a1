"""Django's PostgreSQL, which notices a closed connection without asking the server at each request."""
