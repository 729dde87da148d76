import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';

export function describeMachine() {
  const memory = Math.round(totalmem() / 2 ** 30);
  const load = loadavg()[0].toFixed(1);
  return (
    `${new Date().toISOString().slice(0, 16).replace('T', ' ')} UTC, Node.js ${process.versions.node}, ` +
    `${availableParallelism()} x ${cpus()[0]?.model.trim()}, ${memory} GB; load average ${load} before the start.\n`
  );
}

/** As Markdown, so that it can be pasted. */
export function printTable(rows) {
  const lines = [
    ['', 'requests/s', 'ratio', 'p50 ms', 'p99 ms', 'CPU us'],
    ...rows.map(({ group, name, perSecond, ratio, p50, p99, cpu }) => [
      name,
      perSecond < 100 ? perSecond.toFixed(1) : Math.round(perSecond).toLocaleString('en'),
      rows.filter((row) => row.group === group).length > 1 ? ratio.toFixed(2) : '',
      p50.toFixed(2),
      p99.toFixed(1),
      Math.round(cpu).toLocaleString('en'),
    ]),
  ];
  const widths = lines[0].map((_, column) => Math.max(...lines.map((line) => line[column].length)));
  const print = (cells) => console.log(`| ${cells.join(' | ')} |`);
  lines.forEach((line, index) => {
    print(
      line.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]) : cell.padStart(widths[column]))),
    );
    if (index === 0) {
      print(widths.map((width, column) => (column === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`)));
    }
    // A new group begins with its own reference.
    if (rows[index]?.group !== rows[index - 1]?.group && index > 0 && index < rows.length) {
      print(widths.map((width) => ' '.repeat(width)));
    }
  });
}

export function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}
