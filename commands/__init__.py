"""The commands behind ./stoep: standard library only, since they run before anything is installed."""
