/** Asks the user to prove who they are; resolves with whether they did. */
type Prover = () => Promise<boolean>;

let prover: Prover = () => Promise.resolve(false);
let pending: Promise<boolean> | undefined;

export function setProver(next: Prover): void {
  prover = next;
}

/** One dialog, however many requests wait for it. */
export function stepUp(): Promise<boolean> {
  pending ??= prover().finally(() => {
    pending = undefined;
  });
  return pending;
}
