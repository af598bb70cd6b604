export type Rate = {
  /** Calls at once. */
  readonly burst: number;
  /** Calls a second in the long run. */
  readonly perSecond: number;
};

type Bucket = { tokens: number; atMs: number };

/** Keys remembered; then the one that was quiet longest goes. Nobody fills the memory with addresses. */
const MOST_KEYS = 10_000;

/** A bucket of tokens for every key; a call takes one, time brings them back. */
export class RateLimit {
  readonly #rate: Rate;
  readonly #buckets = new Map<string, Bucket>();

  constructor(rate: Rate) {
    this.#rate = rate;
  }

  /** Takes a token. 0: go on; else the whole seconds until there is one again. */
  take(key: string, nowMs: number): number {
    const bucket = this.#refilled(key, nowMs);
    if (bucket.tokens < 1) return Math.max(1, Math.ceil((1 - bucket.tokens) / this.#rate.perSecond));
    bucket.tokens -= 1;
    return 0;
  }

  #refilled(key: string, nowMs: number): Bucket {
    const known = this.#buckets.get(key);
    const bucket = { tokens: known ? this.#level(known, nowMs) : this.#rate.burst, atMs: nowMs };
    // Put in anew: a map keeps the order of insertion, so that the first one is the quietest.
    this.#buckets.delete(key);
    this.#buckets.set(key, bucket);
    const [quietest] = this.#buckets.keys();
    if (this.#buckets.size > MOST_KEYS && quietest !== undefined) this.#buckets.delete(quietest);
    return bucket;
  }

  /** A clock that was set back brings nothing and takes nothing. */
  #level({ tokens, atMs }: Bucket, nowMs: number): number {
    const seconds = Math.max(0, nowMs - atMs) / 1000;
    return Math.min(this.#rate.burst, tokens + seconds * this.#rate.perSecond);
  }
}
