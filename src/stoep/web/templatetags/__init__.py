"""What templates may ask of the page: its own title, its theme, where it is."""
