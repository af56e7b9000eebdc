import type { KnownMembers } from './members/askMembers';
import type { At, CompletionRequest, CompletionSettings } from './request';
import type { Place } from './syntax/placeInText';
import type { SyntaxTree } from './syntax/syntaxTree';
import type { Trace } from './trace';

/** What one request has settled before anybody writes: the same for every text that is then offered for it. */
export interface Moment {
  readonly request: CompletionRequest;
  readonly settings: CompletionSettings;
  readonly at: At;
  readonly tree: SyntaxTree | undefined;
  readonly place: Place;
  /** The user's rhythm. */
  readonly medianPauseMs?: number | undefined;
  /** What the language server knows by the time that a text is there. Never rejects. */
  readonly members: () => Promise<KnownMembers>;
  readonly trace: Trace;
}
