import { expect, test } from 'vitest';
import { StatusReader } from '../../../main/devices/status-bytes.ts';

const read = (...bytes: number[]) => new StatusReader().read(Uint8Array.from(bytes));

test('answers to DLE EOT and to GS r are told apart', () => {
  expect(read(0x12, 0x00, 0x7e, 0x0c)).toEqual([
    { type: 'realTime', byte: 0x12 },
    { type: 'transmitted', byte: 0x00 },
    { type: 'realTime', byte: 0x7e },
    { type: 'transmitted', byte: 0x0c },
  ]);
});

test('the four bytes of an automatic status are one answer, however they arrive', () => {
  const reader = new StatusReader();
  expect(reader.read(Uint8Array.of(0x18, 0x00))).toEqual([]);
  expect(reader.read(Uint8Array.of(0x0c, 0x0f, 0x00))).toEqual([
    { type: 'automatic', offline: true, paperOut: true },
    { type: 'transmitted', byte: 0x00 },
  ]);
});

test('an automatic status that breaks off is forgotten when the next begins', () => {
  expect(read(0x14, 0x00, 0x14, 0x00, 0x00, 0x0f, 0x00)).toEqual([
    { type: 'automatic', offline: false, paperOut: false },
    { type: 'transmitted', byte: 0x00 },
  ]);
});

test('flow control and noise say nothing', () => {
  expect(read(0x11, 0x13, 0xff, 0x80)).toEqual([]);
});
