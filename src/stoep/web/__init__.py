"""The front door: settings, addresses, the page that every page extends, and the demonstration (voordeur)."""
