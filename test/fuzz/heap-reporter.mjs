/**
 * Loaded into the server with `--expose-gc --import`: on SIGWINCH (which nobody else listens to: Nest ends the process on
 * most others) it says how much of the heap is in use.
 */
process.on('SIGWINCH', () => {
  // Twice: what finalizers let go of in the first is collected in the second.
  globalThis.gc();
  globalThis.gc();
  process.stdout.write(`heapUsed ${process.memoryUsage().heapUsed}\n`);
});
