/**
 * Cuts the characters that Noto Sans SC (npm) lacks out of Noto Sans CJK SC (Debian; both SIL Open Font License) into
 * main/documents/paper/rare-glyphs.otf. Run by hand when the npm font changes; the result is committed:
 *   node build/scripts/make-paper-glyphs.ts     needs fonts-noto-cjk, fontconfig and python3-fonttools
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const SHIPPED = join(ROOT, 'node_modules/@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf');
const OUTPUT = join(ROOT, 'main/documents/paper/rare-glyphs.otf');

const ask = (program: string, ...args: string[]): string => execFileSync(program, args, { encoding: 'utf8' }).trim();

/** Code points of a font file, as fontconfig lists them: ranges of hexadecimal numbers. */
function coverage(path: string, index: string): Set<number> {
  const covered = new Set<number>();
  for (const range of ask('fc-query', '-i', index, '-f', '%{charset}', path).split(' ')) {
    const [from, to] = range.split('-').map((hex) => Number.parseInt(hex, 16));
    for (let code = from ?? 0; code <= (to ?? from ?? -1); code += 1) covered.add(code);
  }
  return covered;
}

const [path = '', index = ''] = ask('fc-match', '-f', '%{file}:%{index}', 'Noto Sans CJK SC:style=Regular').split(':');
const shipped = coverage(SHIPPED, '0');
const HANGUL = /\p{Script=Hangul}/u;
const missing = [...coverage(path, index)]
  .filter((code) => !shipped.has(code) && code > 0x20 && !HANGUL.test(String.fromCodePoint(code)))
  .sort((a, b) => a - b);
const folder = mkdtempSync(join(tmpdir(), 'paper-glyphs-'));
try {
  const list = join(folder, 'unicodes.txt');
  writeFileSync(list, missing.map((code) => code.toString(16)).join('\n'));
  ask(
    '/usr/bin/python3',
    '-m',
    'fontTools.subset',
    path,
    `--font-number=${index}`,
    `--unicodes-file=${list}`,
    `--output-file=${OUTPUT}`,
    '--layout-features=',
    '--no-hinting',
    '--name-IDs=0,1,2,3,4,6,13,14',
    '--drop-tables+=vhea,vmtx,VORG,BASE,GPOS,GSUB,GDEF',
  );
  console.log(`${missing.length} characters, ${statSync(OUTPUT).size} bytes`);
} finally {
  rmSync(folder, { recursive: true });
}
