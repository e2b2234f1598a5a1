"""What takes minutes: a real server that is killed, cut off, filled up and asked twice. See ./stoep test --long."""
