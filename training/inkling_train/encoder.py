"""The trained tokenizer as `examples` wants it."""

from __future__ import annotations

from pathlib import Path

from tokenizers import Tokenizer


class Bpe:
    """Text to ids and back. Control tokens never come out of text."""

    def __init__(self, path: Path) -> None:
        self.tokenizer = Tokenizer.from_file(str(path))
        self.tokenizer.encode_special_tokens = True  # a control token that stands in somebody's code is ordinary text
        self.size = self.tokenizer.get_vocab_size()
        self.pieces = [self.tokenizer.decode([token], skip_special_tokens=False) for token in range(self.size)]
        self.line_ends = [piece.endswith("\n") for piece in self.pieces]

    def encode(self, text: str) -> list[int]:
        """Ids of ordinary text."""
        return self.tokenizer.encode(text, add_special_tokens=False).ids

    def decode(self, ids: list[int]) -> str:
        """The text of ids, control tokens left out."""
        return self.tokenizer.decode(ids)

    def control(self, name: str) -> int:
        """The id of <|name|>."""
        return self.tokenizer.token_to_id(f"<|{name}|>")

    def ends_line(self, token: int) -> bool:
        """Whether the token's text ends with a line break."""
        return self.line_ends[token]
