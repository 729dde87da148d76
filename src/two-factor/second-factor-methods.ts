import { Injectable } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import type { AccountTransaction } from '../users/account-transaction.js';
import { SecondFactorMethod } from './second-factor-method.js';

/** All ways to prove a second factor: whatever provider of any module is one. */
@Injectable()
export class SecondFactorMethods {
  private found: readonly SecondFactorMethod[] | undefined;

  constructor(private readonly discovery: DiscoveryService) {}

  /** The one that a valid body has an answer for. */
  answeredBy(body: object): SecondFactorMethod {
    return this.all.find(
      ({ property }) => (body as Record<string, unknown>)[property] !== undefined,
    ) as SecondFactorMethod;
  }

  named(name: string | null): SecondFactorMethod | undefined {
    return this.all.find((method) => method.name === name);
  }

  /** Whether the account has what keeps two-factor authentication on. */
  async hasPrimary(tx: AccountTransaction): Promise<boolean> {
    for (const method of this.all.filter(({ isPrimary }) => isPrimary)) {
      if (await method.isSetUp(tx)) {
        return true;
      }
    }
    return false;
  }

  /** The names of those that the account can use now. */
  async namesFor(tx: AccountTransaction): Promise<string[]> {
    const names: string[] = [];
    for (const method of this.all) {
      if (await method.isSetUp(tx)) {
        names.push(method.name);
      }
    }
    return names;
  }

  /** @param keepLogIns for an owner who turns two-factor authentication off: what logs in by itself goes on doing so. */
  async removeAll(tx: AccountTransaction, { keepLogIns }: { keepLogIns: boolean }): Promise<void> {
    for (const method of this.all) {
      if (!(keepLogIns && method.provesAllFactors)) {
        await method.removeAll(tx);
      }
    }
  }

  /** The usual one first. Not before all modules are there. */
  private get all(): readonly SecondFactorMethod[] {
    this.found ??= this.discovery
      .getProviders()
      .map(({ instance }) => instance as unknown)
      .filter((instance) => instance instanceof SecondFactorMethod)
      .toSorted((one, other) => one.rank - other.rank);
    return this.found;
  }
}
