import { eventually } from './eventually.mjs';

const clickWithinMs = 5_000;
const happensWithinMs = 10_000;
const lookUpMs = 1_000;

/** Opens the Models view from the activity bar. */
export async function openView({ page }) {
  const title = page.locator('.sidebar .composite.title', { hasText: 'Inkling' });
  await eventually('the Models view is open', async () => {
    if (!(await title.isVisible()))
      await page
        .locator('.activitybar a.action-label[aria-label^="Inkling"]')
        .click({ timeout: clickWithinMs });
    return eventually('open', () => title.isVisible(), happensWithinMs);
  });
  await row(page, 'On This Machine').waitFor();
}

/** The first row of the view that says so. */
export function row(page, text) {
  return page.locator('.pane-body .monaco-list-row', { hasText: text }).first();
}

/**
 * The inline action of a row appears under the mouse. A click that meets a row just when it is drawn anew is lost, for a
 * user too: who sees nothing happen clicks again.
 */
export async function act({ page }, text, action, isDone) {
  const line = row(page, text);
  await eventually(action, async () => {
    if (await isDone()) return true;
    await line.hover({ timeout: clickWithinMs });
    await line.getByRole('button', { name: action }).first().click({ timeout: clickWithinMs });
    return eventually(action, isDone, happensWithinMs);
  });
}

/** For a command that asks something: the list of commands gives way to the question. */
export async function palette(page, title) {
  await page.keyboard.press('F1');
  await page.locator('.quick-input-widget input').waitFor({ state: 'visible' });
  await page.keyboard.insertText(title);
  await page.getByRole('option', { name: title }).first().click();
}

/** VS Code's own dialog for files, as the browser has it: a line to write the path into. */
export async function answerFileDialog(page, title, file) {
  await page.locator('.quick-input-title', { hasText: title }).waitFor();
  const input = page.locator('.quick-input-widget input').first();
  await eventually(`${file} is taken`, async () => {
    if (!(await input.isVisible())) return true;
    await input.fill(file);
    // It looks the path up before it takes it.
    await page.waitForTimeout(lookUpMs);
    await page.keyboard.press('Enter');
    return input.waitFor({ state: 'hidden', timeout: clickWithinMs }).then(() => true);
  });
}
