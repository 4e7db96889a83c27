"""The views of a comparison."""
