"""What ``explain`` and ``doctor`` say."""
