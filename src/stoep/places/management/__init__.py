"""Commands of places, for whoever runs the server."""
