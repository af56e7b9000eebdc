"""Documents to token sequences: the prompt format of `shaping` in ids, with a weight for every token's loss."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random
from typing import Protocol

from .documents import Document, Documents
from .shaping import cut, line_end

CHARS_PER_TOKEN = 4.2
"""Above the measured bytes per token of code, so that a window is never too short for its tokens."""

SUFFIX_SHARE = 0.25

SMALLEST = 96
"""Tokens; less room than this at the end of a row stays empty."""


@dataclass(frozen=True)
class Mixture:
    """Shares of the forms among the examples (the rest is plain text), and how much tokens weigh.

    The middle and its end are what the user sees, and few of the tokens.
    """

    spm: float = 0.80
    psm: float = 0.08
    context: float = 0.35
    middle_weight: float = 2.0
    other_weight: float = 1.0


class Encoder(Protocol):
    """Text to ids, and the ids of the control tokens by their bare name ('fim_prefix')."""

    def encode(self, text: str) -> list[int]: ...

    def control(self, name: str) -> int: ...

    def ends_line(self, token: int) -> bool: ...


@dataclass
class Row:
    """Token ids and the weight of the loss on each of them."""

    ids: list[int] = field(default_factory=list)
    weights: list[float] = field(default_factory=list)

    def add(self, ids: list[int], weight: float) -> None:
        self.ids += ids
        self.weights += [weight] * len(ids)


def header(document: Document) -> str:
    """What follows <|file_sep|>."""
    return f"{document.language} {document.path}\n"


def limit_suffix(suffix: str, limit: int, random: Random) -> str:
    """As the extension sends it: at most `limit` characters, cut at a line end; sometimes little or nothing."""
    roll = random.random()
    if roll < 0.1:
        return ""
    if roll < 0.25:
        end = 0
        for _ in range(random.randint(1, 5)):
            end = line_end(suffix, end + 1) if end < len(suffix) else end
        suffix = suffix[:end]
    if len(suffix) <= limit:
        return suffix
    last = suffix.rfind("\n", 0, limit)
    return suffix[: last + random.randint(0, 1)] if last > 0 else suffix[: line_end(suffix, 1)][:limit]


def fit_front(ids: list[int], room: int, encoder: Encoder) -> list[int]:
    """Without its first lines, so that it fits the room."""
    at = len(ids) - room
    if at <= 0:
        return ids
    for start in range(at, min(len(ids), at + 120)):
        if encoder.ends_line(ids[start - 1]):
            return ids[start:]
    return ids[at:]


def example(documents: Documents, encoder: Encoder, random: Random, room: int, mixture: Mixture) -> Row:
    """One example of at most `room` tokens."""
    other = mixture.other_weight
    index = documents.draw(random)
    document, row, roll = documents.rows[index], Row(), random.random()
    if random.random() < 0.5:
        row.add([encoder.control("repo_name"), *encoder.encode(document.project + "\n")], other)
    if roll >= mixture.spm + mixture.psm:
        add_plain(row, document, encoder, random, room, other)
        return row
    where = cut(document.text, random)
    prefix, middle, suffix = document.text[: where.start], document.text[where.start: where.end], document.text[where.end:]
    if random.random() < mixture.context and room >= 400:
        around = prefix[-1500:] + suffix[:500]
        for neighbour, window in documents.similar_windows(index, around, random, random.randint(1, 3)):
            ids = [encoder.control("file_sep"), *encoder.encode(header(neighbour) + window)]
            if len(row.ids) + len(ids) < 0.45 * room:
                row.add(ids, other)
    row.add([encoder.control("file_sep"), *encoder.encode(header(document))], other)
    suffix_room = int(room * SUFFIX_SHARE)
    after = encoder.encode(limit_suffix(suffix, int(suffix_room * 3.3), random))[:suffix_room]
    left = room - len(row.ids) - len(after) - 4
    reach = int(left * CHARS_PER_TOKEN)
    start = prefix.rfind("\n", 0, len(prefix) - reach) + 1 if len(prefix) > reach else 0
    if roll < mixture.spm:
        tail = encoder.encode(prefix[start:] + middle)
        count = len(encoder.encode(middle))
        tail = fit_front(tail, left, encoder)
        row.add([encoder.control("fim_suffix"), *after, encoder.control("fim_prefix")], other)
        row.add(tail[: len(tail) - count], other)
        row.add([*tail[len(tail) - count:], encoder.control("endoftext")], mixture.middle_weight)
    else:
        written = encoder.encode(middle)[: left // 2]
        before = fit_front(encoder.encode(prefix[start:]), left - len(written), encoder)
        row.add([encoder.control("fim_prefix"), *before, encoder.control("fim_suffix"), *after], other)
        row.add([encoder.control("fim_middle")], other)
        row.add([*written, encoder.control("endoftext")], mixture.middle_weight)
    return row


def add_plain(row: Row, document: Document, encoder: Encoder, random: Random, room: int, weight: float) -> None:
    """Left to right from a line start, with the header."""
    row.add([encoder.control("file_sep"), *encoder.encode(header(document))], weight)
    left = room - len(row.ids) - 1
    reach = int(left * CHARS_PER_TOKEN)
    latest = max(0, len(document.text) - reach // 2)
    at = document.text.rfind("\n", 0, random.randint(0, latest)) + 1 if latest and random.random() < 0.7 else 0
    ids = encoder.encode(document.text[at: at + reach])
    row.add(ids[:left], weight)
    if len(ids) <= left and at + reach >= len(document.text):
        row.add([encoder.control("endoftext")], weight)


def packed(documents: Documents, encoder: Encoder, random: Random, length: int, mixture: Mixture = Mixture()) -> Row:
    """Examples one behind the other until `length` tokens are full; the rest is <|fim_pad|> of no weight."""
    row = Row()
    while length - len(row.ids) >= SMALLEST:
        made = example(documents, encoder, random, length - len(row.ids), mixture)
        row.add(made.ids[: length - len(row.ids)], 0.0)
        row.weights[-len(made.ids):] = made.weights[: len(made.ids)]
    row.ids, row.weights = row.ids[:length], row.weights[:length]
    row.add([encoder.control("fim_pad")] * (length - len(row.ids)), 0.0)
    return row
