"""Hosted engines: models that somebody else runs, asked for over the network.

openai/    OpenAI's images, and every server that speaks like it
purse      what was asked for, what it cost, and how much more may be spent today
kept       answers that were paid for, so that a plan painted again costs nothing
ask        one call: when it may be sent again, and when never
"""
