import type { Chunk, Prompt } from '../../../src/completion/ports';
import { RemoteModel } from '../../../src/model/remoteModel';
import type { RunningHost } from '../../../src/model/startHost';

export interface ProbeHostOptions {
  readonly tokenMs?: number;
  readonly tokens?: number;
  readonly hangs?: boolean;
}

/** A model whose clock goes on by what it reads (half a millisecond a token) and writes. */
class TimedModel extends RemoteModel {
  now = 0;
  readonly prompts: string[] = [];
  readonly #options: ProbeHostOptions;

  constructor(options: ProbeHostOptions) {
    const line = {
      send: () => undefined,
      onMessage: () => undefined,
      onClose: () => undefined,
      close: () => undefined,
    };
    super(line, card);
    this.#options = options;
  }

  override async *generate(prompt: Prompt, _: unknown, signal: AbortSignal): AsyncGenerator<Chunk, void> {
    const { tokenMs = 10, tokens = 20, hangs = false } = this.#options;
    this.prompts.push(JSON.stringify(prompt));
    if (hangs) {
      await new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => {
          reject(signal.reason);
        });
      });
    }
    this.now += 100;
    const prefill = { promptTokens: 200, readTokens: 200, prefillMs: 100 };
    yield { text: '', tokens: 0, logProbability: 0, prefill };
    for (let token = 0; token < tokens; token += 1) {
      this.now += tokenMs;
      yield { text: 'a', tokens: 1, logProbability: 0 };
    }
  }
}

const card = {
  name: 'Timed',
  fim: { layout: 'psm', files: 'none', fileHeader: 'path', repo: false },
  contextTokens: 2048,
  fileBytes: 1,
  threads: 1,
  placement: { backend: 'cpu', device: undefined, gpuLayers: 0, layers: 1 },
  measured: { speed: { prefillTokensPerSecond: 1, decodeTokensPerSecond: 1 }, charactersPerToken: 3 },
} as const;

export function probeHost(options: ProbeHostOptions = {}) {
  const model = new TimedModel(options);
  let stopped = 0;
  return {
    start: async (): Promise<RunningHost> => ({
      pid: 1,
      model,
      card,
      ended: new Promise(() => undefined),
      stop: async () => void (stopped += 1),
    }),
    prompts: model.prompts,
    get now() {
      return model.now;
    },
    get stopped() {
      return stopped;
    },
  };
}
