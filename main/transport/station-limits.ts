import type { Rate } from './rate-limit.ts';

/** How much of this PC the local network may take. */
export type DoorLimits = {
  readonly connections: number;
  readonly connectionsPerAddress: number;
  /** Pages and calls together. */
  readonly perAddress: Rate;
  /** Calls of a PC that was not let in. */
  readonly perStranger: Rate;
  /** Calls of a station: several windows, each with its lists. */
  readonly perStation: Rate;
  readonly unpairedBodyBytes: number;
  readonly bodyBytes: number;
  /** From connecting to the last header. */
  readonly headersMs: number;
  /** From the headers to the end of the body. */
  readonly bodyMs: number;
  /** The same for a workbook, over a slow wireless network. */
  readonly uploadMs: number;
  readonly keepAliveMs: number;
  readonly checkEveryMs: number;
};

export const USUAL_LIMITS: DoorLimits = {
  connections: 256,
  connectionsPerAddress: 48,
  perAddress: { burst: 600, perSecond: 100 },
  perStranger: { burst: 30, perSecond: 1 },
  perStation: { burst: 400, perSecond: 60 },
  unpairedBodyBytes: 4_096,
  bodyBytes: 1_000_000,
  headersMs: 10_000,
  bodyMs: 15_000,
  uploadMs: 300_000,
  keepAliveMs: 75_000,
  checkEveryMs: 2_000,
};
