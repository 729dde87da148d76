import { Injectable } from '@nestjs/common';
import type { Client } from '../client/client.decorator.js';
import { UserTurns } from '../rate-limiting/user-turns.js';
import { SecurityEventsService } from '../security-events/security-events.service.js';
import { NotAuthenticatedException } from '../sessions/session.exceptions.js';
import { SessionsService } from '../sessions/sessions.service.js';
import { AccountsService } from '../users/accounts.service.js';
import { ForeignOriginException } from './forward-auth.exceptions.js';
import { GateSessionsService } from './gate-sessions.service.js';

export interface LogOutRequest {
  host: string;
  gate: string | undefined;
  /** `Origin` */
  origin: string | undefined;
  /** `Sec-Fetch-Site`, which no page can write. */
  site: string | undefined;
}

/** Whoever logs out on one host is logged out everywhere: on all hosts and here. */
@Injectable()
export class GateLogOutService {
  constructor(
    private readonly gates: GateSessionsService,
    private readonly accounts: AccountsService,
    private readonly sessions: SessionsService,
    private readonly securityEvents: SecurityEventsService,
    private readonly turns: UserTurns,
  ) {}

  /** @throws ForeignOriginException when it is not a page of the host that asks. */
  async logOut({ host, gate, origin, site }: LogOutRequest, client: Client): Promise<void> {
    // A page whose Referrer-Policy is `no-referrer` has no origin to tell; a sandboxed one has none, and is another site.
    const isOfHost = origin === `https://${host}` || (origin === 'null' && site === 'same-origin');
    if (!isOfHost) {
      throw new ForeignOriginException();
    }
    const live = await this.gates.find(gate, host);
    if (!live) {
      return;
    }
    const { id, userId } = live.session;
    const onGone = () => new NotAuthenticatedException();
    await this.turns.run(userId, () =>
      this.accounts.open({ id: userId }, client, onGone, async (tx) => {
        if (await this.sessions.end(tx, id)) {
          await this.securityEvents.record(tx, 'authn_logout');
        }
      }),
    );
  }
}
