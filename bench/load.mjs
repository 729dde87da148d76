/**
 * The load generator, in a process of its own. It writes prepared bytes to plain sockets, one request at a time on each,
 * and reads no more of an answer than where it ends: on a machine with two cores a client that parses and builds objects
 * takes as much of them as the fastest server it is to measure.
 *
 * Told by its parent: `{ port, connections, seconds, requests }`, each request a text, sent in turn. At
 * most `limit` requests. Answers
 * `{ count, perSecond, p50, p99, statuses }`, milliseconds.
 */
import { connect } from 'node:net';

process.on('message', async (job) => {
  process.send(await run(job));
});
process.send('ready');

async function run({ port, connections, seconds, requests, limit = Infinity }) {
  const buffers = requests.map((request) => Buffer.from(request, 'latin1'));
  const latencies = [];
  const statuses = {};
  const start = performance.now();
  const end = start + seconds * 1000;
  let issued = 0;
  await Promise.all(Array.from({ length: connections }, visit));
  const elapsed = (performance.now() - start) / 1000;
  latencies.sort((a, b) => a - b);
  const at = (share) => latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))];
  return {
    count: latencies.length,
    perSecond: latencies.length / elapsed,
    p50: at(0.5),
    p99: at(0.99),
    statuses,
  };

  function visit() {
    return new Promise((resolve, reject) => {
      const socket = connect({ port, host: '127.0.0.1', noDelay: true });
      let sentAt = 0;
      let received = '';
      const send = () => {
        if (issued >= limit || performance.now() >= end) {
          socket.removeAllListeners('close').destroy();
          resolve();
          return;
        }
        received = '';
        sentAt = performance.now();
        socket.write(buffers[issued++ % buffers.length]);
      };
      socket.on('connect', send);
      socket.on('error', reject);
      socket.on('close', () => {
        statuses.closed = (statuses.closed ?? 0) + 1;
        resolve();
      });
      socket.on('data', (chunk) => {
        received += chunk.latin1Slice();
        if (isComplete(received)) {
          latencies.push(performance.now() - sentAt);
          const status = received.slice(9, 12);
          statuses[status] = (statuses[status] ?? 0) + 1;
          send();
        }
      });
    });
  }
}

function isComplete(text) {
  const head = text.indexOf('\r\n\r\n');
  if (head < 0) {
    return false;
  }
  const length = /\r\ncontent-length: (\d+)/i.exec(text);
  if (length) {
    return text.length >= head + 4 + Number(length[1]);
  }
  return text.startsWith('HTTP/1.1 204') || text.endsWith('\r\n0\r\n\r\n');
}

// The parent has gone.
process.on('disconnect', () => process.exit());
