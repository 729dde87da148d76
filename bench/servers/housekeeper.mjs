/** A copy of the server that only does the housekeeping, once, at the first request. */
import { createApp } from '../../dist/server/app.setup.js';
import { HousekeepingService } from '../../dist/maintenance/housekeeping.service.js';
import { parseEnvironment } from '../../dist/options/load-environment.js';
import { twofoldEnvironment } from '../processes.mjs';

const { DATABASE_URL, PORT } = process.env;
const app = await createApp(parseEnvironment({ ...twofoldEnvironment, DATABASE_URL, PORT }));
await app.init();
process.on('message', async () => {
  await app.get(HousekeepingService).run();
  process.send('done');
});
process.send('ready');

// The parent has gone.
process.on('disconnect', () => process.exit());
