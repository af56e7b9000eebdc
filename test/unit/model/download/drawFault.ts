import type { Dice } from '../../../fakes/dice';
import type { Fault } from '../../../fakes/hub/faults';

/** What goes wrong at a file store. */
export const storeFaults = [
  'status',
  'cut',
  'stall',
  'drip',
  'html',
  'wrong-byte',
  'truncated',
  'no-length',
  'no-range',
  'shifted',
  'etag',
  'other',
  'spliced',
] as const satisfies readonly Fault['kind'][];

/** One fault for an answer with a file of `length` bytes; cuts are more likely than the others. */
export function drawFault(dice: Dice, length: number, otherFile: Uint8Array): Fault {
  const kind = dice.pick([...storeFaults, 'cut', 'cut', 'cut', 'status'] as const);
  switch (kind) {
    case 'status':
      return dice.pick<Fault>([
        { kind, status: 500 },
        { kind, status: 503, headers: { 'Retry-After': '2' } },
        { kind, status: 429, headers: { RateLimit: '"resolvers";r=0;t=7' } },
        { kind, status: 408 },
        { kind, status: 403 },
      ]);
    case 'cut':
    case 'stall':
      return { kind, after: dice.below(length) };
    case 'drip':
      return { kind, bytesPerSecond: 30e6, after: dice.below(length) };
    case 'wrong-byte':
      return { kind, at: dice.below(length) };
    case 'truncated':
      return { kind, to: dice.below(length) };
    case 'etag':
      return { kind, etag: '"another"' };
    case 'other':
    case 'spliced':
      return { kind, bytes: otherFile.subarray(1000, 1000 + dice.below(length)) };
    case 'html':
    case 'no-length':
    case 'no-range':
    case 'shifted':
      return { kind };
  }
}
