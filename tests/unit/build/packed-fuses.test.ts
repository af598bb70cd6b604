import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPackage, getRawHeader } from '@electron/asar';
import { expect, onTestFinished, test } from 'vitest';
import { isSupported, pinnedElectron } from '../../../build/scripts/lib/electron-age.ts';
import { fuseProblems, integrityProblems } from '../../../build/scripts/lib/packed-fuses.ts';
import { startProblems } from '../../../build/scripts/lib/packed-start.ts';
import { ROOT } from '../../../build/scripts/lib/run.ts';

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'fuses-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

/** A file with the mark that Electron's programs carry, and the states of its fuses behind it. */
function programWith(states: string): string {
  const path = join(folder(), 'program');
  const wire = Buffer.concat([Buffer.of(1, states.length), Buffer.from(states)]);
  writeFileSync(path, Buffer.concat([Buffer.from('code dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'), wire]));
  return path;
}

test('a program fused as it must be has no problems, whatever the fuse that is left alone', async () => {
  expect(await fuseProblems(programWith('010011001'))).toEqual([]);
  expect(await fuseProblems(programWith('010011000'))).toEqual([]);
});

test.each([
  ['110011001', 'RunAsNode should be off'],
  ['000011001', 'EnableCookieEncryption should be on'],
  ['011011001', 'EnableNodeOptionsEnvironmentVariable should be off'],
  ['010111001', 'EnableNodeCliInspectArguments should be off'],
  ['010001001', 'EnableEmbeddedAsarIntegrityValidation should be on'],
  ['010010001', 'OnlyLoadAppFromAsar should be on'],
  ['010011101', 'LoadBrowserProcessSpecificV8Snapshot should be off'],
  ['010011011', 'GrantFileProtocolExtraPrivileges should be off'],
])('fuses %s: %s', async (states, problem) => {
  expect(await fuseProblems(programWith(states))).toEqual([expect.stringContaining(problem)]);
});

test('a fuse that a program does not know is a problem too', async () => {
  expect(await fuseProblems(programWith('0100110'))).toEqual([expect.stringContaining('GrantFile')]);
  expect(await fuseProblems(programWith('r10011001'))).toEqual([expect.stringContaining('RunAsNode')]);
});

test('the hash of the archive must stand inside a Windows program', async () => {
  const packed = folder();
  const source = folder();
  writeFileSync(join(source, 'main.js'), 'start()');
  mkdirSync(join(packed, 'resources'));
  const archive = join(packed, 'resources', 'app.asar');
  await createPackage(source, archive);
  const hash = createHash('sha256').update(getRawHeader(archive).headerString).digest('hex');
  const binary = join(packed, 'shop.exe');
  writeFileSync(binary, `MZ… [{"file":"resources\\\\app.asar","alg":"sha256","value":"${hash}"}]`);
  expect(integrityProblems(packed, 'win32', binary)).toEqual([]);
  writeFileSync(binary, `MZ… ${'0'.repeat(64)}`);
  expect(integrityProblems(packed, 'win32', binary)).toEqual([expect.stringContaining(hash)]);
});

test('whatever a misled program did is named', () => {
  const good = { page: 'app://shop/fault', hostRan: true, ranForeignCode: false, output: 'DevTools listening on' };
  expect(startProblems(good)).toEqual([]);
  expect(startProblems({ ...good, page: null })).toEqual([expect.stringContaining('no window')]);
  expect(startProblems({ ...good, page: 'file:///app/index.html' })).toHaveLength(1);
  expect(startProblems({ ...good, hostRan: false })).toHaveLength(1);
  expect(startProblems({ ...good, ranForeignCode: true })).toHaveLength(1);
  expect(startProblems({ ...good, output: 'Debugger listening on ws://127.0.0.1:1/x' })).toHaveLength(1);
});

test('Electron is pinned, and one of the three newest major versions counts as mended', () => {
  const manifest = readFileSync(join(ROOT, 'package.json'), 'utf8');
  expect(pinnedElectron(manifest)).toMatch(/^\d+\.\d+\.\d+$/);
  expect(() => pinnedElectron('{"devDependencies":{"electron":"^45.0.0"}}')).toThrow('not pinned');
  expect([isSupported('43.8.1', '45.4.1'), isSupported('42.9.9', '45.4.1')]).toEqual([true, false]);
});
