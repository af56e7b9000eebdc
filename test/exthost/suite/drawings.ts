/**
 * Files so regular that any code model, and the project memory as well, has something to say at the caret.
 * What it says is not the suite's business: that belongs to the evaluation.
 */
export const typescriptDrawing = `export function readNumber(name: string): number {
  return Number(process.env[name] ?? 0);
}

export function settings(): readonly number[] {
  const alpha = readNumber('ALPHA');
  const beta = readNumber('BETA');
  █
  return [alpha, beta, gamma];
}
`;

export const pythonDrawing = `import os


def read_number(name: str) -> int:
    return int(os.environ.get(name, "0"))


def settings() -> list[int]:
    alpha = read_number("ALPHA")
    beta = read_number("BETA")
    █
    return [alpha, beta, gamma]
`;
