"""The interactive page: its data, its map, its file."""
