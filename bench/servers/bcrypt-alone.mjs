/** What bcrypt alone can do at the cost that Twofold uses: each request is one comparison, one for each core at a time. */
import { createServer } from 'node:http';
import bcrypt from 'bcrypt';
import { JobQueue, maxParallelJobs } from '../../dist/jobs/job-queue.js';

const COST = 12;
const hash = await bcrypt.hash('correct horse battery staple', COST);
const queue = new JobQueue(maxParallelJobs(4), 64, 1);

createServer(async (_request, response) => {
  await queue.run(() => bcrypt.compare('correct horse battery staple', hash));
  response.end('ok');
}).listen(Number(process.env.PORT), '127.0.0.1', () => process.send('ready'));

// The parent has gone.
process.on('disconnect', () => process.exit());
