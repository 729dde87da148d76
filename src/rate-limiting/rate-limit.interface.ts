/** A limit on how often something may happen for one key: an address, an account, or both together. */
export interface RateLimit {
  name: string;
  /** How often. */
  points: number;
  /** In how many seconds, from the first time on. */
  duration: number;
}
