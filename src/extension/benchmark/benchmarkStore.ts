import * as vscode from 'vscode';

import { parseBenchmarkRecord, sentencesOf, type BenchmarkRecord } from '../../lab/benchmarkRecord';

/** Older ones are deleted: the machine, the code and the extension have changed since. */
const mostKept = 20;

/** The figures of benchmarks, as JSON files in the extension's own storage on this machine. */
export class BenchmarkStore {
  readonly #folder: vscode.Uri;

  /** `storage` is the extension's global storage. */
  constructor(storage: vscode.Uri) {
    this.#folder = vscode.Uri.joinPath(storage, 'benchmarks');
  }

  async add(record: BenchmarkRecord): Promise<void> {
    const name = `${record.madeAt.replaceAll(':', '-')}.json`;
    const bytes = new TextEncoder().encode(`${JSON.stringify(record, undefined, 1)}\n`);
    await vscode.workspace.fs.createDirectory(this.#folder);
    await vscode.workspace.fs.writeFile(vscode.Uri.joinPath(this.#folder, name), bytes);
    const old = (await this.#names()).slice(mostKept);
    await Promise.all(old.map((each) => vscode.workspace.fs.delete(vscode.Uri.joinPath(this.#folder, each))));
  }

  /** The newest first. What is no record is left out. */
  async all(): Promise<readonly BenchmarkRecord[]> {
    const read = await Promise.all((await this.#names()).map((name) => this.#read(name)));
    return read.filter((record) => record !== undefined);
  }

  /** What the last benchmark with this model file has measured, in a sentence; empty before one was run. */
  async onMyCode(file: string): Promise<readonly string[]> {
    const records = await this.all();
    const sentences = records.flatMap((record) =>
      record.models.filter((model) => model.file === file).map((model) => sentencesOf(record, model)),
    );
    return sentences.slice(0, 1);
  }

  async #names(): Promise<readonly string[]> {
    const entries = await vscode.workspace.fs.readDirectory(this.#folder).then(
      (found) => found,
      () => [], // no benchmark has been run yet
    );
    const names = entries.map(([name]) => name).filter((name) => name.endsWith('.json'));
    return names.sort().reverse();
  }

  async #read(name: string): Promise<BenchmarkRecord | undefined> {
    try {
      const bytes = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(this.#folder, name));
      return parseBenchmarkRecord(JSON.parse(new TextDecoder().decode(bytes)));
    } catch {
      // Written by another version, or cut off: it is only a figure to show.
      return undefined;
    }
  }
}
