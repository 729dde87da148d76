import { Registry } from 'prom-client';

/** Of all our metrics. Not prom-client's own, which belongs to the whole process, and so to the host. */
export const registry = new Registry();
