/*
 * What it is worth to ask a language server for the members behind a dot: holes there, in TypeScript and JavaScript, with
 * and without the real server's list. `node test/eval/members/run.mjs FOLDER… [HOLES_PER_FOLDER] [--alone]`
 * With `--server COMMAND --language ID` what another language's server would bring; with `--lists` only what it knows.
 */
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

import { stderrLogger } from '../../../scripts/complete/stderrLogger';
import { memberAccess, memberWritten } from '../../../src/completion/members/memberAccess';
import type { Members } from '../../../src/completion/ports';
import type { CompletionSettings } from '../../../src/completion/request';
import { labBench } from '../../../src/extension/benchmark/labBench';
import { parseSettings } from '../../../src/extension/settings';
import { guessIndentUnit } from '../../../src/lab/guessIndentUnit';
import type { Hole } from '../../../src/lab/hole';
import type { LabEngine } from '../../../src/lab/labEngine';
import { withModel } from '../../../src/lab/runModel';
import { score } from '../../../src/lab/score';
import { findBundledModel } from '../../../src/model/bundledModel';
import { labSettings } from '../configuration';
import { readCorpus } from '../readCorpus';
import { memberHoles } from './holes';
import { printTables, type Outcome, type Shown } from './tables';
import { LanguageServer } from './languageServer';
import type { ServerAnswer } from './memberServer';
import { TypescriptServer } from './typescriptServer';

/** This file runs as build/eval/members.mjs. */
const root = path.dirname(fileURLToPath(import.meta.url));
const repository = path.dirname(path.dirname(root));
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    alone: { type: 'boolean', default: false },
    server: { type: 'string' },
    language: { type: 'string' },
    lists: { type: 'boolean', default: false },
  },
});
const count = Number(positionals.find((each) => /^\d+$/.test(each)) ?? 150);
const places = positionals.filter((each) => !/^\d+$/.test(each)).map((each) => path.resolve(each));
const { signal } = new AbortController();

const bench = labBench(root, parseSettings(() => undefined).settings.model, stderrLogger);
const model = await findBundledModel(path.join(repository, 'media', 'models'));
if (model === undefined) throw new Error('There is no model in media/models.');

/** By the hole's document. */
const answers = new Map<string, ServerAnswer>();
/** A server that is never late: its times are in a table of their own. Where words are among the members nobody knows. */
const members: Members = {
  at: ({ uri }) => {
    const answer = answers.get(uri);
    const isWhole = answer && !answer.isIncomplete && answer.guesses.size === 0 && answer.members.size > 0;
    return Promise.resolve(isWhole ? answer.members : undefined);
  },
  known: () => undefined,
};

const outcomes: Outcome[] = [];
const usual = { name: 'bundled', file: model, learnsProject: true };
const settings = (checkMembers: boolean): CompletionSettings => ({ ...labSettings(), checkMembers });
if (values.lists) await askAll(undefined, undefined);
else {
  await withModel({ ...usual, settings: settings(false) }, bench, signal, (without) =>
    values.server === undefined
      ? withModel({ ...usual, settings: settings(true), members }, bench, signal, (withMembers) =>
          askAll(without, withMembers),
        )
      : // The product asks no server of these languages.
        askAll(without, undefined),
  );
}
printTables(outcomes);

async function askAll(without: LabEngine | undefined, withMembers: LabEngine | undefined): Promise<void> {
  for (const place of places) {
    const files = (await readCorpus(place)).filter(({ languageId }) =>
      values.language === undefined ? /script/.test(languageId) : languageId === values.language,
    );
    const holes = await memberHoles(files, bench.grammars, count);
    console.error(`${path.basename(place)}: ${holes.length} holes in ${files.length} files`);
    const server =
      values.server === undefined
        ? new TypescriptServer(place, values.alone ?? false)
        : new LanguageServer(values.server, place, values.language ?? '');
    for (const [index, hole] of holes.entries()) {
      const uri = `hole:/${outcomes.length}/${encodeURI(hole.path)}`;
      const text = hole.prefix + hole.suffix;
      const access = memberAccess(text, hole.prefix.length);
      const expected = access && memberWritten(access, hole.expected);
      if (!access || !expected) continue;
      const { answer, ms, cpuMs } = await server.membersAt(hole.path, text, access.start);
      if (answer) answers.set(uri, answer);
      const ask = async (engine: LabEngine | undefined): Promise<Shown | undefined> => {
        const completion = engine && (await shownBy(engine, hole, uri));
        const written = completion && memberWritten(access, completion.text);
        return completion && { ...completion, isGiven: written?.isGiven ?? false, member: written?.name };
      };
      const shown = await ask(without);
      outcomes.push({
        id: hole.id,
        languageId: hole.languageId,
        typed: access.typed,
        expected: expected.name,
        isGiven: expected.isGiven,
        answer,
        isFirst: index === 0,
        ms,
        cpuMs,
        without: shown,
        with: withMembers ? await ask(withMembers) : shown,
      });
    }
    if (server instanceof LanguageServer) await server.dispose();
  }
}

async function shownBy(engine: LabEngine, hole: Hole, uri: string) {
  const { prefix, suffix, path: file, languageId, neighbours, project } = hole;
  engine.open(neighbours, project);
  const text = prefix + suffix;
  const snapshot = { uri, path: file, languageId, version: 1, text };
  const how = { trigger: 'automatic', indentUnit: guessIndentUnit(text) } as const;
  const { completion } = await engine.complete(snapshot, prefix.length, how, signal);
  engine.forget(uri);
  return completion && { text: completion.text, isRight: score(hole, completion).firstLine };
}
