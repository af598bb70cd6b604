/** Another PC that was let in, as the list of stations shows it. */
export type PairedStation = {
  readonly id: string;
  readonly name: string;
  readonly pairedAt: string;
  readonly lastSeenAt: string;
  readonly online: boolean;
  /** Where it was last seen while this host runs. */
  readonly address: string | null;
};

/** What the administrator chose: whether the doors are open, and where. */
export type DoorsSetting = {
  readonly open: boolean;
  readonly port: number;
  /** One of this PC's own addresses; null: all of them. */
  readonly address: string | null;
};

export const USUAL_DOORS: DoorsSetting = { open: false, port: 8443, address: null };

/** Why doors that should be open are not. */
export type DoorsTrouble = 'port_taken' | 'port_not_allowed' | 'address_gone' | 'not_opened';

/** A pairing code is good for one station, ten minutes and five wrong tries. */
export const PAIRING_CODE_DIGITS = 8;
export const PAIRING_CODE_MS = 10 * 60_000;
export const PAIRING_TRIES = 5;

export type PairingCode = {
  readonly digits: string;
  readonly expiresAtMs: number;
  readonly triesLeft: number;
};

export type PairingAttempt =
  | { readonly outcome: 'right' }
  | { readonly outcome: 'wrong'; readonly next: PairingCode | null; readonly triesLeft: number }
  | { readonly outcome: 'void' };

/** A fresh code from the digits that chance gave. */
export function freshCode(digits: string, nowMs: number): PairingCode {
  return { digits, expiresAtMs: nowMs + PAIRING_CODE_MS, triesLeft: PAIRING_TRIES };
}

/** Whether what somebody typed is the code; spaces and dashes between the digits do not matter. */
export function tryPairingCode(code: PairingCode | null, typed: string, nowMs: number): PairingAttempt {
  if (code === null || nowMs >= code.expiresAtMs) return { outcome: 'void' };
  if (typed.replace(/[\s-]/g, '') === code.digits) return { outcome: 'right' };
  const triesLeft = code.triesLeft - 1;
  return { outcome: 'wrong', next: triesLeft > 0 ? { ...code, triesLeft } : null, triesLeft };
}

/** A SHA-256 fingerprint in groups of four digits that two people can read to each other. */
export function fingerprintGroups(fingerprint: string): string[] {
  return fingerprint.replaceAll(':', '').match(/.{1,4}/g) ?? [];
}
