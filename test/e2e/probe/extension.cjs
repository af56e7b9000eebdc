const http = require('node:http');

const vscode = require('vscode');

/** Answers every request on the socket with Inkling's diagnostics as JSON; `null` before it is active. */
exports.activate = function activate(context) {
  const server = http.createServer((request, response) => {
    const api = vscode.extensions.getExtension('inkling.inkling')?.exports;
    Promise.resolve(api?.diagnostics?.() ?? null).then(
      (all) => response.end(JSON.stringify(all)),
      (error) => response.writeHead(500).end(String(error)),
    );
  });
  server.listen(process.env.INKLING_PROBE_SOCKET);
  context.subscriptions.push({ dispose: () => server.close() });
};
