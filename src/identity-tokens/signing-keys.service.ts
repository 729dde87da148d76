import { Injectable, Logger } from '@nestjs/common';
import { type EntityManager, IsNull, MoreThan } from 'typeorm';
import { Clock } from '../clock/clock.js';
import { SecretCipher } from '../crypto/secret-cipher.js';
import { TwofoldDataSource } from '../database/twofold.data-source.js';
import { generateKey, type KeyPair, type PublicJwk, readKey } from './key-pair.js';
import { SigningKey, signingKeyContext } from './signing-key.entity.js';

/** Seconds. */
const DAY = 86_400;
/** How long a key signs. */
const ROTATION = 30 * DAY;
/** How long before it signs a key is published; longer than verifiers and the copies of this server remember the others. */
const PUBLISHED_BEFORE = 600;
/** How long after, for the tokens that it has signed. */
const PUBLISHED_AFTER = DAY;
/** After which the keys are read anew. */
const MAX_AGE = 60;

/** Any number, if it is the same in all releases; these are the letters `sign`. */
const LOCK_ID = '1936287598';

type LoadedKey = KeyPair & Pick<SigningKey, 'activeAt'>;

/**
 * The keys of identity tokens. The first one is made when it is needed, and from then on housekeeping lets one follow the
 * other, so a server that signs nothing has none.
 */
@Injectable()
export class SigningKeysService {
  private readonly logger = new Logger('SigningKeys');
  private loaded: { keys: Promise<LoadedKey[]>; until: Date } | undefined;

  constructor(
    private readonly dataSource: TwofoldDataSource,
    private readonly cipher: SecretCipher,
    private readonly clock: Clock,
  ) {}

  /** The key to sign with now. */
  async current(): Promise<KeyPair> {
    const now = this.clock.now();
    // The newest comes first.
    const key = (await this.load()).find(({ activeAt }) => activeAt <= now);
    return key ?? this.makeFirst();
  }

  /** What verifiers must know: the keys to come, the present one, and those whose tokens may still be about. */
  async published(): Promise<PublicJwk[]> {
    await this.current();
    return (await this.load()).map(({ publicJwk }) => publicJwk);
  }

  /** Lets a new key follow one that has signed for long enough. */
  async rotate(): Promise<void> {
    await this.alone(async (manager) => {
      const present = await manager.findOneBy(SigningKey, { retiredAt: IsNull() });
      if (present && present.activeAt <= this.clock.inSeconds(-ROTATION)) {
        const activeAt = this.clock.inSeconds(PUBLISHED_BEFORE);
        await manager.update(SigningKey, { id: present.id }, { retiredAt: activeAt });
        await this.insert(manager, activeAt);
      }
    });
  }

  private async makeFirst(): Promise<KeyPair> {
    await this.alone(async (manager) => {
      if (!(await manager.existsBy(SigningKey, { retiredAt: IsNull() }))) {
        await this.insert(manager, this.clock.now());
      }
    });
    this.loaded = undefined;
    const [key] = await this.load();
    return key as LoadedKey;
  }

  /** One process after the other. */
  private alone(work: (manager: EntityManager) => Promise<void>): Promise<void> {
    return this.dataSource.transaction(async (manager) => {
      await manager.query('SELECT pg_advisory_xact_lock($1)', [LOCK_ID]);
      await work(manager);
    });
  }

  private async insert(manager: EntityManager, activeAt: Date): Promise<void> {
    const { kid, text } = await generateKey();
    await manager.insert(SigningKey, {
      id: kid,
      privateKey: this.cipher.encrypt(text, signingKeyContext({ id: kid })),
      createdAt: this.clock.now(),
      activeAt,
      retiredAt: null,
    });
    this.logger.log('signing_key_made', { kid, activeAt });
  }

  private load(): Promise<LoadedKey[]> {
    const now = this.clock.now();
    if (!this.loaded || this.loaded.until <= now) {
      const loading = { keys: this.read(now), until: this.clock.inSeconds(MAX_AGE) };
      this.loaded = loading;
      void loading.keys.catch(() => {
        if (this.loaded === loading) {
          this.loaded = undefined;
        }
      });
    }
    return this.loaded.keys;
  }

  private async read(now: Date): Promise<LoadedKey[]> {
    const rows = await this.dataSource.manager.find(SigningKey, {
      where: [
        { retiredAt: IsNull() },
        { retiredAt: MoreThan(new Date(now.getTime() - PUBLISHED_AFTER * 1000)) },
      ],
      order: { activeAt: 'DESC' },
    });
    return Promise.all(
      rows.map(async ({ id, privateKey, activeAt }) => ({
        ...(await readKey({ kid: id, text: this.cipher.decrypt(privateKey, signingKeyContext({ id })) })),
        activeAt,
      })),
    );
  }
}
