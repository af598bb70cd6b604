import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { faultRecorder, LARGEST_LOG_BYTES } from '../../main/host/faults.ts';
import { WindowReports } from '../../main/transport/window-reports.ts';
import { refusalText } from '../../shared/messages/refusal-text.ts';
import { refusalOf, valueOf } from '../builders/shop.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'faults-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const record = (): ReturnType<typeof faultRecorder> => faultRecorder(folder, () => '2026-07-15T02:00:00.000Z');
const log = (name = 'faults.log'): string => readFileSync(join(folder, 'logs', name), 'utf8');

test('a fault is kept under the number that is answered', () => {
  const incident = record()(new Error('the drawer is stuck'), 'redemption.redeem');
  expect(incident).toMatch(/^260715-\d{4}$/);
  expect(log()).toContain(`2026-07-15T02:00:00.000Z ${incident} redemption.redeem\nError: the drawer is stuck`);
});

test('numbers of people do not come into the log', () => {
  const people = [
    '500239199001011234',
    '50023919900101123X',
    '500239900101123',
    '13900001101',
    '１３９００００１１０２',
  ];
  record()(
    new Error(`no such row: ${people.join(', ')}; entry 0190f3c2-1111-7000-8000-7390abcdef10`),
    'household.save',
  );
  record()(`thrown text 13900001103`, 'household.save');
  for (const number of [...people, '13900001102', '13900001103']) expect(log()).not.toContain(number);
  expect(log()).toContain('139****1101');
  expect(log()).toContain('500239********1234');
});

test('one fault takes a page at most, and the log never more than three files', () => {
  const keep = record();
  keep(new Error('x'.repeat(1_000_000)), 'ledger.export');
  expect(log().length).toBeLessThan(9_000);
  mkdirSync(join(folder, 'logs'), { recursive: true });
  for (const round of [1, 2, 3, 4]) {
    writeFileSync(join(folder, 'logs', 'faults.log'), `round ${round} `.padEnd(LARGEST_LOG_BYTES, '.'));
    keep(new Error(`after round ${round}`), 'p');
    expect(log()).toContain(`after round ${round}`);
    expect(statSync(join(folder, 'logs', 'faults.log')).size).toBeLessThan(9_000);
    expect(log('faults.1.log')).toMatch(new RegExp(`^round ${round} `));
  }
  expect(log('faults.2.log')).toMatch(/^round 3 /);
  expect(readdirSync(join(folder, 'logs')).sort()).toEqual(['faults.1.log', 'faults.2.log', 'faults.log']);
});

test('windows may report so many faults in a while and no more, and again later', () => {
  const reports = new WindowReports();
  const report = { place: '/households', message: 'TypeError: rows is null', stack: 'at List (index.js:1:2)' };
  for (let times = 0; times < 30; times += 1) {
    const { incident } = valueOf(reports.take(report, 1_000 + times, record()));
    expect(log()).toContain(`${incident} window /households\nTypeError: rows is null\nat List (index.js:1:2)`);
  }
  const refusal = refusalOf(reports.take(report, 2_000, record()));
  expect(refusalText(refusal)).toBe('出错太频繁，没有再记');
  expect(log().split('window /households')).toHaveLength(31);
  expect(valueOf(reports.take(report, 700_000, record())).incident).toMatch(/^260715-/);
});
