/**
 * A line between two processes on one machine. Messages arrive whole and in order, and are values that structured clone
 * and JSON both carry. Over a forked process today; a local socket can take its place without anybody noticing.
 */
export interface Connection {
  /** A message to a closed line is dropped: `onClose` has told, or will. */
  send(message: unknown): void;
  /** One listener: set it before the first message can come. */
  onMessage(listener: (message: unknown) => void): void;
  /** Called once, when nothing will arrive any more. `reason` is for the log. */
  onClose(listener: (reason: string) => void): void;
  close(): void;
}
