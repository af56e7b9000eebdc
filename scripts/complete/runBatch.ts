import { parseRow, type BatchRow } from './batchRow';
import { ChunkingFault } from './completeScripted';
import type { Outcome } from './outcome';

export interface BatchParts {
  /** Throws when the model is broken. */
  readonly complete: (row: BatchRow) => Promise<Outcome>;
  /** Resolves when the sink is ready for more. */
  readonly write: (line: string) => Promise<void>;
  readonly onProgress: (progress: BatchProgress) => void;
}

export interface BatchProgress {
  readonly rows: number;
  readonly completions: number;
  /** Rows that could not be read or completed. */
  readonly errors: number;
}

/** A model that fails this often in a row does not come back; the last error ends the batch. */
const patience = 3;

/**
 * Completes row after row, holding one at a time. A row that can't be read or completed becomes an error row. Rejects
 * with the model's error when it keeps failing, and with `signal.reason` when aborted.
 */
export async function runBatch(
  lines: AsyncIterable<string>,
  { complete, write, onProgress }: BatchParts,
  signal: AbortSignal,
): Promise<BatchProgress> {
  let progress: BatchProgress = { rows: 0, completions: 0, errors: 0 };
  let line = 0;
  let failuresInARow = 0;
  for await (const text of lines) {
    signal.throwIfAborted();
    line += 1;
    if (text.trim() === '') continue;
    const row = parseRow(text);
    const result = 'error' in row ? row : await attempt(row);
    const isError = 'error' in result;
    await write(JSON.stringify(isError ? { line, ...result } : result));
    progress = {
      rows: progress.rows + 1,
      completions: progress.completions + (!isError && result.completion !== null ? 1 : 0),
      errors: progress.errors + (isError ? 1 : 0),
    };
    onProgress(progress);
  }
  return progress;

  async function attempt(row: BatchRow) {
    try {
      const outcome = await complete(row);
      failuresInARow = 0;
      return { id: row.id, ...outcome };
    } catch (error) {
      if (error instanceof ChunkingFault)
        return { id: row.id, error: error.message, completions: error.completions };
      failuresInARow += 1;
      if (signal.aborted || failuresInARow >= patience) throw error;
      return { id: row.id, error: error instanceof Error ? error.message : String(error) };
    }
  }
}
