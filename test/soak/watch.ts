/** A request that nobody knows the effect of: it was answered 503, or not at all. */
export class LostAnswer extends Error {}

/** The time is over before something came that was waited for. */
export class Over extends Error {}

/** Milliseconds in which every request is answered; the contract says 3 s, and the machine is busy. */
export const PATIENCE = 20_000;

interface Span {
  begin: number;
  end: number;
}

/**
 * Judges each answer, and counts it. Of the answers from 500 on only 503 is allowed, at any time; that there is no answer only
 * where a process was killed by `kill -9` between the request's begin and end. All else is a finding, and fails the run.
 */
export class Watch {
  readonly findings: string[] = [];
  /** By client and result. */
  readonly results = new Map<string, Map<string, number>>();
  /** By method, path without ids, and result. */
  readonly routes = new Map<string, number>();
  /** Answers 503 while PostgreSQL had been up for longer than {@link RECOVERY}. */
  refusedWithoutOutage = 0;
  private readonly kills: Span[] = [];
  private readonly outages: Span[] = [];

  constructor(private readonly start = Date.now()) {}

  /** Since the begin. */
  seconds(): string {
    return ((Date.now() - this.start) / 1000).toFixed(1);
  }

  find(who: string, what: string): void {
    this.findings.push(`${this.seconds()} s, ${who}: ${what}`);
  }

  /** Until the function that it returns is called, requests may stay without an answer. */
  killing(): () => void {
    return open(this.kills);
  }

  /** Until the function that it returns is called, 503 is expected. */
  outage(): () => void {
    return open(this.outages);
  }

  /**
   * @param request that rejects with a TypeError where there is no answer, as `fetch` does.
   * @throws LostAnswer
   */
  async judge<T extends { status: number }>(
    who: string,
    what: string,
    request: () => Promise<T>,
  ): Promise<T> {
    const begin = Date.now();
    const answer = await inTime(request()).catch((error: Error) => {
      // What is no TypeError was answered, and not as `openapi.json` says, or too late.
      const isAllowed = error instanceof TypeError && touches(this.kills, begin);
      this.count(who, what, isAllowed ? 'killed' : 'failed');
      if (!isAllowed) {
        this.find(who, `${what}: ${error.message} ${(error.cause as Error | undefined)?.message ?? ''}`);
      }
      throw new LostAnswer(what);
    });
    const { status } = answer;
    this.count(who, what, String(status));
    if (status === 503) {
      this.refusedWithoutOutage += touches(this.outages, begin - RECOVERY) ? 0 : 1;
      throw new LostAnswer(what);
    }
    if (status >= 500) {
      this.find(who, `${what}: ${status}`);
      throw new LostAnswer(what);
    }
    return answer;
  }

  /** How often this was answered so. */
  times(what: string, status: number): number {
    return this.routes.get(`${what} ${status}`) ?? 0;
  }

  /** How often nobody knows what came of this. */
  lost(what: string): number {
    const counts = ['503', 'killed', 'failed'].map((result) => this.routes.get(`${what} ${result}`) ?? 0);
    return counts.reduce((sum, count) => sum + count, 0);
  }

  private count(who: string, what: string, result: string): void {
    const results = this.results.get(who) ?? new Map<string, number>();
    this.results.set(who, results.set(result, (results.get(result) ?? 0) + 1));
    const route = `${what} ${result}`;
    this.routes.set(route, (this.routes.get(route) ?? 0) + 1);
  }
}

/** Milliseconds that a copy may take to have its connections back. */
const RECOVERY = 5000;

function open(spans: Span[]): () => void {
  const span = { begin: Date.now(), end: Number.POSITIVE_INFINITY };
  spans.push(span);
  return () => {
    span.end = Date.now();
  };
}

/** Whether one of these has touched the time since `begin`. */
function touches(spans: Span[], begin: number): boolean {
  return spans.some(({ end }) => end >= begin);
}

async function inTime<T>(request: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${PATIENCE} ms`)), PATIENCE);
  });
  return Promise.race([request, late]).finally(() => clearTimeout(timer));
}
