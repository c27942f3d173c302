"""One act of reporting, as the rules of a sentence hand it to each other."""

from dataclasses import dataclass, field

from annotations.detection.speakers import Range


@dataclass(slots=True)
class Statement:
    """One act of reporting, in tokens of its sentence.

    Attributes:
        cue: The saying words.
        speaker: Who says it, if the sentence tells.
        contents: What is said: one range, or two where the cue stands inside.
    """

    cue: Range
    speaker: Range | None
    contents: list[Range] = field(default_factory=list)
