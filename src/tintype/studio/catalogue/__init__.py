"""Local models: brought from the hub or adopted where they lie, looked after, and handed to the engine."""
