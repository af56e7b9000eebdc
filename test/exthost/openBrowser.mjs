import { createRequire } from 'node:module';
import path from 'node:path';

/**
 * As root, Chromium refuses its sandbox; in containers /dev/shm is small and there is no GPU. The rest keeps
 * it from asking the network for components, experiments and translations.
 */
const browserOptions = [
  '--no-sandbox',
  '--disable-dev-shm-usage',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-default-browser-check',
  '--no-first-run',
];

/**
 * A headless Chromium with a fresh profile below `root`; `origin` may use the clipboard.
 * Resolves to { page, close() }.
 */
export async function openBrowser(host, { root, origin, env }) {
  const { chromium } = createRequire(import.meta.url)(host.playwright);
  const context = await chromium.launchPersistentContext(path.join(root, 'browser'), {
    executablePath: host.browser,
    headless: true,
    args: browserOptions,
    env,
    viewport: { width: 1280, height: 800 },
    // Signals are the runner's business: it has a server to end as well.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin });
  const page = context.pages()[0] ?? (await context.newPage());
  return { page, close: () => context.close() };
}
