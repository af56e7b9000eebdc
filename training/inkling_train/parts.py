"""Files in parts, for carrying them over a connection with a size limit. Standard library only.

    python -m inkling_train.parts join FOLDER/latest.pt OUT
"""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path

PART_BYTES = 16 * 1024 * 1024


def split(source: Path, folder: Path, part_bytes: int = PART_BYTES) -> list[Path]:
    """Writes NAME.000, NAME.001, ... and NAME.json with the checksum last, so that a reader knows when all is there."""
    folder.mkdir(parents=True, exist_ok=True)
    manifest = folder / f"{source.name}.json"
    manifest.unlink(missing_ok=True)
    digest, parts = hashlib.sha256(), []
    with open(source, "rb") as file:
        while block := file.read(part_bytes):
            part = folder / f"{source.name}.{len(parts):03}"
            part.write_bytes(block)
            digest.update(block)
            parts.append(part)
    manifest.write_text(json.dumps({"parts": len(parts), "sha256": digest.hexdigest()}))
    return parts


def join(first: Path, target: Path) -> None:
    """The reverse, from FOLDER/NAME; raises ValueError when the checksum differs."""
    manifest = json.loads(first.with_name(first.name + ".json").read_text())
    digest = hashlib.sha256()
    with open(target, "wb") as file:
        for number in range(manifest["parts"]):
            block = first.with_name(f"{first.name}.{number:03}").read_bytes()
            digest.update(block)
            file.write(block)
    if digest.hexdigest() != manifest["sha256"]:
        target.unlink()
        raise ValueError(f"{first}: the parts do not give the file that was split")


if __name__ == "__main__":
    join(Path(sys.argv[2]), Path(sys.argv[3]))
