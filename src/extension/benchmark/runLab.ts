import { forkHost } from '../../model/forkHost';
import { parseNews, type News, type Order } from './benchmarkWire';

export type Outcome = Exclude<News, { readonly type: 'progress' }>;

/**
 * Has the order filled in the lab's own process. An abort ends that process, and with it the model's. Throws
 * `signal.reason` when aborted.
 */
export async function runLab(
  labFile: string,
  order: Order,
  onProgress: (progress: Extract<News, { readonly type: 'progress' }>) => void,
  signal: AbortSignal,
): Promise<Outcome> {
  signal.throwIfAborted();
  const { connection, kill } = forkHost(labFile);
  signal.addEventListener('abort', kill, { once: true });
  try {
    return await new Promise<Outcome>((resolve, reject) => {
      connection.onClose((reason) => {
        const message = `The benchmark's process has ended (${reason}).`;
        if (signal.aborted) reject(signal.reason);
        else resolve({ type: 'failed', message });
      });
      connection.onMessage((message) => {
        const news = parseNews(message);
        if (news.type === 'progress') onProgress(news);
        else resolve(news);
      });
      connection.send(order);
    });
  } finally {
    signal.removeEventListener('abort', kill);
    kill();
  }
}
