"""OpenAI's images, and every server that speaks like it: LocalAI, sd.cpp, SGLang, vLLM-Omni, a tintype.

servers    those that the settings name
models     what they list; listing: from their /models
options    OpenAI's own parameters, checked
body       a Plan as the API wants to read it
answer     the picture in what came back, at once or in a stream
work       one plan, asked for
engine     the engine
"""

from tintype.engines.hosted.openai.engine import OpenAIEngine
from tintype.engines.hosted.openai.servers import OFFICIAL, services
from tintype.engines.hosted.service import Service

__all__ = ["OFFICIAL", "OpenAIEngine", "Service", "services"]
