import type { DownloadQueue } from '../../model/download/downloadQueue';
import { ModelError } from '../../model/errors';
import type { DownloadState, InstalledModel } from '../../model/store/installedModel';

/**
 * What becomes of a download that is about to be added to the queue. Throws `ModelError` when it fails, an AbortError
 * when the user pauses or cancels it.
 */
export function downloadOutcome(
  queue: Pick<DownloadQueue, 'onChange' | 'onInstalled'>,
  ref: string,
): Promise<InstalledModel> {
  return new Promise((resolve, reject) => {
    const end = (settle: () => void): void => {
      for (const stop of listening) stop();
      settle();
    };
    const listening = [
      queue.onInstalled((model) => {
        if (model.ref !== ref) return;
        end(() => {
          resolve(model);
        });
      }),
      queue.onChange((state) => {
        const error = state.ref === ref ? failureOf(state) : undefined;
        if (error === undefined) return;
        end(() => {
          reject(error);
        });
      }),
    ];
  });
}

function failureOf({ kind, problem }: DownloadState): Error | undefined {
  if (kind === 'paused')
    return Object.assign(new Error('The download was set aside.'), { name: 'AbortError' });
  if (kind !== 'failed') return undefined;
  return new ModelError(
    'load-failed',
    problem?.message ?? 'The download failed.',
    problem?.remedy ?? 'Try again.',
  );
}
