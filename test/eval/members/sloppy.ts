/*
 * What the server's list is worth to a model that knows the line and gets the member's name wrong, without and with the list:
 * `node test/eval/members/run.mjs --sloppy FOLDER… [HOLES_PER_FOLDER]`, in TypeScript.
 */
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { stderrLogger } from '../../../scripts/complete/stderrLogger';
import { memberAccess, memberWritten } from '../../../src/completion/members/memberAccess';
import type { Members } from '../../../src/completion/ports';
import { labBench } from '../../../src/extension/benchmark/labBench';
import { parseSettings } from '../../../src/extension/settings';
import { Dice } from '../../../src/lab/dice';
import { guessIndentUnit } from '../../../src/lab/guessIndentUnit';
import { LabEngine } from '../../../src/lab/labEngine';
import { score } from '../../../src/lab/score';
import { ScriptedModel } from '../../fakes/scriptedModel';
import { labSettings } from '../configuration';
import { readCorpus } from '../readCorpus';
import { memberHoles } from './holes';
import { rightName, slips } from './slips';
import { TypescriptServer } from './typescriptServer';

/** This file runs as build/eval/members.mjs. */
const root = path.dirname(fileURLToPath(import.meta.url));
const args = process.argv.slice(2).filter((each) => !each.startsWith('--'));
const count = Number(args.find((each) => /^\d+$/.test(each)) ?? 40);
const places = args.filter((each) => !/^\d+$/.test(each)).map((each) => path.resolve(each));
const { signal } = new AbortController();
/** As good as certain, so that the gate lets all of it pass. */
const logProbability = -0.001;

let names: ReadonlySet<string> | undefined;
const members: Members = { at: () => Promise.resolve(names), known: () => undefined };
const { grammars, clock, logger } = labBench(
  root,
  parseSettings(() => undefined).settings.model,
  stderrLogger,
);
const model = new ScriptedModel('');
const engines = [false, true].map(
  (checkMembers) =>
    new LabEngine({
      models: { peek: () => model, acquire: () => Promise.resolve(model) },
      grammars,
      clock,
      logger,
      settings: { ...labSettings(), checkMembers, without: ['memory'] },
      learnsProject: false,
      members,
    }),
);

const rows = new Map<string, Record<string, number>>();
const dice = new Dice(2);
for (const place of places) {
  const files = (await readCorpus(place)).filter(({ languageId }) => languageId.startsWith('typescript'));
  const server = new TypescriptServer(place, false);
  for (const hole of await memberHoles(files, grammars, count)) {
    const { prefix, suffix, path: file, languageId, expected } = hole;
    const text = prefix + suffix;
    const access = memberAccess(text, prefix.length);
    const written = access && memberWritten(access, expected);
    if (!access || !written) continue;
    const { answer } = server.membersAt(file, text, access.start);
    const isWhole = answer && !answer.isIncomplete && answer.guesses.size === 0 && answer.members.size > 0;
    names = isWhole ? answer.members : undefined;
    for (const { name: slip, spoil } of [rightName, ...slips]) {
      const spoiled = spoil(written.name, text, dice);
      if (!spoiled?.startsWith(access.typed) || spoiled === access.typed) continue;
      const typed = access.typed.length;
      const line = spoiled.slice(typed) + expected.slice(written.name.length - typed);
      model.script = { text: line, logProbability };
      const row: Record<string, number> = rows.get(slip) ?? { n: 0 };
      rows.set(slip, row);
      row['n'] = (row['n'] ?? 0) + 1;
      for (const [index, engine] of engines.entries()) {
        const snapshot = { uri: 'hole:/hole', path: file, languageId, version: 1, text };
        const how = { trigger: 'automatic', indentUnit: guessIndentUnit(text) } as const;
        const { completion } = await engine.complete(snapshot, prefix.length, how, signal);
        engine.forget(snapshot.uri);
        const which = index === 0 ? 'without' : 'with';
        row[`${which}: shown`] = (row[`${which}: shown`] ?? 0) + (completion ? 1 : 0);
        const isRight = completion !== undefined && score(hole, completion).firstLine;
        row[`${which}: right`] = (row[`${which}: right`] ?? 0) + (isRight ? 1 : 0);
      }
    }
  }
}
for (const engine of engines) await engine.dispose();
console.table(Object.fromEntries(rows));
