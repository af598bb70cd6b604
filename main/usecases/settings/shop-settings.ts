import type { PrinterSettings } from '../../../shared/domain/settings/printer.ts';
import { type PointsScheme, SCHEME_PRESETS, type SchemeId } from '../../../shared/domain/settings/scheme.ts';
import { must } from '../../../shared/kernel/assert.ts';
import { inTransaction, type ReadableDatabase } from '../../db/open-database.ts';
import { readSetting, writeSetting } from '../../db/repositories/settings-repository.ts';
import type { UseCaseContext } from '../context.ts';
import { recordAuditWithin } from '../staff/record-audit.ts';

const NO_PRINTER: PrinterSettings = { paperWidthMm: 58, connection: { type: 'none' }, automatic: true };

export function readShopName(db: ReadableDatabase): string | null {
  return readSetting(db, 'shop.name');
}

/** The scheme in force. Throws before the shop was initialised: no use case runs without one. */
export function readScheme(db: ReadableDatabase): PointsScheme {
  const id = must(readSetting(db, 'scheme.id'), 'the shop has a scheme') as SchemeId;
  return must(SCHEME_PRESETS[id], 'the scheme is one of the presets');
}

export function isDemo(db: ReadableDatabase): boolean {
  return readSetting(db, 'shop.demo') === 'yes';
}

export function readPrinter(db: ReadableDatabase): PrinterSettings {
  const text = readSetting(db, 'printer');
  return text === null ? NO_PRINTER : (JSON.parse(text) as PrinterSettings);
}

export function savePrinter(context: UseCaseContext, settings: PrinterSettings): PrinterSettings {
  return inTransaction(context.db, () => {
    const before = readPrinter(context.db);
    writeSetting(context.db, 'printer', JSON.stringify(settings));
    tellSettingWithin(context, '小票机', printerInWords(before), printerInWords(settings));
    return settings;
  });
}

/** Tells the audit trail what a setting was and is, in words; nothing when it stayed the same. */
function tellSettingWithin(context: UseCaseContext, setting: string, before: string, after: string): void {
  if (before === after) return;
  recordAuditWithin(context, { kind: 'setting_changed', subject: setting, detail: { before, after } });
}

/** The same in a transaction of its own, for settings that others keep. */
export function tellSetting(context: UseCaseContext, setting: string, before: string, after: string): void {
  inTransaction(context.db, () => tellSettingWithin(context, setting, before, after));
}

function printerInWords({ paperWidthMm, connection, automatic }: PrinterSettings): string {
  if (connection.type === 'none') return '没有';
  const where = connection.type === 'tcp' ? `${connection.host}:${connection.port}` : connection.path;
  return `${where}，${paperWidthMm}毫米，${automatic ? '自动打印' : '手动打印'}`;
}
