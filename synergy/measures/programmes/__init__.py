"""Who covers which programme, cell and cluster."""
