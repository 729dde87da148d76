import { parentPort, workerData } from 'node:worker_threads';
import type { EmbeddedPostgresWorkerData } from './embedded-postgres.js';
import { openCluster } from './pglite.cluster.js';
import { PgliteServer } from './pglite.server.js';

// PGlite computes on the thread it is on; here it does not hold up the HTTP server.
const { dataDirectory, socketPath } = workerData as EmbeddedPostgresWorkerData;

const pglite = await openCluster(dataDirectory);
const server = await PgliteServer.listen(pglite, socketPath, (error) => {
  // Ends this thread, and so every connection to it: waiting queries fail at once.
  queueMicrotask(() => {
    throw error;
  });
});

parentPort?.once('message', () => {
  void server
    .close()
    .then(() => pglite.close())
    .then(() => process.exit());
});
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- that is for windows
parentPort?.postMessage('ready');
