/** What Node.js alone can do on this machine. */
import { createServer } from 'node:http';

createServer((request, response) => {
  response.setHeader('Content-Type', 'application/json; charset=utf-8');
  response.end('{"ok":true}');
}).listen(Number(process.env.PORT), '127.0.0.1', () => process.send('ready'));

// The parent has gone.
process.on('disconnect', () => process.exit());
