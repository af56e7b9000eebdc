import { readableBytes } from '../../src/extension/models/measures';
import type { DownloadProgress } from '../../src/model/download/downloadProgress';

/** Writes a download's progress over one line of a terminal; elsewhere only what is out of the ordinary. */
export function progressLine(isQuiet: boolean): (progress: DownloadProgress) => void {
  return ({ kind, bytesDone, bytesTotal, bytesPerSecond, problem, retryInMs }) => {
    const seconds = Math.round((retryInMs ?? 0) / 1000);
    if (problem !== undefined) console.error(`\n${problem.message} Trying again in ${seconds} s.`);
    else if (!isQuiet) {
      const total = bytesTotal === undefined ? '' : ` of ${readableBytes(bytesTotal)}`;
      const speed = bytesPerSecond === undefined ? '' : `, ${readableBytes(bytesPerSecond)}/s`;
      overwrite(`${kind} ${readableBytes(bytesDone)}${total}${speed}`, bytesDone === bytesTotal);
    }
  };
}

/** The same for work that tells a share from 0 to 1. */
export function percentLine(isQuiet: boolean): (message: string, share?: number) => void {
  return (message, share) => {
    if (!isQuiet && share !== undefined) overwrite(`${message} ${Math.round(share * 100)} %`, share >= 1);
  };
}

function overwrite(text: string, isLast: boolean): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${text}${isLast ? '\n' : ''}`);
}
