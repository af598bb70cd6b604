import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const NAMES = {
  normal: 'NotoSansSC_400Regular.ttf',
  bold: 'NotoSansSC_700Bold.ttf',
  rare: 'rare-glyphs.otf',
} as const;

/**
 * Where the shipped fonts lie. The bundler puts all of them beside the bundle; from source the big two are those of the
 * npm package.
 */
function fontFile(name: keyof typeof NAMES): string {
  const beside = fileURLToPath(new URL(`./${NAMES[name]}`, import.meta.url));
  if (name === 'rare' || existsSync(beside)) return beside;
  const weight = name === 'bold' ? '700Bold' : '400Regular';
  return createRequire(import.meta.url).resolve(`@expo-google-fonts/noto-sans-sc/${weight}/${NAMES[name]}`);
}

export type FontFiles = { readonly [Name in keyof typeof NAMES]: string };

export function fontFiles(): FontFiles {
  return { normal: fontFile('normal'), bold: fontFile('bold'), rare: fontFile('rare') };
}
