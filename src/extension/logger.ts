import type * as vscode from 'vscode';

import type { Logger } from '../completion/ports';

/** The Logger port over VS Code's log channel, whose level the user sets. Code text goes to `trace` only. */
export function channelLogger(channel: vscode.LogOutputChannel): Logger {
  return {
    trace: (message) => {
      channel.trace(message);
    },
    debug: (message, fields) => {
      channel.debug(fields ? `${message} ${JSON.stringify(fields)}` : message);
    },
    info: (message) => {
      channel.info(message);
    },
    warn: (message) => {
      channel.warn(message);
    },
  };
}
