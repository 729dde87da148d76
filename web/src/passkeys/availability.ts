import { useSyncExternalStore } from 'react';
import { hasWebAuthn } from './web-authn';

let isRefused = false;
const listeners = new Set<() => void>();

/** Not so where the browser has none, nor where the server said that it has none. */
export function arePasskeysAvailable(): boolean {
  return !isRefused && hasWebAuthn();
}

export function useArePasskeysAvailable(): boolean {
  return useSyncExternalStore(subscribe, arePasskeysAvailable);
}

/** The server has an address for which there can be none. */
export function notePasskeysUnavailable(): void {
  isRefused = true;
  listeners.forEach((listener) => listener());
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
