"""Domain values: frozen dataclasses, standard library only, no I/O."""
