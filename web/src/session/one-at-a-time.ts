/** Does something for all who ask for it, and never twice at the same time. */
export class OneAtATime {
  private running: Promise<void> | undefined;
  private next: Promise<void> | undefined;

  constructor(private readonly work: () => Promise<void>) {}

  /** For who needs what begins no earlier than now. */
  readonly run = (): Promise<void> => {
    if (!this.running) {
      return this.start();
    }
    this.next ??= this.running.then(() => {
      this.next = undefined;
      return this.run();
    });
    return this.next;
  };

  /** For who can do with what is under way. */
  readonly join = (): Promise<void> => this.running ?? this.start();

  private start(): Promise<void> {
    this.running = this.work().finally(() => {
      this.running = undefined;
    });
    return this.running;
  }
}
