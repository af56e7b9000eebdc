import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Runs `work` and returns what went wrong behind its back: warnings and errors in Inkling's log, rejections that
 * nobody handled, and exceptions that nobody caught. [] is silence.
 */
export async function complaints(work: () => Promise<void>): Promise<readonly string[]> {
  const before = warnings().length;
  const heard: string[] = [];
  const hear = (error: unknown): void => {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    // The host serves other extensions as well; a stack that leads through this one names it.
    if (/inkling/i.test(text)) heard.push(text);
  };
  process.on('unhandledRejection', hear);
  process.on('uncaughtException', hear);
  try {
    await work();
  } finally {
    process.off('unhandledRejection', hear);
    process.off('uncaughtException', hear);
  }
  return [...warnings().slice(before), ...heard];
}

/** Lines of the extension's log file, written by VS Code below the folder that the runner names. */
function warnings(): readonly string[] {
  const folder = process.env['INKLING_TEST_LOGS'];
  if (folder === undefined) throw new Error('the runner must set INKLING_TEST_LOGS');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('Inkling.log'),
  );
  const lines = files.sort().flatMap((name) => readFileSync(path.join(folder, name), 'utf8').split('\n'));
  return lines.filter((line) => /\[(warning|error)\]/.test(line));
}
