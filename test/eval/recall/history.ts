/*
 * What recent edits are worth, told by a repository's own history: each changed place of a commit is cut out once, after
 * other files of the commit have been changed, in a random order. `npm run recall -- --history FOLDER`
 */
import { windowsOf } from '../../../src/completion/context/fileWindows';
import { importedFiles } from '../../../src/completion/context/importedFiles';
import { ProjectView } from '../../../src/completion/context/projectView';
import { recentEdits } from '../../../src/completion/context/recentEdits';
import { similarInProject } from '../../../src/completion/context/similarInProject';
import { wordsOf } from '../../../src/completion/context/similarity';
import { similarWindows } from '../../../src/completion/context/similarWindows';
import { languageFamily } from '../../../src/completion/syntax/languageFamily';
import { languageIdOf } from '../../../src/completion/syntax/languageOfPath';
import { Dice } from '../../../src/lab/dice';
import { LabProject } from '../../../src/lab/labProject';
import { GitHistory, type Hunk } from './gitHistory';
import { identifiersOf, Recall } from './measure';

const mostHoles = 3; // of one file in one commit
const mostOpen = 8;
const mostRecent = 12;
const expectedLines = 3;
const shownLines = 12;

export function recallOfHistory(folder: string): void {
  const history = new GitHistory(folder);
  const dice = new Dice(1);
  const recall = new Recall();
  let holes = 0;
  let recent: readonly string[] = [];
  const commits = history.commits();
  for (const commit of commits) {
    const changes = history.hunks(commit);
    const before = history.files(`${commit}^`);
    const after = history.files(commit);
    const paths = shuffled([...changes.keys()], dice);
    const files = [...before].map(([path, text]) => ({
      package: '',
      path,
      languageId: languageIdOf(path),
      text,
    }));
    const view = new ProjectView(new LabProject(files).shelves());
    for (const [index, path] of paths.entries()) {
      const done = paths.slice(0, index).reverse();
      const isDone = new Set(done);
      const textOf = (each: string): string => (isDone.has(each) ? after : before).get(each) ?? '';
      const places = (changes.get(path) ?? []).filter(({ count }) => count > 0);
      for (const hunk of shuffled(places, dice).slice(0, mostHoles)) {
        const { text, offset, expected } = holeAt(before.get(path) ?? '', after.get(path) ?? '', hunk);
        const wanted = identifiersOf(expected);
        if (wanted.size === 0) continue;
        holes += 1;
        const languageId = languageIdOf(path);
        const snapshot = { uri: `history:${path}`, path, languageId, version: 1, text };
        const around = text.slice(Math.max(0, offset - 1_500), offset + 500);
        const openPaths = [...new Set([...done, ...recent])]
          .filter((each) => each !== path && before.has(each) && languageIdOf(each) === languageId)
          .slice(0, mostOpen);
        const open = openPaths.map((each) =>
          windowsOf({ uri: `history:${each}`, path: each, languageId, version: 1, read: () => textOf(each) }),
        );
        const isOpen = new Set(openPaths);
        const today = [
          ...importedFiles(open, snapshot),
          ...similarWindows(open, wordsOf(around)),
          ...similarInProject(view, around, languageId, {
            family: languageFamily(languageId),
            mayRead: (page) => page.path !== path && !isOpen.has(page.path),
          }),
        ];
        const edits = done.flatMap((each) => editsOf(each, textOf(each), changes.get(each) ?? []));
        const here = identifiersOf(text);
        recall.add('without recent edits', today, wanted, here);
        const edited = recentEdits(edits, snapshot, wordsOf(around));
        recall.add('with recent edits', [...today, ...edited], wanted, here);
      }
    }
    recent = [...new Set([...paths, ...recent])].slice(0, mostRecent);
  }
  console.log(`${holes} changed places in ${commits.length} commits`);
  for (const row of recall.rows()) console.log(row);
}

/** The file before the change of this place, and with the changes above it. */
function holeAt(before: string, after: string, { oldEnd, start, count }: Hunk) {
  const lines = after.split('\n');
  const prefix = lines
    .slice(0, start)
    .map((line) => `${line}\n`)
    .join('');
  const suffix = before.split('\n').slice(oldEnd).join('\n');
  const expected = lines.slice(start, start + Math.min(expectedLines, count)).join('\n');
  return { text: prefix + suffix, offset: prefix.length, expected };
}

/** As the editor tells them: the lines and one before, the newest first. */
function editsOf(path: string, text: string, hunks: readonly Hunk[]) {
  const lines = text.split('\n');
  return hunks
    .filter(({ count }) => count > 0)
    .map(({ start, count }) => ({
      uri: `history:${path}`,
      path,
      languageId: languageIdOf(path),
      text: lines.slice(Math.max(0, start - 1), start + Math.min(count, shownLines)).join('\n'),
    }))
    .reverse();
}

function shuffled<T>(values: readonly T[], dice: Dice): readonly T[] {
  const rest = [...values];
  const mixed: T[] = [];
  while (rest.length > 0) {
    const value = dice.pick(rest);
    rest.splice(rest.indexOf(value), 1);
    mixed.push(value);
  }
  return mixed;
}
