"""Two ways to run a GGUF file greedily: PyTorch, with token healing, and node-llama-cpp, without."""

from __future__ import annotations

import json
import subprocess
import tempfile
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from .predictor import Completion, Predictor


@dataclass(frozen=True)
class Request:
    """A prompt, the most tokens to write, and whether to stop at the first line break."""

    ids: list[int]
    limit: int
    oneLine: bool


Engine = Callable[[Predictor, list[Request]], list[Completion]]


def in_torch(predictor: Predictor, requests: list[Request]) -> list[Completion]:
    """Completions by PyTorch; the prompt is read in bfloat16 where the processor is made for it."""
    return [predictor.complete(request.ids, request.limit, request.oneLine) for request in requests]


def in_node(predictor: Predictor, requests: list[Request], node_folder: Path) -> list[Completion]:
    """Completions by node-llama-cpp, which is installed in `node_folder`; the prompt's last tokens stay as they are."""
    breaks = ["\n" in predictor.decode([token]) for token in range(predictor.model.shape.vocab)]
    with tempfile.TemporaryDirectory() as folder:
        question, answer = Path(folder) / "in.json", Path(folder) / "out.json"
        question.write_text(json.dumps({
            "prompts": [asdict(request) for request in requests],
            "breaksLine": breaks,
            "controls": list(predictor.controls.values()),
        }))
        script = Path(__file__).with_name("generate.mjs")
        subprocess.run(["node", script, predictor.path.resolve(), question, answer], cwd=node_folder, check=True)
        made = json.loads(answer.read_text())
    times = sorted(entry["ms"] for entry in made)
    print(f"{predictor.name}: cold completion p50 {times[len(times) // 2]:.0f} ms, p95 {times[int(len(times) * 0.95)]:.0f} ms", flush=True)
    return [Completion(predictor.decode(entry["ids"]), None) for entry in made]
