"""What templates may ask of the red thread: a time drawn as marks."""
