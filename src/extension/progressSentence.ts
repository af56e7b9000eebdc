import type { Progress } from '../project/projectIndexer';

/** What the project index is doing, for the status bar's tooltip; undefined when there is none. */
export function progressSentence(progress: Progress): string | undefined {
  switch (progress.kind) {
    case 'off':
      return undefined;
    case 'listing':
      return 'looking for files';
    case 'learning':
      return `${progress.done} of ${progress.of} files read`;
    case 'ready': {
      const megabytes = (progress.bytes / (1024 * 1024)).toFixed(1);
      return `${progress.files} files known, ${megabytes} MB${progress.isFull ? '; more do not fit' : ''}`;
    }
    case 'failed':
      return `not known: ${progress.reason}`;
  }
}
