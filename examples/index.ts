// Stands in for `src/index.ts`, so that a folder of examples can be copied into `src/` as it is.
export * from '../src/index.js';
