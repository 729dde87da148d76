import { Injectable, Module, type OnModuleInit } from '@nestjs/common';
import passport from 'passport';
import { Strategy } from 'passport-jwt';
import { afterEach, expect, it } from 'vitest';
import { TestHost } from '../../support/test-host.js';

class StrategyOfTheHost extends Strategy {
  constructor() {
    super({ jwtFromRequest: () => null, secretOrKey: 'of the host' }, () => {});
  }
}

const names = ['jwt', 'jwt-two-factor'];

afterEach(() => names.forEach((name) => passport.unuse(name)));

it.each(names)('a strategy that was named %s before ours stops the start', async (name) => {
  passport.use(name, new StrategyOfTheHost());
  await expect(TestHost.start('express', [])).rejects.toThrow(
    `The Passport strategy "${name}" is Twofold's, and StrategyOfTheHost is registered under that name, too`,
  );
});

it.each(names)('so does one that takes the name %s after ours', async (name) => {
  @Injectable()
  class Late implements OnModuleInit {
    onModuleInit(): void {
      passport.use(name, new StrategyOfTheHost());
    }
  }

  @Module({ providers: [Late] })
  class LateModule {}

  await expect(TestHost.start('express', [LateModule])).rejects.toThrow(
    `The Passport strategy "${name}" is Twofold's`,
  );
});
