import { expect, test } from 'vitest';
import { isWindowsPrinter } from '../../../main/devices/windows-printer.ts';

test.for([
  'LPT1',
  'lpt2:',
  'PRN',
  '\\\\.\\LPT1',
  '\\\\localhost\\XP-58',
  '//localhost/XP-58',
  '\\\\192.168.1.5\\小票机 58',
])('%s is a printer', (path) => expect(isWindowsPrinter(path)).toBe(true));

test.for([
  'C:\\shop\\shop.db',
  'shop.db',
  'C:',
  '..\\shop.db',
  '\\\\localhost\\C$',
  '\\\\localhost\\C$\\shop\\shop.db',
  '//localhost/share/shop.db',
  '\\\\.\\PhysicalDrive0',
  '\\\\.\\C:',
  '\\\\?\\C:',
  '\\\\localhost\\share\\',
])('%s is none: nothing is written there', (path) => expect(isWindowsPrinter(path)).toBe(false));
