"""The window: the only code that knows Qt. Imports nothing: the command line stays light."""
