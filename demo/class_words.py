"""What a scenario is about, in words for a class: what happens in it, and no words of diagnosis.

Descriptions of the library go on to say what matters most to researchers, and which studies it
rests on; a class page leaves that to the reports.
"""

from __future__ import annotations

import re

__all__ = ["NOT_IN_CLASS", "class_words"]

#: Words that a class page does not use.
NOT_IN_CLASS = re.compile(
    r"\b\w*(?:depress|disorder|diagnos|suicid|self-harm|patholog|traumatic|psychiatr)\w*",
    re.IGNORECASE,
)
_FOR_RESEARCHERS = "What matters most"
_INSTEAD = (("Depressed people", "People whose mood is low"),)
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")
_FILE = re.compile(r"\b([\w-]+)\.yaml\b")


def class_words(description: str) -> str:
    """Return the sentences of a description that belong on a class page.

    Examples
    --------
    >>> class_words("They meet as in peer-support.yaml. What matters most: the dose (assumed).")
    'They meet as in peer-support.'
    """
    text = " ".join(description.split()).partition(_FOR_RESEARCHERS)[0]
    for one, other in _INSTEAD:
        text = text.replace(one, other)
    sentences = _SENTENCE.split(_FILE.sub(r"\1", text).strip())
    return " ".join(one for one in sentences if not NOT_IN_CLASS.search(one))
