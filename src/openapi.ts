import { writeFile } from 'node:fs/promises';
import { describeApi } from './server/openapi.document.js';

// `npm run openapi`: writes what stands in the repository for client generators and reviewers.
await writeFile('openapi.json', `${JSON.stringify(await describeApi(), null, 2)}\n`);
