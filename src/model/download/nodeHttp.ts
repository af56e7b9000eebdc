import http from 'node:http';
import https from 'node:https';

import type { HttpResponse, HttpSend } from './httpPort';

/**
 * Node's own client. VS Code replaces `request` of these modules inside the extension host, in place, so that its proxy,
 * certificates and `http.*` settings apply: therefore they are looked up at each call, and no agent is given.
 */
export const nodeHttp: HttpSend = ({ method, url, headers }, signal) =>
  new Promise<HttpResponse>((resolve, reject) => {
    signal.throwIfAborted();
    const target = new URL(url);
    const { request: open } = target.protocol === 'https:' ? https : http;
    const request = open(target, { method, headers });
    const stop = (): void => {
      // Without the reason: at an answer's last bytes Node would throw it at a socket to which nobody listens any more.
      request.destroy();
    };
    const settle = (): void => {
      signal.removeEventListener('abort', stop);
    };
    signal.addEventListener('abort', stop, { once: true });
    request.once('error', (error) => {
      settle();
      reject(signal.aborted ? signal.reason : error);
    });
    request.once('response', (response) => {
      response.once('close', settle);
      resolve(responseOf(response, signal));
    });
    request.end();
  });

function responseOf(message: http.IncomingMessage, signal: AbortSignal): HttpResponse {
  return {
    status: message.statusCode ?? 0,
    header: (name) => {
      const value = message.headers[name];
      return typeof value === 'string' ? value : value?.join(', ');
    },
    body: chunksOf(message, signal),
    close: () => void message.destroy(),
  };
}

async function* chunksOf(message: http.IncomingMessage, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of message) {
      if (chunk instanceof Uint8Array) yield chunk;
    }
  } catch (error) {
    throw signal.aborted ? signal.reason : error;
  }
}
