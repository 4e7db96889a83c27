"""The window: the only code that knows Qt. Imports nothing, so that the command line stays light."""
