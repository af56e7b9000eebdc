import type { Members } from '../../../src/completion/ports';
import type { Snapshot } from '../../../src/completion/request';

/** A server that knows these names behind every dot, and remembers where it was asked. */
export class Server implements Members {
  readonly asked: string[] = [];
  names: readonly string[] | undefined;

  constructor(...names: readonly string[]) {
    this.names = names;
  }

  async at({ text }: Snapshot, offset: number): Promise<ReadonlySet<string> | undefined> {
    this.asked.push(text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset));
    return this.names && new Set(this.names);
  }

  known: Members['known'] = () => undefined;
}
