import type { Completion } from '../../../src/completion/request';
import { draw, parseDrawing } from '../../unit/marks';
import { settings, Stage, type Options as Asking } from '../../unit/engine/stage';
import { show } from '../../unit/prompt/ask';
import { expectKnown, requestOf, settingsOf } from './optionsOf';
import { textsOf, type Case, type Options, type Step } from './readCases';
import { lineByLine, scriptOf } from './scripts';
import { pathOf, setUp } from './setUp';
import { noteVerdict } from './verdict';

/** What became of a step, as its parts draw it. */
export interface Seen {
  readonly shown: readonly string[];
  readonly prompt: string;
  readonly draft: string;
}

/** Plays a case through the whole line, step by step. */
export async function play(each: Case, indentUnit: string): Promise<readonly Seen[]> {
  const player = new Player(each, indentUnit);
  const seen: Seen[] = [];
  try {
    for (const step of each.steps) seen.push(await player.step(step));
    return seen;
  } finally {
    await player.end();
  }
}

/** What the model would write where nobody is to ask it. */
const notAsked = 'something_else';

class Player {
  readonly #case: Case;
  readonly #indentUnit: string;
  readonly #stage = new Stage();
  readonly #isSlow: boolean;
  #last: { readonly document: string; readonly completion: Completion | undefined } | undefined;
  #lines = 0;

  constructor(each: Case, indentUnit: string) {
    this.#case = each;
    this.#indentUnit = indentUnit;
    this.#isSlow = each.options['model'] === 'slow';
    setUp(this.#stage, each);
  }

  async step(step: Step): Promise<Seen> {
    const options = { ...this.#case.options, ...step.options };
    expectKnown(options, ['path', 'model', 'verdict', 'times', 'lines']);
    const { model } = this.#stage;
    const calls = model.calls.length;
    if (this.#last) noteVerdict(this.#stage, options, this.#asking(options), this.#last);
    const isFirst = !this.#last;
    if (!isFirst && this.#isSlow) await this.#letWrite(options);
    const completions =
      isFirst && this.#isSlow
        ? await this.#slowly(step, options)
        : await this.#complete(step, options, isFirst);
    this.#last = { document: step.document, completion: completions[0] };
    const drawing = parseDrawing(step.document);
    const drawn = completions.map((completion) => draw(drawing, completion));
    const asked = model.calls[calls];
    return {
      shown: drawn.length === 0 ? [step.document] : drawn,
      prompt: asked ? `${show(asked.prompt)}█\n` : '\n',
      draft: `${asked?.limits.draft ?? ''}\n`,
    };
  }

  async end(): Promise<void> {
    this.#stage.model.release(1_000);
    await this.#stage.engine.dispose();
  }

  async #complete(step: Step, options: Options, isFirst: boolean): Promise<readonly Completion[]> {
    const script = scriptOf(step, isFirst ? '' : notAsked);
    this.#stage.write(script);
    const asking = this.#asking(options);
    const first = await this.#stage.complete(step.document, asking);
    if (!first) return [];
    const others = [...textsOf(step, 'written'), ...textsOf(step, 'shown')].length > 2;
    return others ? [first, ...(await this.#alternatives(step, asking, first))] : [first];
  }

  async #alternatives(step: Step, asking: Asking, first: Completion): Promise<readonly Completion[]> {
    const { engine } = this.#stage;
    const request = this.#stage.requestAt(step.document, asking.request, asking.snapshot);
    const never = new AbortController().signal;
    let isDone = false;
    const others = engine
      .alternatives(request, { ...settings, ...asking.settings }, first, never)
      .finally(() => (isDone = true));
    await this.#stage.until(() => isDone);
    return others;
  }

  /** A slow model has written its first line; what it writes when it is asked again is the step's `ahead`. */
  async #slowly(step: Step, options: Options): Promise<readonly Completion[]> {
    this.#stage.write(lineByLine(step));
    const asked = this.#stage.ask(step.document, this.#asking(options));
    await this.#stage.writing();
    this.#stage.write(textsOf(step, 'ahead')[0] ?? '');
    this.#lines = 1;
    this.#stage.model.release();
    await this.#stage.until(() => asked.fate() !== 'pending');
    const completion = await asked.result;
    return completion ? [completion] : [];
  }

  /** As many lines as the step says have come by now, or all of them and what is prepared behind them. */
  async #letWrite({ lines }: Options): Promise<void> {
    const { clock, model } = this.#stage;
    model.release(lines === undefined ? 1_000 : Number(lines) - this.#lines);
    this.#lines = Number(lines ?? Infinity);
    for (let round = 0; round < 40; round += 1) await clock.advance(1);
    if (lines === undefined) await this.#stage.until(() => model.running === 0);
  }

  #asking(options: Options): Asking {
    const { languageId } = this.#case;
    return {
      snapshot: { uri: `file:///${pathOf(this.#case)}`, path: pathOf(this.#case), languageId },
      request: { indentUnit: this.#indentUnit, ...requestOf(options) },
      settings: { speculate: this.#isSlow, ...settingsOf(options) },
    };
  }
}
