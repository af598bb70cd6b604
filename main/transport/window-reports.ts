import type { Refusal } from '../../shared/contract/base.ts';
import { err, ok, type Result } from '../../shared/kernel/result.ts';

const AT_MOST = 30;
const WITHIN_MS = 10 * 60_000;

/** A window that broke, in its own words. */
export type WindowReport = { readonly place: string; readonly message: string; readonly stack: string };

/**
 * Faults of windows, on their way into the host's log. Anybody may send them, signed in or not, so that a broken
 * sign-in screen is heard of too: therefore only so many in a while.
 */
export class WindowReports {
  private taken: number[] = [];

  /** The incident number under which the report was kept, or `fault_reports_too_many`. */
  take(
    report: WindowReport,
    nowMs: number,
    record: (error: unknown, procedure: string) => string,
  ): Result<{ readonly incident: string }, Refusal> {
    this.taken = this.taken.filter((at) => nowMs - at < WITHIN_MS);
    if (this.taken.length >= AT_MOST) return err({ code: 'fault_reports_too_many' });
    this.taken.push(nowMs);
    const error = new Error(report.message);
    error.stack = `${report.message}\n${report.stack}`;
    return ok({ incident: record(error, `window ${report.place}`) });
  }
}
