import { rules, type CompletionSettings } from '../../src/completion/request';
import { parseSettings } from '../../src/extension/settings';
import { UsageError } from './usageError';

/** The extension's defaults, but no pause to wait for more typing, no work ahead, and every language. */
export function labSettings(): CompletionSettings {
  return {
    ...parseSettings(() => undefined).settings.completion,
    debounce: 0,
    disabledLanguages: [],
    speculate: false,
  };
}

const projectChanges = new Set(['useProject=true', 'useProject=false']);

/** Those for `changed`: all but the one setting of the index. */
export function engineChanges(changes: readonly string[]): readonly string[] {
  return changes.filter((change) => !projectChanges.has(change));
}

/** `settings` with changes such as `useOpenFiles=false` or `maxLines=4`. Throws `UsageError`. */
export function changed(settings: CompletionSettings, changes: readonly string[]): CompletionSettings {
  return changes.reduce((sofar, change) => ({ ...sofar, ...parseChange(change) }), settings);
}

function parseChange(change: string): Partial<CompletionSettings> {
  const [name = '', value = ''] = change.split(/=(.*)/s);
  const flags = ['useOpenFiles', 'speculate', 'learn'] as const;
  const numbers = ['maxLines', 'maxTokens', 'prefillBudgetMs', 'debounce'] as const;
  const flag = flags.find((each) => each === name);
  const number = numbers.find((each) => each === name);
  if (flag && (value === 'true' || value === 'false')) return { [flag]: value === 'true' };
  if (number && /^\d+$/.test(value)) return { [number]: Number(value) };
  const mode = (['on', 'line', 'off'] as const).find((each) => each === value);
  if (name === 'insideComments' && mode) return { insideComments: mode };
  const profile = (['calm', 'balanced', 'eager'] as const).find((each) => each === value);
  if (name === 'profile' && profile) return { profile };
  if (name === 'without') {
    const left = rules.filter((rule) => value.split(',').includes(rule));
    if (left.length === value.split(',').length) return { without: left };
  }
  const known = ['useProject', ...flags, ...numbers, 'insideComments', 'profile', 'without'].join(', ');
  throw new UsageError(`--set ${change} makes no sense; there are ${known}.`);
}
