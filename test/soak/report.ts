import type { Samples } from './samples.js';
import type { Watch } from './watch.js';

/** What was done, and what it took. */
export function report(watch: Watch, samples: Samples, disturbances: Map<string, number>): string {
  const results = [...new Set([...watch.results.values()].flatMap((each) => [...each.keys()]))].toSorted();
  const requests = [...watch.results].map(([client, each]) => [
    client,
    ...results.map((result) => each.get(result) ?? ''),
  ]);
  const memory = [...samples.memory.values()].map((each, index) => [
    `copy ${index + 1}`,
    Math.round((each.at(-1)?.age ?? 0) / 1000),
    ...[each[0], each.at(-1)].map((sample) => Math.round(sample?.megabytes ?? 0)),
    Math.round(Math.max(...each.map(({ megabytes }) => megabytes))),
  ]);
  const sizes = [...samples.tables].map(([name, each]) => [
    name,
    ...[each[0], each[Math.floor(each.length / 2)], each.at(-1)].map((size) => size?.rows ?? 0),
    Math.round((each.at(-1)?.bytes ?? 0) / 1024),
  ]);
  return [
    table(['requests', ...results], requests),
    `503 while PostgreSQL was up: ${watch.refusedWithoutOutage}`,
    table(['what happened', 'times'], [...disturbances]),
    table(['process', 'age in s', 'RSS in MB: first', 'last', 'most'], memory),
    table(['table', 'rows: first', 'middle', 'last', 'KiB'], sizes),
  ].join('\n\n');
}

type Cell = string | number;

function table(head: string[], rows: Cell[][]): string {
  const lines = [head, ...rows].map((row) => row.map(String));
  const widths = head.map((_, column) => Math.max(...lines.map((line) => (line[column] ?? '').length)));
  return lines
    .map((line) =>
      line
        .map((cell, column) =>
          column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
        )
        .join('  '),
    )
    .join('\n');
}
