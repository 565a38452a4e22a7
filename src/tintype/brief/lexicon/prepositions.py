"""Words between things: prepositions, and places in the frame."""

from __future__ import annotations

PREPOSITIONS: dict[str, str] = {
    "left_of": (
        "left of|to the left of|on the left of|on the left side of|at the left of|to the left side of"
        "|at the left side of|on the left hand side of|at the left hand side of|to the left hand side of|to the immediate left of"
    ),
    "right_of": (
        "right of|to the right of|on the right of|on the right side of|at the right of"
        "|to the right side of|at the right side of|on the right hand side of|at the right hand side of|to the right hand side of|to the immediate right of"
    ),
    "behind": "behind|out from behind|peeking from behind|peeks from behind|peering from behind|in back of|at the back of|in the back of|to the rear of|just behind",
    "in_front_of": (
        "in front of|before|ahead of|just in front of|at the front of|infront of|in the foreground of"
        "|in front of a"
    ),
    "on": (
        "on|on the edge of|at the edge of|on the corner of|on top of|atop|upon|onto|ontop of|sat on|over top of|perched on|resting on|on the top of"
        "|balanced on|stacked on|stacked on top of|mounted on|sitting atop|balancing on|propped on"
        "|onto the"
    ),
    "under": "under|underneath|beneath|below",
    "above": (
        "above|over|hovering above|hovering over|floating above|floating over|hanging over"
        "|hanging above|suspended above|suspended over"
    ),
    "between": "between|in between|in the middle of|sandwiched between",
    "flanked": "flanked by|framed by",
    "flanking": "flanking|on either side of|on both sides of|on each side of|at either side of",
    "in": "in the centre of|in the center of|at the centre of|at the center of|in|shot in",
    "next_to": (
        "next to|beside|near|by|alongside|close to|adjacent to|along|side by side with|by the side of"
        "|at the side of|nearby|leaning against|leaning on|propped against|propped up against"
        "|shares the table with|shares a table with|sharing the table with|sharing a table with"
        "|shares the shelf with|shares the frame with|sharing the frame with|in one shot with"
        "|in the same shot with|in one picture with|right next to|paired with|accompanied by|together with|along with|next|beside of|set beside"
    ),
    "around": "surround|surrounds|encircle|encircles|around|surrounding|encircling|scattered around|circling|all around|arranged around",
    "surrounded": (
        "surrounded by|encircled by|ringed by|nestled among|among|amid|amidst|amongst|surrounded with"
    ),
    "inside": "inside|inside of|within|floating in|submerged in|into|kept in",
    "at": (
        "at|during|shot on|shot with|captured on|captured with|taken with|taken on|photographed with"
        "|photographed on|filmed on|shot through|shot at|shot using"
    ),
    "with": "with|w|w/|featuring|holding|holds|hold|contains|containing|including|carrying",
    "of": "of",
    "from": (
        "from|off|out of|lit from|illuminated from|coming from|streaming from|falling from"
        "|streaming in from|shining from|pouring in from|coming in from|entering from"
    ),
    "through": (
        "through|via|streaming through|pouring through|coming through|filtering through"
        "|filtered through|shining through|streaming in through|flooding through|spilling through"
    ),
    "against": "against|against a|set against|shot against",
    "across": "across|reflected in|down|up",
    "for": "for|as",
    "to": "to|toward|towards",
    "wear": "wearing",
    "made": (
        "made of|made from|made out of|crafted from|carved from|crafted of|carved out of|cast in"
        "|built of|built from|constructed from|sculpted from|woven from"
    ),
    "made_adj": "in polished",
    "made_cover": "wrapped in",
    "cover": "covered in|covered with|coated in|dusted with",
    "full": (
        "full of|filled with|half full of|half filled with|filled to the brim with|overflowing with"
        "|brimming with|piled with|heaped with|stuffed with|packed with|loaded with|half full with"
    ),
    "topped": (
        "topped with|topped by|crowned with|crowned by|stacked with|set with|laden with|carries|supports"
        "|supporting|used as a stand for|serving as a stand for|as a stand for|used as a base for"
        "|serving as a base for|as a base for|used as a plinth for"
    ),
    "like": "like",
    "lit": "lit by|illuminated by|lit with|lit only by|lit up by|bathed in|illuminated with|bathing in",
}
"""A RelationKind, or how the parser treats what follows (see `brief.relations`) → the words."""

POSITIONS: dict[str, str] = {
    "left": (
        "the left half|left half|the left half of the picture|the left half of the image"
        "|the left half of the frame|in the left half|in the left half of the picture|"
        "on the left|to the left|at left|on the left side|at the left|on the far left"
        "|on the left hand side|at the left hand side|to the left hand side|at the left side|left|far left"
    ),
    "right": (
        "the right half|right half|the right half of the picture|the right half of the image"
        "|the right half of the frame|in the right half|in the right half of the picture|"
        "on the right|to the right|at right|on the right side|at the right|on the far right"
        "|on the right hand side|at the right hand side|to the right hand side|at the right side|right|far right"
    ),
    "middle": (
        "in the middle|in the centre|in the center|at the centre|at the center|centre frame"
        "|center frame|center|centre|in the centre of the frame|in the center of the frame"
    ),
    "back": (
        "in the background|in the distance|in the back|background|in background|at the back"
        "|in the far distance|further back|farther back|furthest from the camera"
        "|farthest from the camera|the one at the back|the farther object|the further object"
        "|the farther one|the further one|the object at the back"
    ),
    "front": (
        "in the foreground|in front|foreground|at the front|closest to the camera|nearest to the camera"
        "|nearest the camera|closest to the viewer|nearest the viewer|the nearer object|the nearer one"
        "|the closer object|the closer one|the nearest object|the one in front|the object in front"
    ),
    "its_left": "on its left|to its left|to the left of it|left of it|to the left of them",
    "its_right": "on its right|to its right|to the right of it|right of it|to the right of them",
    "its_back": "behind it|behind them",
    "its_front": "in front of it|in front of them",
    "its_side": "next to it|beside it|near it|next to them|by its side|beside them",
    "its_top": "on top|on top of it|on it",
    "its_under": "under it|beneath it|underneath it",
    "its_above": "above it|over it|above them",
    "its_inside": "inside it|in it|inside|inside of it|inside them",
    "its_around": "around it|around them",
    "its_between": "between them|in between them",
    "flank": "left and right|to the left and right|on the left and right|either side|on either side|on each side|on both sides|at either side",
}
"""A place in the frame, or (its_…) beside the thing spoken of → the words."""

SEQUENCES: dict[str, str] = {
    "left_of": "from left to right|left to right|from the left to the right|in order from left to right",
    "right_of": "from right to left|right to left|from the right to the left",
    "in_front_of": "from front to back|front to back",
    "behind": "from back to front|back to front",
}
"""How each thing of a list stands to the next → the words."""

IN_ROW = (
    "in a row|in a line|lined up|lined up in a row|in line|in a neat row|in a straight line"
    "|side by side|arranged in a row|arranged in a line|in rows|standing in a row|aligned|in one row"
    "|next to each other|all in a row|in a single row|in a single line"
)

PRECISELY = (
    "right",
    "directly",
    "just",
    "immediately",
    "slightly",
    "partly",
    "partially",
    "half",
    "a bit",
    "a little",
    "a little way",
    "a little bit",
    "a short way",
    "some way",
)
"""Adverbs that may stand before a preposition of place."""
