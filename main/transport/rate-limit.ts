export type Rate = {
  /** Calls at once. */
  readonly burst: number;
  /** Calls a second in the long run. */
  readonly perSecond: number;
};

type Bucket = { tokens: number; atMs: number };

/** Keys remembered before the full buckets are swept out: an attacker must not fill the memory with addresses. */
const SWEEP_ABOVE = 1000;

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
    const { burst } = this.#rate;
    const known = this.#buckets.get(key);
    if (known === undefined) {
      if (this.#buckets.size >= SWEEP_ABOVE) this.#sweep(nowMs);
      const fresh = { tokens: burst, atMs: nowMs };
      this.#buckets.set(key, fresh);
      return fresh;
    }
    known.tokens = this.#level(known, nowMs);
    known.atMs = nowMs;
    return known;
  }

  /** A clock that was set back brings nothing and takes nothing. */
  #level({ tokens, atMs }: Bucket, nowMs: number): number {
    const seconds = Math.max(0, nowMs - atMs) / 1000;
    return Math.min(this.#rate.burst, tokens + seconds * this.#rate.perSecond);
  }

  #sweep(nowMs: number): void {
    for (const [key, bucket] of this.#buckets) {
      if (this.#level(bucket, nowMs) >= this.#rate.burst) this.#buckets.delete(key);
    }
  }
}
