"""Hosted engines: models that somebody else runs, asked for over the network.

openai/    OpenAI's images, and every server that speaks like it
bfl, google   Black Forest Labs, and Google's Gemini
engine     what they have in common; work: one plan; models, service: of whom and what
till       asked for once, paid for once; purse: what was spent; kept: answers that were paid for
ask        one call: when it may be sent again, and when never
trouble    what was said instead of a picture, as one of our errors
"""
