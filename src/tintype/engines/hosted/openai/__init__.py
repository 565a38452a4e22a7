"""OpenAI's images, and every server that speaks like it: LocalAI, sd.cpp, SGLang, vLLM-Omni, a tintype.

service    whom it asks, with which key
models     what may be picked there; listing: from its /models
options    OpenAI's own parameters, checked
body       a Plan as the API wants to read it
answer     the picture in what came back, at once or in a stream
trouble    what was said instead, as one of our errors
engine     the engine
"""

from tintype.engines.hosted.openai.engine import OpenAIEngine
from tintype.engines.hosted.openai.service import OFFICIAL, Service, services

__all__ = ["OFFICIAL", "OpenAIEngine", "Service", "services"]
