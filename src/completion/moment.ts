import type { At, CompletionRequest, CompletionSettings } from './request';
import type { SyntaxTree } from './syntax/syntaxTree';
import type { Trace } from './trace';

/** What one request has settled before anybody writes: the same for every text that is then offered for it. */
export interface Moment {
  readonly request: CompletionRequest;
  readonly settings: CompletionSettings;
  readonly at: At;
  readonly tree: SyntaxTree | undefined;
  readonly trace: Trace;
}
