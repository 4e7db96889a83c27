"""Work outside the window's thread: a snapshot goes in, a value comes out."""
