import { fetchSession } from './fetch-session';
import type { Session } from './session.context';

/** Asks who is logged in: for all who want to know, and never twice at the same time. */
export class SessionQuestion {
  private running: Promise<void> | undefined;
  private next: Promise<void> | undefined;
  private isOutdated = false;

  constructor(private readonly onAnswer: (answer: Session) => void) {}

  /** For who needs an answer that is no older than the question. */
  readonly ask = (): Promise<void> => {
    if (!this.running) {
      return this.start();
    }
    this.next ??= this.running.then(() => {
      this.next = undefined;
      return this.ask();
    });
    return this.next;
  };

  /** For who can do with the answer to a question that is under way. */
  readonly askUnlessAsking = (): void => {
    if (!this.running || this.isOutdated) {
      void this.ask();
    }
  };

  /** Something newer is known than what the answer to the question under way can say. */
  outdate(): void {
    this.isOutdated = true;
  }

  private start(): Promise<void> {
    this.isOutdated = false;
    this.running = fetchSession()
      .then((answer) => {
        if (!this.isOutdated) {
          this.onAnswer(answer);
        }
      })
      .finally(() => {
        this.running = undefined;
      });
    return this.running;
  }
}
