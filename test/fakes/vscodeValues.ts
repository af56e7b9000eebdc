/** The plain values of the fake 'vscode' module: positions, events, documents, enumerations. */

export class EventEmitter<T> {
  readonly #listeners = new Set<(event: T) => unknown>();
  readonly event = (listener: (event: T) => unknown): Disposable => {
    this.#listeners.add(listener);
    return new Disposable(() => this.#listeners.delete(listener));
  };
  get listenerCount(): number {
    return this.#listeners.size;
  }
  fire(event: T): void {
    for (const listener of [...this.#listeners]) listener(event);
  }
  dispose(): void {
    this.#listeners.clear();
  }
}

export class Disposable {
  static from(...several: readonly { dispose(): unknown }[]): Disposable {
    return new Disposable(() => {
      for (const one of several) one.dispose();
    });
  }
  constructor(readonly dispose: () => unknown) {}
}

export class CancellationError extends Error {}

export class Position {
  constructor(
    readonly line: number,
    readonly character: number,
  ) {}
  isEqual(other: Position): boolean {
    return this.line === other.line && this.character === other.character;
  }
  translate(lines: number, characters: number): Position {
    return new Position(this.line + lines, this.character + characters);
  }
}

export class Range {
  constructor(
    readonly start: Position,
    readonly end: Position,
  ) {}
  get isEmpty(): boolean {
    return this.start.isEqual(this.end);
  }
  get isSingleLine(): boolean {
    return this.start.line === this.end.line;
  }
}

export class Selection extends Range {
  constructor(
    readonly anchor: Position,
    readonly active: Position,
  ) {
    super(anchor, active);
  }
}

export class Uri {
  static parse(text: string): Uri {
    const [, scheme = '', path = '', fragment = ''] = /^([^:]+):([^#]*)(?:#(.*))?$/.exec(text) ?? [];
    return new Uri(scheme, path, fragment);
  }
  static joinPath(base: Uri, ...parts: readonly string[]): Uri {
    return new Uri(base.scheme, [base.path, ...parts].join('/'), '');
  }
  constructor(
    readonly scheme: string,
    readonly path: string,
    readonly fragment: string,
  ) {}
  static file(path: string): Uri {
    return new Uri('file', path, '');
  }
  static from({ scheme, path }: { readonly scheme: string; readonly path: string }): Uri {
    return new Uri(scheme, path, '');
  }
  with({ fragment }: { readonly fragment: string }): Uri {
    return new Uri(this.scheme, this.path, fragment);
  }
  get fsPath(): string {
    return this.path;
  }
  toString(): string {
    return `${this.scheme}:${this.path}${this.fragment && `#${this.fragment}`}`;
  }
}

export class InlineCompletionItem {
  constructor(
    readonly insertText: string,
    readonly range: Range,
  ) {}
}

export class MarkdownString {
  value = '';
  appendMarkdown(text: string): this {
    this.value += text;
    return this;
  }
  appendText(text: string): this {
    return this.appendMarkdown(text);
  }
}

export class ThemeColor {
  constructor(readonly id: string) {}
}
export class ThemeIcon {
  constructor(
    readonly id: string,
    readonly color?: ThemeColor,
  ) {}
}
export class TreeItem {
  constructor(
    readonly label: string,
    readonly collapsibleState: number,
  ) {}
}
export class TabInputText {
  constructor(readonly uri: Uri) {}
}
export class TabInputTextDiff {
  constructor(
    readonly original: Uri,
    readonly modified: Uri,
  ) {}
}

export class RelativePattern {
  constructor(
    readonly base: Uri,
    readonly pattern: string,
  ) {}
}

export const ViewColumn = { Active: -1 } as const;
export const FileType = { File: 1, Directory: 2 } as const;
export const EndOfLine = { LF: 1, CRLF: 2 } as const;
export const InlineCompletionTriggerKind = { Invoke: 0, Automatic: 1 } as const;
export const CompletionItemKind = { Text: 0, Method: 1, Snippet: 26 } as const;
export const NotebookCellKind = { Markup: 1, Code: 2 } as const;
export const StatusBarAlignment = { Left: 1, Right: 2 } as const;
export const ConfigurationTarget = { Global: 1, Workspace: 2 } as const;
export const ProgressLocation = { Notification: 15 } as const;
export const QuickPickItemKind = { Separator: -1, Default: 0 } as const;
export const TreeItemCollapsibleState = { None: 0, Collapsed: 1, Expanded: 2 } as const;
export const version = '0.0.0-fake';

/** A text document as VS Code holds it: one kind of line end throughout. */
export class FakeDocument {
  readonly uri: Uri;
  readonly eol: 1 | 2;
  isClosed = false;
  constructor(
    uri: string,
    readonly text: string,
    readonly languageId = 'typescript',
    readonly version = 1,
  ) {
    this.uri = Uri.parse(uri);
    this.eol = text.includes('\r\n') ? EndOfLine.CRLF : EndOfLine.LF;
  }
  get lineCount(): number {
    return this.#lines().length;
  }
  getText(range?: Range): string {
    return range ? this.text.slice(this.offsetAt(range.start), this.offsetAt(range.end)) : this.text;
  }
  positionAt(offset: number): Position {
    const before = this.text.slice(0, offset).split(/\r?\n/);
    return new Position(before.length - 1, before.at(-1)?.length ?? 0);
  }
  lineAt(at: number | Position): { readonly text: string; readonly range: Range } {
    const line = typeof at === 'number' ? at : at.line;
    const text = this.#lines()[line] ?? '';
    return { text, range: new Range(new Position(line, 0), new Position(line, text.length)) };
  }
  offsetAt({ line, character }: Position): number {
    const before = this.#lines().slice(0, line);
    return before.reduce((sum, text) => sum + text.length + this.eol, 0) + character;
  }
  #lines(): readonly string[] {
    return this.text.split(/\r?\n/);
  }
}
