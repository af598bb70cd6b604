import { existsSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { onPath, runQuiet, succeeds } from './run.ts';

/** Something the tests use that npm cannot bring, and the Debian packages that hold it. */
interface SystemPart {
  readonly what: string;
  readonly packages: readonly string[];
  readonly present: () => boolean;
}

const ELECTRON_LIBRARIES = [
  'libgtk-3-0',
  'libnss3',
  'libnspr4',
  'libasound2',
  'libgbm1',
  'libatk-bridge2.0-0',
  'libatk1.0-0',
  'libatspi2.0-0',
  'libcups2',
  'libdrm2',
  'libxss1',
  'libxtst6',
  'libxkbcommon0',
  'libxcomposite1',
  'libxdamage1',
  'libxrandr2',
  'libnotify4',
  'libsecret-1-0',
  'libx11-xcb1',
  'libxcb-dri3-0',
];

function hasChineseFont(): boolean {
  const list = spawnSync('fc-list', [':lang=zh-cn', 'family'], { encoding: 'utf8' });
  return list.status === 0 && list.stdout.trim() !== '';
}

const PARTS: readonly SystemPart[] = [
  { what: 'Chromium', packages: ['chromium'], present: () => existsSync('/usr/bin/chromium') },
  { what: 'Chinese fonts', packages: ['fonts-noto-cjk', 'fontconfig'], present: hasChineseFont },
  {
    what: 'openpyxl',
    packages: ['python3', 'python3-openpyxl'],
    present: () => succeeds('/usr/bin/python3', ['-c', 'import openpyxl']),
  },
  {
    what: 'LibreOffice Calc',
    packages: ['libreoffice-calc-nogui'],
    present: () => onPath('soffice') && existsSync('/usr/lib/libreoffice/program/libsclo.so'),
  },
  { what: 'poppler', packages: ['poppler-utils'], present: () => onPath('pdftotext') },
  { what: 'a virtual screen', packages: ['xvfb', 'xauth', 'dbus'], present: () => onPath('Xvfb') },
  { what: 'strace', packages: ['strace'], present: () => onPath('strace') },
  { what: 'unzip', packages: ['unzip'], present: () => onPath('unzip') },
  {
    what: "Electron's libraries",
    packages: ELECTRON_LIBRARIES,
    present: () => succeeds('dpkg-query', ['-W', ...ELECTRON_LIBRARIES]),
  },
];

function mayInstall(): boolean {
  return process.platform === 'linux' && process.getuid?.() === 0 && onPath('apt-get');
}

/**
 * Makes sure that browser, fonts and office programs for the tests are there: installs what is missing where that is
 * possible (root on Debian), otherwise says what to install.
 * @returns what is still missing, for people to read; empty when all is well.
 */
export async function ensureSystemParts(): Promise<readonly string[]> {
  const missing = PARTS.filter((part) => !part.present());
  if (missing.length === 0) return [];
  const names = missing.map((part) => part.what).join(', ');
  const packages = missing.flatMap((part) => part.packages);
  if (!mayInstall()) return [`missing: ${names}; as root: apt-get install -y ${packages.join(' ')}`];
  console.log(`installing ${names} with apt-get`);
  const quiet = ['-o', 'DPkg::Lock::Timeout=300', '-qq', '-y'];
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  for (const args of [['update'], ['install', '--no-install-recommends', ...packages]]) {
    const done = await runQuiet('apt-get', [...quiet, ...args], { env });
    if (done.code !== 0) console.log(done.output.trim());
  }
  return PARTS.filter((part) => !part.present()).map((part) => `still missing after apt-get: ${part.what}`);
}
