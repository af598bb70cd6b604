import { describe, expect, test } from 'vitest';
import { believedDay, type ClockEvidence, judgeClock } from '../../../shared/domain/settings/clock.ts';
import { localDate } from '../../../shared/kernel/local-date.ts';
import { clockText } from '../../../shared/messages/clock-text.ts';

/** Local noon of a day in UTC: these rules never look at zones. */
const noon = (day: string) => Date.parse(`${day}T12:00:00Z`);

function evidence(today: string, given: Partial<ClockEvidence> = {}): ClockEvidence {
  return {
    today: localDate(today),
    nowMs: noon(today),
    lastDocumentOn: localDate('2026-07-15'),
    lastSeen: { day: localDate('2026-07-15'), ms: noon('2026-07-15') },
    programSince: localDate('2025-06-01'),
    ...given,
  };
}

describe('the day this PC shows', () => {
  test.each(['2026-07-15', '2026-07-16', '2026-12-31', '2027-01-01', '2027-07-16'])('%s is believed', (today) => {
    expect(judgeClock(evidence(today))).toBeNull();
  });

  test('is behind when it is a day earlier than the last moment known', () => {
    expect(judgeClock(evidence('2026-07-14'))).toEqual({
      kind: 'behind',
      today: '2026-07-14',
      lastKnown: '2026-07-15',
    });
  });

  test('is ahead from 367 days after the last moment known', () => {
    expect(judgeClock(evidence('2027-07-16'))).toBeNull();
    expect(judgeClock(evidence('2027-07-17'))).toMatchObject({ kind: 'ahead', lastKnown: '2026-07-15' });
    expect(judgeClock(evidence('2036-07-15'))).toMatchObject({ kind: 'ahead' });
  });

  test('is before the program when the battery of the clock is empty', () => {
    const nothing = { lastDocumentOn: null, lastSeen: null };
    expect(judgeClock(evidence('2015-01-01', nothing))).toMatchObject({ kind: 'before_program' });
    expect(judgeClock(evidence('2026-01-01', nothing))).toBeNull();
    expect(judgeClock(evidence('2060-01-01', nothing))).toMatchObject({ kind: 'ahead' });
  });

  test('is put right by a time server across midnight without a word', () => {
    const lastSeen = { day: localDate('2026-07-16'), ms: Date.parse('2026-07-16T00:01:00Z') };
    const back = (nowMs: number) =>
      judgeClock(evidence('2026-07-15', { nowMs, lastSeen, lastDocumentOn: localDate('2026-07-16') }));
    expect(back(Date.parse('2026-07-15T23:58:00Z'))).toBeNull();
    expect(back(Date.parse('2026-07-15T23:50:00Z'))).toMatchObject({ kind: 'behind', lastKnown: '2026-07-16' });
  });

  test('is behind in another zone when the last document is dated tomorrow there', () => {
    // Entered at 01:00 in China on 16 July; the PC now says it is in London, an hour later.
    const lastSeen = { day: localDate('2026-07-15'), ms: Date.parse('2026-07-15T17:00:00Z') };
    const nowMs = Date.parse('2026-07-15T18:00:00Z');
    const judged = judgeClock(evidence('2026-07-15', { nowMs, lastSeen, lastDocumentOn: localDate('2026-07-16') }));
    expect(judged).toMatchObject({ kind: 'behind', lastKnown: '2026-07-16' });
  });

  test('passes the end of a year and 29 February like any other day', () => {
    const at = (last: string, today: string) =>
      judgeClock(
        evidence(today, { lastDocumentOn: localDate(last), lastSeen: { day: localDate(last), ms: noon(last) } }),
      );
    expect(at('2026-12-31', '2027-01-01')).toBeNull();
    expect(at('2027-01-01', '2026-12-31')).toMatchObject({ kind: 'behind' });
    expect(at('2028-02-28', '2028-02-29')).toBeNull();
    expect(at('2028-02-29', '2028-03-01')).toBeNull();
    expect(at('2028-02-29', '2029-03-01')).toBeNull();
    expect(at('2028-02-29', '2029-03-02')).toMatchObject({ kind: 'ahead' });
    expect(at('2028-03-01', '2028-02-29')).toMatchObject({ kind: 'behind' });
  });
});

test('a day that is not believed gives way to the last one that was', () => {
  const today = localDate('2036-01-01');
  expect(believedDay(today, null)).toBe('2036-01-01');
  expect(believedDay(today, judgeClock(evidence('2036-01-01')))).toBe('2026-07-15');
});

test('what is said names both days', () => {
  const ahead = judgeClock(evidence('2036-07-15'));
  expect(ahead && clockText(ahead)).toBe(
    '电脑日期是2036年7月15日，比上次用的日子晚了一年多（2026年7月15日）。请先改对电脑的日期；日期没有错，就由管理员确认后再办',
  );
});
