/**
 * Draws the program's icons from build/icons/icon.svg. Run by hand after changing the drawing; the results are
 * committed, because a build machine need not have a browser or Chinese fonts.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser } from '@playwright/test';
import { chromium } from '@playwright/test';
import { ROOT } from './lib/run.ts';

const FOLDER = join(ROOT, 'build', 'icons');
const ICO_SIZES = [16, 24, 32, 48, 64, 128, 256];

async function drawPng(browser: Browser, svg: string, size: number): Promise<Buffer> {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  const sized = svg.replace('width="512" height="512"', `width="${size}" height="${size}"`);
  await page.setContent(`<body style="margin:0;background:transparent">${sized}</body>`);
  const png = await page.screenshot({ omitBackground: true });
  await page.close();
  return png;
}

/** A Windows icon: a header, a directory of 16 bytes for each picture, then the pictures as PNG. */
function icoOf(pictures: readonly { readonly size: number; readonly png: Buffer }[]): Buffer {
  const header = Buffer.alloc(6 + 16 * pictures.length);
  header.writeUInt16LE(1, 2);
  header.writeUInt16LE(pictures.length, 4);
  let offset = header.length;
  for (const [index, { size, png }] of pictures.entries()) {
    const at = 6 + 16 * index;
    header.writeUInt8(size % 256, at);
    header.writeUInt8(size % 256, at + 1);
    header.writeUInt16LE(1, at + 4);
    header.writeUInt16LE(32, at + 6);
    header.writeUInt32LE(png.length, at + 8);
    header.writeUInt32LE(offset, at + 12);
    offset += png.length;
  }
  return Buffer.concat([header, ...pictures.map((picture) => picture.png)]);
}

const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
try {
  const svg = await readFile(join(FOLDER, 'icon.svg'), 'utf8');
  await writeFile(join(FOLDER, 'icon.png'), await drawPng(browser, svg, 512));
  const pictures: { size: number; png: Buffer }[] = [];
  for (const size of ICO_SIZES) pictures.push({ size, png: await drawPng(browser, svg, size) });
  await writeFile(join(FOLDER, 'icon.ico'), icoOf(pictures));
} finally {
  await browser.close();
}
