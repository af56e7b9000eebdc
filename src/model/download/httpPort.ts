import type { Clock } from '../../completion/ports';

/** One request. Redirects are answers like any other: `sendFollowing` walks them. */
export interface HttpRequest {
  readonly method: 'GET' | 'HEAD';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

export interface HttpResponse {
  readonly status: number;
  /** By its lower-case name. */
  header(name: string): string | undefined;
  /** To be read once. Throws when the connection breaks before the promised end. */
  readonly body: AsyncIterable<Uint8Array>;
  /** Ends the connection. Whoever does not read the body to its end must call it. */
  close(): void;
}

/** How the world is asked. Rejects with `signal.reason` when aborted, with Node's own error when there is no answer. */
export type HttpSend = (request: HttpRequest, signal: AbortSignal) => Promise<HttpResponse>;

/** Where models come from, and as whom we ask. */
export interface HubAccess {
  /** Such as 'https://huggingface.co', or a mirror that speaks the same protocol. */
  readonly endpoint: string;
  /** Sent to the endpoint's own origin only. */
  readonly token: string | undefined;
  readonly send: HttpSend;
  /** By which waits are measured. */
  readonly clock: Clock;
}

/** The hub of an address that a user has named. The token is for the hub of the settings, and not for that one. */
export function accessFor(
  { endpoint }: { readonly endpoint?: string | undefined },
  hub: HubAccess,
): HubAccess {
  return endpoint === undefined || endpoint === new URL(hub.endpoint).origin
    ? hub
    : { ...hub, endpoint, token: undefined };
}

export const defaultEndpoint = 'https://huggingface.co';
