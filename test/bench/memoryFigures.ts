import type { Figure } from './figure';
import { memoryBench } from './memoryBench';

/** In a smaller project the tables' first sizes weigh more than its lines. */
const enoughLines = 200_000;

/** The project memory over real source code; the times are this process's own. */
export function memoryFigures(folder: string, cursors: number): readonly Figure[] {
  const { lines, megabytesPerMillionLines, lessonsMs, questionsMs, exact, bands } = memoryBench(
    folder,
    cursors,
  );
  const learned = `${lines} lines learned`;
  const share = (of: number): string => `${(of * 100).toFixed(0)} %`;
  const sure = bands.map((band) => `from ${share(band.from)}: ${share(band.exact)} of ${band.cursors}`);
  return [
    {
      name: 'memory/question',
      unit: 'ms',
      samples: questionsMs,
      note: learned,
      target: { of: 'p95', most: 2 },
    },
    { name: 'memory/lesson, a file', unit: 'ms', samples: lessonsMs, note: learned },
    {
      name: 'memory/a million lines',
      unit: 'MB',
      samples: [megabytesPerMillionLines],
      note: learned,
      ...(lines >= enoughLines && { target: { of: 'p50', most: 64 } }),
    },
    {
      name: 'memory/exactly right, without a model',
      unit: 'share',
      samples: [exact],
      note: `by its confidence, ${sure.join(', ')}`,
    },
  ];
}
