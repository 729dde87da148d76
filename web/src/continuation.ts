const AUTHORIZE = '/forward-auth/authorize';

/** Somebody on the way to a protected host, who has to do something here first (`src/forward-auth/authorization.service.ts`). */
export interface Continuation {
  need: 'log-in' | 'second-factor' | 'proof';
  /** Where it goes on. */
  address: string;
  host: string;
}

/** Of this page, however it goes on from here: the other screens have no query. */
export const continuation = readContinuation(window.location);

/** Leads to no other page than the one that sends people here, whoever wrote the query. */
function readContinuation({ search, origin }: Location): Continuation | undefined {
  const query = new URLSearchParams(search);
  const need = query.get('need');
  const wanted = query.get('continue') ?? '';
  if ((need !== 'log-in' && need !== 'second-factor' && need !== 'proof') || !URL.canParse(wanted, origin)) {
    return undefined;
  }
  const { origin: itsOrigin, pathname, search: itsSearch, searchParams } = new URL(wanted, origin);
  const host = searchParams.get('host');
  return itsOrigin === origin && pathname === AUTHORIZE && host !== null
    ? { need, address: pathname + itsSearch, host }
    : undefined;
}
