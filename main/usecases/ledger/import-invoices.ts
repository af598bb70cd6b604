import type { InboundDraft } from '../../../shared/domain/ledger/import/drafts.ts';
import type { FoundProblem, ProblemDetail } from '../../../shared/domain/ledger/import/import-problem.ts';
import type { ReadableDatabase } from '../../db/open-database.ts';
import { findInvoiceHolder } from '../../db/repositories/inbound-repository.ts';
import { codeKey } from './import-books.ts';

type Doubt = { readonly detail: ProblemDetail; readonly severity: FoundProblem['severity'] };

/**
 * Invoices of a file, each of which belongs to one document of its supplier. One that the books have under another
 * document would take the same goods in twice; one that the file itself has twice is for the clerk to look at.
 */
export class ImportInvoices {
  private readonly db: ReadableDatabase;
  /** Documents that the file takes back: their invoice is free again. */
  private readonly reversed: ReadonlySet<string>;
  private readonly seen = new Map<string, string>();

  constructor(db: ReadableDatabase, reversed: Iterable<string>) {
    this.db = db;
    this.reversed = new Set([...reversed].map(codeKey));
  }

  /** What is doubtful about the invoice of a row that would be added; null: nothing. */
  doubt({ invoiceNo, supplier, documentNo, date }: InboundDraft): Doubt | null {
    if (invoiceNo === '' || supplier === '') return null;
    const holder = findInvoiceHolder(this.db, supplier, invoiceNo);
    // A row without a number may be a late line of the same paper, which then is of the same day.
    const other =
      holder !== null &&
      !this.reversed.has(codeKey(holder.documentNo)) &&
      (documentNo === null ? holder.date !== date : codeKey(holder.documentNo) !== codeKey(documentNo));
    if (other) return { detail: { code: 'invoice_taken', documentNo: holder.documentNo }, severity: 'error' };
    if (documentNo === null) return null;
    const key = JSON.stringify([supplier, invoiceNo]);
    const first = this.seen.get(key) ?? documentNo;
    this.seen.set(key, this.reversed.has(codeKey(first)) ? documentNo : first);
    if (codeKey(first) === codeKey(documentNo) || this.reversed.has(codeKey(first))) return null;
    return { detail: { code: 'invoice_twice', documentNo: first }, severity: 'warning' };
  }
}
