import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { PrintSize } from '../../shared/contract/shell-api.ts';

/** A rectangle on the desktop in device-independent pixels. */
export interface Bounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** What a window remembers from one day to the next. `bounds` are those of the window when not maximised. */
export interface WindowState {
  readonly bounds: Bounds | null;
  readonly maximised: boolean;
  readonly printSize: PrintSize;
}

export const FRESH_STATE: WindowState = { bounds: null, maximised: false, printSize: 100 };
export const MINIMUM_SIZE = { width: 1024, height: 640 } as const;
const FIRST_SIZE = { width: 1366, height: 768 } as const;
const PRINT_SIZES: readonly PrintSize[] = [100, 125, 150];

/** @returns the print size of that many per cent, or null when there is none. */
export function asPrintSize(value: unknown): PrintSize | null {
  return PRINT_SIZES.find((size) => size === value) ?? null;
}

function asBounds(value: unknown): Bounds | null {
  if (typeof value !== 'object' || value === null) return null;
  const { x, y, width, height } = value as Record<string, unknown>;
  if (typeof x !== 'number' || typeof y !== 'number' || typeof width !== 'number' || typeof height !== 'number')
    return null;
  return [x, y, width, height].every(Number.isFinite) ? { x, y, width, height } : null;
}

/** Reads a remembered state; anything unusable in it counts as not remembered. */
export function parseWindowState(text: string): WindowState {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return FRESH_STATE;
  }
  if (typeof value !== 'object' || value === null) return FRESH_STATE;
  const { bounds, maximised, printSize } = value as Record<string, unknown>;
  return { bounds: asBounds(bounds), maximised: maximised === true, printSize: asPrintSize(printSize) ?? 100 };
}

/**
 * Where to open the window: as remembered when that is still on a screen (one may have been unplugged), otherwise in
 * the middle of the first screen and never larger than it.
 */
export function placeWindow(remembered: Bounds | null, screens: readonly Bounds[]): Bounds {
  const first = screens[0] ?? { x: 0, y: 0, ...FIRST_SIZE };
  const home = remembered === null ? undefined : screens.find((screen) => overlap(remembered, screen) > 0.5);
  const screen = home ?? first;
  const wanted = home === undefined || remembered === null ? FIRST_SIZE : remembered;
  const width = Math.min(Math.max(wanted.width, MINIMUM_SIZE.width), screen.width);
  const height = Math.min(Math.max(wanted.height, MINIMUM_SIZE.height), screen.height);
  if (home !== undefined && remembered !== null) return { x: remembered.x, y: remembered.y, width, height };
  return {
    x: screen.x + Math.floor((screen.width - width) / 2),
    y: screen.y + Math.floor((screen.height - height) / 2),
    width,
    height,
  };
}

/** The part of a window that lies on a screen, from 0 to 1. */
function overlap(window: Bounds, screen: Bounds): number {
  const width = Math.min(window.x + window.width, screen.x + screen.width) - Math.max(window.x, screen.x);
  const height = Math.min(window.y + window.height, screen.y + screen.height) - Math.max(window.y, screen.y);
  const area = window.width * window.height;
  return width <= 0 || height <= 0 || area <= 0 ? 0 : (width * height) / area;
}

/** Reads the remembered state of a file; a missing file is a fresh state. */
export function loadWindowState(file: string): WindowState {
  try {
    return parseWindowState(readFileSync(file, 'utf8'));
  } catch {
    return FRESH_STATE;
  }
}

/** Writes the state whole or not at all. Failing to remember a window is not worth disturbing anyone for. */
export function saveWindowState(file: string, state: WindowState): void {
  const draft = `${file}.new`;
  try {
    writeFileSync(draft, JSON.stringify(state));
    renameSync(draft, file);
  } catch (error) {
    process.stderr.write(`window state not kept: ${String(error)}\n`);
  }
}
