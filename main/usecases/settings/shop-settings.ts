import type { PrinterSettings } from '../../../shared/domain/settings/printer.ts';
import { type PointsScheme, SCHEME_PRESETS, type SchemeId } from '../../../shared/domain/settings/scheme.ts';
import { must } from '../../../shared/kernel/assert.ts';
import type { ReadableDatabase, WritableDatabase } from '../../db/open-database.ts';
import { readSetting, writeSetting } from '../../db/repositories/settings-repository.ts';

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

export function savePrinter(db: WritableDatabase, settings: PrinterSettings): PrinterSettings {
  writeSetting(db, 'printer', JSON.stringify(settings));
  return settings;
}
