import { existsSync } from 'node:fs';
import path from 'node:path';

/**
 * Under `npm run`, npm hands down what it is and where it works, by which an npm started below would take itself
 * for the outer one. Only what leads to the registry is kept.
 */
const foreignVariables = /^(npm_|NODE$|INIT_CWD$)/i;
const registryVariables =
  /^npm_config_(registry|cache|(https?[_-]?)?proxy|noproxy|ca|cafile|strict_ssl|userconfig|globalconfig|nodedir)$/i;

/**
 * The variables for an npm that installs with the Node in `nodeFolder`, whatever Node and npm run this script:
 * that Node goes first, so that code-server is compiled by and for it. Headers: code-server's native modules
 * use Node-API, which any Node's headers serve, so those of this machine spare a download from nodejs.org.
 */
export function npmEnvironment(nodeFolder) {
  const own = Object.entries(process.env).filter(
    ([name]) => !foreignVariables.test(name) || registryVariables.test(name),
  );
  const ownPrefix = path.dirname(path.dirname(process.execPath));
  const headers = [ownPrefix, '/usr'].find((prefix) =>
    existsSync(path.join(prefix, 'include/node/node_api.h')),
  );
  return {
    ...Object.fromEntries(own),
    PATH: [nodeFolder, process.env.PATH].join(path.delimiter),
    ...(headers === undefined ? {} : { npm_config_nodedir: headers }),
    // A network that is not there should be known in seconds, not minutes.
    npm_config_fetch_retry_mintimeout: '1000',
    npm_config_fetch_retry_maxtimeout: '5000',
    npm_config_ignore_scripts: 'false',
    npm_config_update_notifier: 'false',
    PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: '1',
  };
}
