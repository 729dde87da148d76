import { setFlagsFromString } from 'node:v8';

// While the modules load nearly everything lives on, so a young generation that doubles each time only costs memory (25 MB).
setFlagsFromString('--semi-space-growth-factor=1');
await import('./server/server.js');
setFlagsFromString('--semi-space-growth-factor=2');
