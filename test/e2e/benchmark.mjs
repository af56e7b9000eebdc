import assert from 'node:assert/strict';

import { eventually } from './eventually.mjs';

const themes = {
  light: 'Default Light Modern',
  dark: 'Default Dark Modern',
  contrast: 'Default High Contrast',
};
const measureWithinMs = 180_000;

/** From the palette to the page, with what is chosen beforehand in every list, in three themes. */
export async function benchmarkOnMyCode(bench) {
  const { page } = bench;
  await choose(page, 'F1', 'Inkling: Benchmark Models on My Code…');
  // The lists have the bundled model and the workspace's folder chosen already.
  for (const question of ['Which models', 'On which code']) {
    await page.getByPlaceholder(new RegExp(question)).waitFor();
    await page.keyboard.press('Enter');
  }
  await page.getByPlaceholder(/How thorough/).waitFor();
  await page.keyboard.press('Enter');
  const content = page.frameLocator('iframe.webview').frameLocator('iframe#active-frame');
  await content.getByRole('heading', { name: 'Side by side' }).waitFor({ timeout: measureWithinMs });
  const table = await content.locator('table').first().innerText();
  assert.match(table, /line exactly right\s+\d+ %/);
  assert.match(table, /memory\s+\d+ MB/);
  const ink = new Set();
  for (const [name, theme] of Object.entries(themes)) {
    bench.changeSettings({ 'workbench.colorTheme': theme });
    await eventually(`the page is in the colours of ${theme}`, async () => {
      const colour = await content
        .locator('h2')
        .first()
        .evaluate((heading) => getComputedStyle(heading).color);
      const isNew = !ink.has(colour);
      if (isNew) ink.add(colour);
      return isNew;
    });
    await bench.shot(`benchmark-${name}`);
  }
  bench.changeSettings({ 'workbench.colorTheme': undefined });
}

async function choose(page, key, text) {
  await page.keyboard.press(key);
  await page.locator('.quick-input-widget input').waitFor({ state: 'visible' });
  await page.keyboard.insertText(text);
  await page.getByRole('option', { name: text }).first().click();
}
