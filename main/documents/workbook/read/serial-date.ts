const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
/** Days between the two calendars of Excel: the Mac's begins on 1904-01-01. */
const DAYS_TO_1904 = 1_462;

/**
 * The day and minute of a spreadsheet's serial number. Serials before 61 are a day off because Excel inherited a
 * 29 February 1900 that never was. Null outside 1900 to 2199.
 */
export function serialDate(
  serial: number,
  from1904: boolean,
): { readonly date: string | null; readonly time: string | null } {
  const days = from1904 ? serial + DAYS_TO_1904 : serial < 60 ? serial + 1 : serial;
  if (!(days >= 1 && days < 109_939)) return { date: null, time: null };
  const minutes = Math.round((days - Math.floor(days)) * (DAY_MS / MINUTE_MS));
  const instant = new Date(Date.UTC(1899, 11, 30) + Math.floor(days) * DAY_MS + minutes * MINUTE_MS).toISOString();
  return { date: instant.slice(0, 10), time: Number.isInteger(days) ? null : instant.slice(11, 16) };
}
