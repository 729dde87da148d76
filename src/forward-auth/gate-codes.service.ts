import { Injectable } from '@nestjs/common';
import type { Client } from '../client/client.decorator.js';
import { Clock } from '../clock/clock.js';
import { generateToken, hashToken } from '../crypto/opaque-token.js';
import { TwofoldDataSource } from '../database/twofold.data-source.js';
import type { RateLimit } from '../rate-limiting/rate-limit.interface.js';
import { RateLimitsService } from '../rate-limiting/rate-limits.service.js';
import { UserTurns } from '../rate-limiting/user-turns.js';
import type { Session } from '../sessions/session.entity.js';
import type { AccountTransaction } from '../users/account-transaction.js';
import { AccountsService } from '../users/accounts.service.js';
import { WrongGateCodeException } from './forward-auth.exceptions.js';
import { GateCode } from './gate-code.entity.js';
import { GateSessionsService } from './gate-sessions.service.js';

/** Seconds; a redirect takes one. */
const LIFETIME = 60;

/** More than a person opens in that time, and less than fills a table. */
const issuedCodes: RateLimit = { name: 'gate-codes', points: 120, duration: 60 };

/** What a browser brings to a protected host. */
export interface PresentedCode {
  code: string;
  host: string;
  gate: string | undefined;
  gateState: string | undefined;
}

export interface OpenedGate {
  token: string;
  session: Pick<Session, 'rememberMe' | 'expiresAt'>;
  returnTo: string;
}

type CodeRow = Pick<GateCode, 'sessionId' | 'host' | 'stateHash' | 'returnTo' | 'expiresAt'>;

/** Carries a session to a protected host, whose cookie no other host ever sees. */
@Injectable()
export class GateCodesService {
  constructor(
    private readonly dataSource: TwofoldDataSource,
    private readonly accounts: AccountsService,
    private readonly gates: GateSessionsService,
    private readonly rateLimits: RateLimitsService,
    private readonly turns: UserTurns,
    private readonly clock: Clock,
  ) {}

  /** @throws TooManyAttemptsException */
  async issue(
    { id, userId }: Session,
    { host, stateHash, returnTo }: Pick<GateCode, 'host' | 'stateHash' | 'returnTo'>,
  ): Promise<string> {
    await this.rateLimits.charge(issuedCodes, userId);
    const code = generateToken();
    await this.dataSource.manager.insert(GateCode, {
      codeHash: hashToken(code),
      sessionId: id,
      host,
      stateHash,
      returnTo,
      expiresAt: this.clock.inSeconds(LIFETIME),
    });
    return code;
  }

  /**
   * Uses a code up, whatever becomes of it, and opens a gate of its session where it fits.
   *
   * @throws WrongGateCodeException
   */
  async redeem(presented: PresentedCode, client: Client): Promise<OpenedGate> {
    const userId = await this.ownerOf(presented.code);
    if (userId === undefined) {
      throw new WrongGateCodeException();
    }
    const onGone = () => new WrongGateCodeException();
    const opened = await this.turns.run(userId, () =>
      this.accounts.open({ id: userId }, client, onGone, (tx) => this.open(tx, presented)),
    );
    if (!opened) {
      throw new WrongGateCodeException();
    }
    return opened;
  }

  private async open(
    { manager }: AccountTransaction,
    { code, host, gate, gateState }: PresentedCode,
  ): Promise<OpenedGate | undefined> {
    const codeHash = hashToken(code);
    // Before the code's row, which the end of the session would delete in this order, too.
    const [session] = await manager.query<(OpenedGate['session'] & { id: string })[]>(
      `SELECT id, remember_me AS "rememberMe", expires_at AS "expiresAt" FROM sessions
       WHERE id = (SELECT session_id FROM gate_codes WHERE code_hash = $1) FOR KEY SHARE`,
      [codeHash],
    );
    const [[row]] = await manager.query<[CodeRow[], number]>(
      `DELETE FROM gate_codes WHERE code_hash = $1
       RETURNING host, state_hash AS "stateHash", return_to AS "returnTo", expires_at AS "expiresAt"`,
      [codeHash],
    );
    const isRight =
      row?.host === host &&
      gateState !== undefined &&
      row.stateHash.equals(hashToken(gateState)) &&
      row.expiresAt > this.clock.now();
    if (!session || !isRight) {
      return undefined;
    }
    const token = await this.gates.open(manager, session.id, host, gate);
    return { token, session, returnTo: row.returnTo };
  }

  private async ownerOf(code: string): Promise<string | undefined> {
    const [owner] = await this.dataSource.query<{ userId: string }[]>(
      `SELECT s.user_id AS "userId" FROM gate_codes c JOIN sessions s ON s.id = c.session_id
       WHERE c.code_hash = $1`,
      [hashToken(code)],
    );
    return owner?.userId;
  }
}
