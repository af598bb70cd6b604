import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { Bounds } from '../../../main/shell/window-state.ts';
import {
  FRESH_STATE,
  loadWindowState,
  MINIMUM_SIZE,
  parseWindowState,
  placeWindow,
  saveWindowState,
} from '../../../main/shell/window-state.ts';

const SCREEN: Bounds = { x: 0, y: 0, width: 1920, height: 1040 };
const SECOND: Bounds = { x: 1920, y: 0, width: 1366, height: 728 };
const folder = mkdtempSync(join(tmpdir(), 'window-state-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('placing a window', () => {
  test('opens at 1366x768 in the middle of the first screen the first time', () => {
    expect(placeWindow(null, [SCREEN, SECOND])).toEqual({ x: 277, y: 136, width: 1366, height: 768 });
  });

  test('opens where it was', () => {
    const remembered = { x: 2000, y: 20, width: 1200, height: 700 };
    expect(placeWindow(remembered, [SCREEN, SECOND])).toEqual(remembered);
  });

  test('comes back to the first screen when its own was unplugged', () => {
    expect(placeWindow({ x: 2000, y: 20, width: 1200, height: 700 }, [SCREEN])).toEqual({
      x: 277,
      y: 136,
      width: 1366,
      height: 768,
    });
  });

  test('is never larger than a small screen', () => {
    const small = { x: 0, y: 0, width: 1024, height: 600 };
    expect(placeWindow(null, [small])).toEqual({ x: 0, y: 0, width: 1024, height: 600 });
  });

  test('is never smaller than can be worked with', () => {
    const placed = placeWindow({ x: 10, y: 10, width: 30, height: 30 }, [SCREEN]);
    expect([placed.width, placed.height]).toEqual([MINIMUM_SIZE.width, MINIMUM_SIZE.height]);
  });
});

describe('remembering a window', () => {
  test('gives back what was kept, and leaves no draft behind', () => {
    const file = join(folder, 'window.json');
    const state = { bounds: { x: 1, y: 2, width: 1300, height: 700 }, maximised: true, printSize: 125 } as const;
    saveWindowState(file, state);
    expect(loadWindowState(file)).toEqual(state);
    expect(readdirSync(folder)).toEqual(['window.json']);
  });

  test.each([
    ['no JSON at all', 'half a fi'],
    ['another value', '[1,2]'],
    ['nothing known', '{"other":1}'],
    ['bounds that are no numbers', '{"bounds":{"x":"1","y":2,"width":3,"height":null},"printSize":999}'],
  ])('starts afresh from %s', (_what, text) => {
    expect(parseWindowState(text)).toEqual(FRESH_STATE);
  });

  test('starts afresh without a file', () => {
    expect(loadWindowState(join(folder, 'missing.json'))).toEqual(FRESH_STATE);
  });
});
