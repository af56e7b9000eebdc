"""VS Code's language ids, which the prompt format names, by file ending."""

from __future__ import annotations

from pathlib import PurePosixPath

LANGUAGE_OF = {
    ".ts": "typescript", ".mts": "typescript", ".cts": "typescript", ".tsx": "typescriptreact",
    ".js": "javascript", ".mjs": "javascript", ".cjs": "javascript", ".jsx": "javascriptreact",
    ".py": "python", ".go": "go", ".rs": "rust", ".java": "java", ".c": "c", ".h": "c",
    ".cc": "cpp", ".cpp": "cpp", ".hpp": "cpp", ".cs": "csharp", ".php": "php", ".rb": "ruby",
    ".sh": "shellscript", ".css": "css", ".scss": "scss", ".less": "less", ".html": "html",
    ".vue": "vue", ".svelte": "svelte", ".json": "json", ".yaml": "yaml", ".yml": "yaml",
}

SCRIPTS = ("typescript", "typescriptreact", "javascript", "javascriptreact")

INDENTED = ("python", "yaml")
"""Languages whose blocks end where the indentation does, with no closing line."""


def language_of(path: str) -> str | None:
    """The language id of a path; None for unknown files, declarations (`.d.ts`) and minified files."""
    name = PurePosixPath(path).name
    if name.endswith((".d.ts", ".d.mts", ".d.cts")) or ".min." in name:
        return None
    return LANGUAGE_OF.get(PurePosixPath(name).suffix)
