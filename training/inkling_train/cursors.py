"""Held-out cursor positions with the text that a person wrote there. Standard library only."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from .documents import Document
from .shaping import block_end, indent_of

KINDS = ("line", "word", "blank", "block")
COMMENTS = ("//", "*", "/*", "#", '"""', "'''")


@dataclass(frozen=True)
class Cursor:
    """A place in a document. `target` is what stood there; `suffix` begins right behind it.

    line: from a token boundary to the end of the line; word: the same from inside a word; blank: a whole line at an indented
    blank one; block: the following lines of a block.
    """

    document: Document
    kind: str
    prefix: str
    target: str
    suffix: str


def cursors(documents: list[Document], counts: dict[str, dict[str, int]], seed: int = 42) -> list[Cursor]:
    """`counts` is how many of each kind per language; each found in files of 1.5 to 40 thousand characters."""
    random, found = Random(seed), []
    for language, wanted in counts.items():
        files = [row for row in documents if row.language == language and 1500 < len(row.text) < 40_000]
        for kind, count in wanted.items():
            made = 0
            for _ in range(400 * count):
                if made >= count or not files:
                    break
                cursor = one(random.choice(files), kind, random)
                if cursor:
                    found.append(cursor)
                    made += 1
    return found


def one(document: Document, kind: str, random: Random) -> Cursor | None:
    """A cursor in a random line that is code, if the line allows the kind."""
    text, lines = document.text, document.text.split("\n")
    if len(lines) < 8:
        return None
    number = random.randrange(5, len(lines))
    line = lines[number]
    code, lead = line.strip(), indent_of(line)
    if len(code) < 8 or code.startswith(COMMENTS):
        return None
    start = sum(len(before) + 1 for before in lines[:number])
    end = start + len(line)
    if kind == "blank":
        return None if lead == 0 or len(code) > 80 else Cursor(document, kind, text[: start + lead], code, text[end:])
    if kind == "block":
        stop = block_end(text, end, lead, strict=False)
        size = text.count("\n", start, stop) + 1
        return Cursor(document, kind, text[: start + lead], text[start + lead: stop], text[stop:]) if 2 <= size <= 6 and lead else None
    places = [at for at in range(lead + 1, len(line) - 3) if 4 <= len(line) - at <= 60 and fits(line, at, kind)]
    if kind == "line" and 4 <= len(line) - lead <= 60:
        places.append(lead)
    if not places:
        return None
    at = start + random.choice(places)
    return Cursor(document, kind, text[:at], text[at:end], text[end:])


def fits(line: str, at: int, kind: str) -> bool:
    """Whether a position is between tokens (line) or inside a word (word)."""
    inside = line[at - 1].isalnum() and line[at].isalnum()
    if kind == "word":
        return inside
    return line[at - 1] in " .(,=:{[<" or (line[at - 1].isalnum() and not line[at].isalnum())
