"""What ``check`` writes beside its report."""
