"""What survives a power cut: jobs, their events, the gallery, keys."""
