import assert from 'node:assert/strict';
import { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';

import { repository } from '../../scripts/bundle/repository.mjs';
import { eventually } from './eventually.mjs';
import { act, answerFileDialog, openView, palette, row } from './modelsView.mjs';

/**
 * Models without a network: a file of the user's is added, chosen in the settings file, carried out and in as a kit,
 * used, moved with the models folder while it is in use, and deleted.
 */
export async function liveWithOwnModels(bench, { workspace }) {
  const { page } = bench;
  const place = path.join(workspace, '..', 'own');
  const [own, kit, moved] = ['my-model.gguf', 'kit', 'moved'].map((name) => path.join(place, name));
  for (const folder of [kit, moved]) mkdirSync(folder, { recursive: true });
  const models = path.join(repository, 'media/models');
  const [bundled] = readdirSync(models).filter((name) => name.endsWith('.gguf'));
  copyFileSync(path.join(models, bundled), own);
  const inUse = (what, file) =>
    eventually(what, async () => (await bench.diagnostics()).model?.file === file);
  try {
    await openView(bench);
    await palette(page, 'Inkling: Add Model from File…');
    await answerFileDialog(page, 'Add a code model', own);
    await row(page, 'my-model.gguf').waitFor();

    const first = (await bench.untilReady()).model.file;
    bench.changeSettings({ 'inkling.model.path': own });
    await inUse('the settings file chooses a model', own);
    await row(page, /my-model\.gguf/)
      .filter({ hasText: 'in use' })
      .waitFor();
    bench.changeSettings({ 'inkling.model.path': undefined });
    await inUse('without it the bundled one is used', first);

    await palette(page, 'Inkling: Export Model Kit…');
    await page
      .getByRole('option', { name: /my-model/ })
      .first()
      .click();
    await answerFileDialog(page, 'Put the kit here', kit);
    await eventually('the kit is whole', () => existsSync(path.join(kit, 'inkling-kit.json')));
    await palette(page, 'Inkling: Import Model Kit…');
    await answerFileDialog(page, 'Import a model kit', kit);
    const imported = bench.modelFile(path.join('imported', 'my-model.gguf'));
    await eventually('the kit is imported', () => existsSync(imported));

    await palette(page, 'Inkling: Select Model…');
    await page.getByPlaceholder(/Type to filter/).waitFor();
    await page.keyboard.insertText(path.join('imported', 'my-model.gguf'));
    await page
      .getByRole('option', { name: /my-model/ })
      .first()
      .click();
    await inUse('the imported model completes', imported);
    await eventually('the choice is kept', () => bench.userSetting('inkling.model.path') === imported);

    await palette(page, 'Inkling: Move the Models Folder…');
    await answerFileDialog(page, 'Move the models here', moved);
    const there = path.join(moved, 'imported', 'my-model.gguf');
    await inUse('the model in use has moved along', there);
    assert.ok(!existsSync(imported), 'nothing stays behind');
    await bench.shot('models-own');

    const question = page.locator('.monaco-dialog-box');
    await act(bench, /in use/, 'Delete Model…', () => question.isVisible());
    await bench.shot('models-delete-in-use');
    await question.getByRole('button', { name: 'Delete' }).click();
    await eventually('the file is gone', () => !existsSync(there));
    await inUse('the bundled model takes its place', first);
    assert.ok(existsSync(own), 'a file of the user’s is never deleted');
  } catch (error) {
    // Before the view goes away.
    await bench.shot('models-own-stopped-here');
    throw error;
  } finally {
    bench.changeSettings({ 'inkling.model.path': undefined });
    bench.userSettings({ 'inkling.model.path': undefined, 'inkling.model.folder': undefined });
    rmSync(place, { recursive: true, force: true });
    await bench.untilReady();
    await page.keyboard.press('Control+Shift+e');
  }
}
