import type { Licence } from '../../model/catalogue/modelFamily';
import type { Fit } from '../../model/fit/fit';

/** A verdict as a badge, as a sentence's beginning and as an icon; the colour is only a second sign. */
export interface VerdictWords {
  readonly badge: string;
  readonly icon: string | undefined;
  /** One of VS Code's own theme colours. */
  readonly color: string | undefined;
}

const verdicts: Readonly<Record<Fit['verdict'], VerdictWords>> = {
  comfortable: { badge: 'fits well', icon: 'pass', color: 'testing.iconPassed' },
  works: { badge: 'works', icon: 'circle-outline', color: 'problemsInfoIcon.foreground' },
  'too-slow': { badge: 'slow here', icon: 'watch', color: 'problemsWarningIcon.foreground' },
  'wont-fit': { badge: "won't fit", icon: 'error', color: 'testing.iconFailed' },
};

/** Before the machine was checked only memory is known. */
const unmeasured: VerdictWords = { badge: 'fits', icon: undefined, color: undefined };

export function verdictWords(fit: Fit | undefined): VerdictWords | undefined {
  if (fit?.basis === 'unknown' && fit.verdict === 'works') return unmeasured;
  return fit && verdicts[fit.verdict];
}

/** 'about 40 ms to the first word, 85 tokens/s, 1.9 GB of memory'; only what is known. */
export function fitFigures(fit: Fit, readableBytes: (bytes: number) => string): string {
  const about = fit.basis === 'measured' ? '' : 'about ';
  return [
    fit.ttftMs === undefined ? '' : `${about}${Math.round(fit.ttftMs)} ms to the first word`,
    fit.decodeTokensPerSecond === undefined
      ? ''
      : `${about}${Math.round(fit.decodeTokensPerSecond)} tokens/s`,
    `${readableBytes(fit.memoryBytes)} of memory`,
  ]
    .filter((part) => part !== '')
    .join(', ');
}

export function licenceBadge({ name, commercialUse }: Licence): string {
  return commercialUse === 'no' ? `${name}, not for commercial use` : name;
}
