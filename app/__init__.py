"""Logic and I/O of the comparison; knows nothing of Qt."""
