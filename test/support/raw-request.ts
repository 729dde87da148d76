import { once } from 'node:events';
import { connect } from 'node:net';

/** Sends bytes as they are, since `fetch` refuses to send what is not valid, and gives the whole answer as text. */
export async function rawRequest(url: string, text: string): Promise<string> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  const chunks: Buffer[] = [];
  socket.on('data', (chunk) => chunks.push(chunk));
  // A server that has read enough may reset the connection after its answer.
  socket.on('error', () => {});
  socket.write(text);
  await once(socket, 'close');
  return Buffer.concat(chunks).toString();
}

/** A request without a body, with headers as they are given, after which the server closes the connection. */
export function rawText(requestLine: string, headers: string[] = []): string {
  return [requestLine, 'Host: localhost', 'Connection: close', ...headers, '', ''].join('\r\n');
}
