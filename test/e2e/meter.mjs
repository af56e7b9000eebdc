/** A hint that comes later than this comes too late; such keystrokes count as without. */
const waitAtMostMs = 600;
/** A brisk typist's pause. */
const waitAtLeastMs = 80;

/** Installs the meter in the page; every keystroke from now on is a sample. */
export function startMeter(page) {
  return page.evaluate(meterInPage);
}

/** Types so that each keystroke has the time to be followed by ghost text. */
export async function typeMeasured(page, text) {
  for (const character of text) {
    await page.keyboard.type(character, { delay: waitAtLeastMs });
    await page
      .waitForFunction(() => !window.inklingMeter.isPending(), undefined, { timeout: waitAtMostMs })
      // Too late is an answer as well: the next keystroke makes it a sample without.
      .catch(() => undefined);
  }
}

/**
 * { keystrokes, shown, p50, p95 }: milliseconds from the key's event until the document shows ghost text other
 * than before it, among the keystrokes that were followed by any before the next one.
 */
export async function readMeter(page) {
  const samples = await page.evaluate(() => window.inklingMeter.stop());
  const shown = samples.filter((ms) => ms !== null).sort((a, b) => a - b);
  return {
    keystrokes: samples.length,
    shown: shown.length,
    p50: percentile(shown, 0.5),
    p95: percentile(shown, 0.95),
  };
}

/** Nearest rank. */
function percentile(sorted, share) {
  const value = sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)];
  return value === undefined ? undefined : Math.round(value * 10) / 10;
}

function meterInPage() {
  const samples = [];
  let pending;
  const shownNow = () =>
    [...document.querySelectorAll('.monaco-editor [class*="ghost-text"]')]
      .map((element) => element.textContent)
      .join('');
  const settle = (ms) => {
    if (pending !== undefined) samples.push(ms);
    pending = undefined;
  };
  const onKey = (event) => {
    if (event.key.length !== 1) return;
    settle(null);
    pending = { at: performance.now(), shown: shownNow() };
  };
  const observer = new MutationObserver(() => {
    if (pending === undefined) return;
    const shown = shownNow();
    if (shown !== '' && shown !== pending.shown) settle(performance.now() - pending.at);
  });
  document.addEventListener('keydown', onKey, true);
  observer.observe(document.body, { subtree: true, childList: true, characterData: true });
  window.inklingMeter = {
    isPending: () => pending !== undefined,
    stop: () => {
      observer.disconnect();
      document.removeEventListener('keydown', onKey, true);
      settle(null);
      return samples;
    },
  };
}
