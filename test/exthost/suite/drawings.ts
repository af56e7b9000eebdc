/**
 * Files so regular that any code model, and the project memory as well, has something to say at the caret.
 * What it says is not the suite's business: that belongs to the evaluation.
 */
export const typescriptDrawing = `const numbers = new Map<string, number>();

export function readNumber(name: string): number {
  const found = numbers.get(name);
  return found ?? 0;
}

export function hasNumber(name: string): boolean {
  █
  return found !== undefined;
}
`;

export const pythonDrawing = `import os


def read_number(name: str) -> int:
    found = os.environ.get(name)
    return int(found or "0")


def has_number(name: str) -> bool:
    █
    return found is not None
`;
