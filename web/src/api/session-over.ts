let listener = () => {};

/** Says what happens when a request finds that the session has ended: it ran out, or was ended from elsewhere. */
export function onSessionOver(next: () => void): void {
  listener = next;
}

export function sessionIsOver(): void {
  listener();
}
