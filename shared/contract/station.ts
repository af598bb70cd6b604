import { type } from '@orpc/contract';
import { z } from 'zod';
import type { DoorsTrouble, PairedStation } from '../domain/station/station.ts';
import { procedure, zText } from './base.ts';

/** Where this window is: at the shop's own PC, or at another one that may still have to be let in. */
export type StationHere = {
  readonly place: 'shop_pc' | 'unpaired' | 'station';
  readonly name: string | null;
  /** SHA-256 of the certificate of the stations' door; null at the shop's own PC. */
  readonly fingerprint: string | null;
};

/** Asked by every window every few seconds. */
export type Pulse = {
  /** Another text whenever anything was written by anybody: what was read before may be old. */
  readonly mark: string;
  readonly doorsOpen: boolean;
  readonly stationsOnline: number;
  readonly trouble: DoorsTrouble | null;
  /** The name of the station that asks; null at the shop's own PC. */
  readonly station: string | null;
};

export type DoorsState = {
  readonly open: boolean;
  readonly port: number;
  /** Null: all addresses. */
  readonly address: string | null;
  /** This PC's own, to choose from. */
  readonly addresses: readonly string[];
  /** What a station's browser is to open; the likeliest first. */
  readonly urls: readonly string[];
  readonly fingerprint: string | null;
  readonly trouble: DoorsTrouble | null;
  readonly pairing: {
    readonly digits: string;
    readonly secondsLeft: number;
    readonly triesLeft: number;
  } | null;
  readonly stations: readonly PairedStation[];
};

const ADMINISTRATOR = ['administrator'] as const;

export const stationContract = {
  here: procedure('public', '这个窗口在主机上，还是在一台分机上').output(type<StationHere>()),
  pair: procedure('public', '用主机上显示的配对码把这台电脑接为分机')
    .input(z.object({ code: z.string().max(32), name: zText(24).pipe(z.string().min(1)) }))
    .output(type<{ readonly name: string }>()),
  pulse: procedure('signed_in', '账目有没有变动，分机是否开放').output(type<Pulse>()),
  doors: procedure(ADMINISTRATOR, '分机的开放状态、指纹和列表').output(type<DoorsState>()),
  openDoors: procedure(ADMINISTRATOR, '向局域网开放分机')
    .input(
      z.object({
        port: z.int().min(1024).max(65535).default(8443),
        address: z.string().min(1).max(64).nullable().default(null),
      }),
    )
    .output(type<DoorsState>()),
  closeDoors: procedure(ADMINISTRATOR, '关闭分机，立即断开所有分机').output(type<DoorsState>()),
  newPairingCode: procedure(ADMINISTRATOR, '显示一个一次性的配对码').output(type<DoorsState>()),
  dropPairingCode: procedure(ADMINISTRATOR, '作废配对码').output(type<DoorsState>()),
  revoke: procedure(ADMINISTRATOR, '撤销一台分机，立即断开')
    .input(z.object({ id: z.string().min(1).max(64) }))
    .output(type<DoorsState>()),
};
