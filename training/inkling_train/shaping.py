"""Cuts a document into prefix, middle and suffix the way the extension will ask. Standard library only.

The format is a contract with the extension, exact to the byte:

    [<|repo_name|> NAME "\\n"]
    (<|file_sep|> LANGUAGE " " PATH "\\n" CONTENT)*            context files, CONTENT ends with "\\n"
    <|file_sep|> LANGUAGE " " PATH "\\n"
    <|fim_suffix|> SUFFIX <|fim_prefix|> PREFIX MIDDLE <|endoftext|>

PREFIX and MIDDLE are one unbroken text. Where the rest of the cursor's line is closers only, MIDDLE runs to the end of that
line and SUFFIX begins with its line break; where it says more, SUFFIX begins mid-line, right at the end of MIDDLE.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from random import Random

CLOSERS = re.compile(r"""[\s)\]}>"'`;,:]*""")
IMPORT = re.compile(r"^[ \t]*(?:import\b|from\s+\S+\s+import\b|export\s.*\bfrom\b|use\s|using\s|#include|(?:const|let|var)\s.*\brequire\()", re.M)
OPENER = re.compile(r"[{(\[:]$|=>$")
MAX_BLOCK_LINES = 14
MAX_MIDDLE = 700
"""Characters; a longer middle is cut at the last line end before."""

KINDS = (("line", 0.33), ("blank", 0.22), ("span", 0.17), ("lines", 0.11), ("body", 0.07), ("import", 0.04), ("empty", 0.06))
"""What is cut, and how often: the rest of a line, whole lines at an indented blank one, a span inside a line, the rest of a
line and some lines more, the body under an opener, part of an import, nothing."""


@dataclass(frozen=True)
class Cut:
    """Offsets: prefix is text[:start], middle text[start:end], suffix text[end:]."""

    start: int
    end: int
    kind: str


def says_more(rest: str) -> bool:
    """Whether the rest of a cursor's line holds more than closers."""
    return CLOSERS.fullmatch(rest) is None


def line_end(text: str, at: int) -> int:
    """Offset of the line break that ends the line of `at`."""
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def indent_of(line: str) -> int:
    """Leading white space, in characters."""
    return len(line) - len(line.lstrip(" \t"))


def cut(text: str, random: Random) -> Cut:
    """One cut of a document; falls back to the rest of a line where the chosen kind does not exist."""
    chosen, roll = KINDS[0][0], random.random()
    for kind, share in KINDS:
        chosen = kind
        roll -= share
        if roll < 0:
            break
    for _ in range(6):
        found = CUTTERS[chosen](text, random)
        if found and found[0] <= found[1]:
            return Cut(found[0], bounded(text, *found), chosen)
    start = random.randrange(len(text))
    return Cut(start, line_end(text, start), "line")


def bounded(text: str, start: int, end: int) -> int:
    """The end of the middle, moved back to a line end when the middle is too long."""
    if end - start <= MAX_MIDDLE:
        return end
    back = text.rfind("\n", start + 1, start + MAX_MIDDLE)
    return back if back > start else line_end(text, start)


def some_line(text: str, random: Random) -> tuple[int, int]:
    """(start, end) of a random line that says something, if one is found quickly."""
    for _ in range(8):
        at = random.randrange(len(text))
        start, end = text.rfind("\n", 0, at) + 1, line_end(text, at)
        if text[start:end].strip():
            break
    return start, end


def rest_of_line(text: str, random: Random) -> tuple[int, int] | None:
    """From any character of a line, mid-word too, to its end."""
    start, end = some_line(text, random)
    if end - start < 2:
        return None
    return random.randrange(start + indent_of(text[start:end]), end), end


def blank_line(text: str, random: Random) -> tuple[int, int]:
    """The cursor stands behind the indentation of an otherwise empty line; the middle is one line, or more of its block."""
    start, end = some_line(text, random)
    width = indent_of(text[start:end])
    roll = random.random()
    if roll < 0.45:
        return start + width, end
    if roll < 0.7:
        return start + width, skip_lines(text, end, random.randint(1, 4))
    return start + width, block_end(text, end, width, strict=False)


def span(text: str, random: Random) -> tuple[int, int] | None:
    """A piece inside a line with more than closers behind it: an argument, an operand, a name."""
    start, end = some_line(text, random)
    line = text[start:end]
    first = indent_of(line)
    if len(line) - first < 8:
        return None
    left = start + random.randrange(first, len(line) - 3)
    right = min(end - 1, left + 1 + int(random.expovariate(1 / 12)))
    if random.random() < 0.7:
        stops = [at for at in range(left + 1, min(end, left + 60)) if text[at] in ",)]}> ;:'\"`" and text[at - 1] != " "]
        right = random.choice(stops[:5]) if stops else right
    return (left, right) if says_more(text[right:end]) else None


def more_lines(text: str, random: Random) -> tuple[int, int] | None:
    """The rest of a line from anywhere in it, and some whole lines more, or the block that the line opens."""
    found = rest_of_line(text, random)
    if not found:
        return None
    start, end = found
    if OPENER.search(text[start:end]):
        line = text.rfind("\n", 0, start) + 1
        return start, block_end(text, end, indent_of(text[line:end]) + 1, strict=True)
    return start, skip_lines(text, end, random.randint(1, 6))


def body(text: str, random: Random) -> tuple[int, int] | None:
    """The cursor stands at the end of a line that opens a block; the middle is a line break and the body."""
    for _ in range(20):
        start, end = some_line(text, random)
        if OPENER.search(text[start:end].rstrip()):
            stop = block_end(text, end, indent_of(text[start:end]) + 1, strict=True)
            return (end, stop) if stop > end else None
    return None


def import_line(text: str, random: Random) -> tuple[int, int] | None:
    """The rest of an import, from anywhere in it."""
    found = list(IMPORT.finditer(text[:20000]))
    if not found:
        return None
    start = random.choice(found).start()
    end = line_end(text, start)
    return (random.randrange(start, end), end) if end > start else None


def nothing(text: str, random: Random) -> tuple[int, int] | None:
    """The end of a finished line: nothing is missing."""
    start, end = some_line(text, random)
    return None if OPENER.search(text[start:end].rstrip()) else (end, end)


def skip_lines(text: str, end: int, count: int) -> int:
    """The end of the line `count` lines further, blank ones included but not last."""
    for _ in range(count):
        if end + 1 >= len(text):
            break
        end = line_end(text, end + 1)
    while end > 0 and end < len(text) and text[end - 1] == "\n":
        end -= 1
    return end


def block_end(text: str, end: int, width: int, strict: bool) -> int:
    """The end of the last of the following lines that are indented by `width` or more; not strict takes one closer too."""
    last, at = end, end
    for _ in range(MAX_BLOCK_LINES):
        if at + 1 >= len(text):
            break
        start = at + 1
        at = line_end(text, start)
        line = text[start:at]
        if line.strip():
            if indent_of(line) < width:
                break
            last = at
        elif not strict:
            break
    return last


CUTTERS = {
    "line": rest_of_line, "blank": blank_line, "span": span, "lines": more_lines,
    "body": body, "import": import_line, "empty": nothing,
}
