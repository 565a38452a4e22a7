"""The model `tintype-1`: our own diffusion model, guided by the set that a sentence describes."""
