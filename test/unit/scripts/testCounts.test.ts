import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { countOne, countSummary, countUnittest, countVitest } from '../../../scripts/test/counts.mjs';
import { isInstalled } from '../../../scripts/test/isInstalled.mjs';

describe('counts', () => {
  test('one check', () => {
    expect([countOne(0), countOne(2)]).toEqual([
      { passed: 1, failed: 0 },
      { passed: 0, failed: 1 },
    ]);
  });

  test("vitest's report, with files that could not be loaded", () => {
    const loaded = { status: 'passed', assertionResults: [{}] };
    const broken = { status: 'failed', assertionResults: [] };
    const report = { numPassedTests: 7, numFailedTests: 1, testResults: [loaded, broken] };
    expect(countVitest(1, report)).toEqual({ passed: 7, failed: 2 });
  });

  test('a run that fails without a failed test, or checks nothing, as one failure', () => {
    const green = { numPassedTests: 7, numFailedTests: 0, testResults: [] };
    expect(countVitest(0, green)).toEqual({ passed: 7, failed: 0 });
    expect(countVitest(1, green)).toEqual({ passed: 7, failed: 1 });
    expect(countVitest(0, { ...green, numPassedTests: 0 })).toEqual({ passed: 0, failed: 1 });
    expect(countVitest(1, undefined)).toEqual({ passed: 0, failed: 1 });
  });

  test.each([
    ['Ran 12 tests in 0.1s\n\nOK\n', 0, { passed: 12, failed: 0 }],
    ['Ran 12 tests in 0.1s\n\nOK (skipped=2)\n', 0, { passed: 10, failed: 0 }],
    ['Ran 12 tests in 0.1s\n\nFAILED (failures=1, errors=2)\n', 1, { passed: 9, failed: 3 }],
    ['Ran 1 test in 0.1s\n\nOK\n', 0, { passed: 1, failed: 0 }],
    ['Ran 0 tests in 0.0s\n\nOK\n', 0, { passed: 0, failed: 1 }],
    ['ModuleNotFoundError\n', 1, { passed: 0, failed: 1 }],
  ])("Python's unittest: %j", (output, code, counts) => {
    expect(countUnittest(code, output)).toEqual(counts);
  });

  test.each([
    ['ok a\n{"passed":3,"failed":0}\nexit 0\n', 0, { passed: 3, failed: 0 }],
    ['{"passed":1,"failed":9}\n{"passed":3,"failed":["a","b"],"seconds":20}\n', 1, { passed: 3, failed: 2 }],
    ['{"passed":3,"failed":0}\n', 97, { passed: 3, failed: 1 }],
    ['{ "passed": broken\n', 1, { passed: 0, failed: 1 }],
  ])("a runner's summary: %j", (output, code, counts) => {
    expect(countSummary(code, output)).toEqual(counts);
  });
});

describe('what is installed', () => {
  let folder = '';
  const kept = { version: '1.0.0', integrity: 'sha512-a' };
  const left = { version: '2.0.0', integrity: 'sha512-b', optional: true };
  const write = (file: string, packages: object): void => {
    writeFileSync(path.join(folder, file), JSON.stringify({ packages }));
  };

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'inkling-installed-'));
    mkdirSync(path.join(folder, 'node_modules'));
    write('package-lock.json', { '': {}, 'node_modules/kept': kept, 'node_modules/left': left });
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  test('is nothing before the first install', () => {
    expect(isInstalled(folder)).toBe(false);
  });

  test('is enough without an optional package for other machines', () => {
    write('node_modules/.package-lock.json', { 'node_modules/kept': kept });
    expect(isInstalled(folder)).toBe(true);
  });

  test('is not enough when the lock file wants another version', () => {
    write('node_modules/.package-lock.json', { 'node_modules/kept': { ...kept, version: '0.9.0' } });
    expect(isInstalled(folder)).toBe(false);
  });

  test('is not enough when a package is missing', () => {
    write('node_modules/.package-lock.json', { 'node_modules/left': left });
    expect(isInstalled(folder)).toBe(false);
  });
});
