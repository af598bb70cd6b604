import { copyFileSync, globSync, mkdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import type { Plugin } from 'vite';
import { WORKERS } from '../../main/host/worker-url.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const OUT = join(ROOT, 'dist', 'host');

/** Worker threads are bundles of their own, under the names the host starts them by. */
function entries(): Record<string, string> {
  const inputs: Record<string, string> = {
    host: join(ROOT, 'main/host/desktop-host.ts'),
    cli: join(ROOT, 'main/host/cli.ts'),
  };
  for (const [name, file] of Object.entries(WORKERS)) inputs[name] = join(ROOT, 'main/host', file);
  return inputs;
}

/** Of office paper: two weights of the npm package, of which the rest stays behind. */
const FONTS = ['400Regular/NotoSansSC_400Regular.ttf', '700Bold/NotoSansSC_700Bold.ttf'].map(
  (file) => `node_modules/@expo-google-fonts/noto-sans-sc/${file}`,
);

/** Data files read through `new URL('./name', import.meta.url)` lie beside the bundles, as they lie beside the sources. */
function dataFiles(): Plugin {
  return {
    name: 'data-files',
    writeBundle() {
      mkdirSync(OUT, { recursive: true });
      for (const file of globSync(['main/**/*.bin', 'main/**/*.otf', ...FONTS], { cwd: ROOT }))
        copyFileSync(join(ROOT, file), join(OUT, basename(file)));
    },
  };
}

/** The data host and its workers as plain modules; packages stay in node_modules, the database driver is native. */
export default defineConfig({
  root: ROOT,
  plugins: [dataFiles()],
  ssr: { external: true, target: 'node' },
  build: {
    ssr: true,
    outDir: OUT,
    emptyOutDir: true,
    target: 'node22',
    minify: false,
    sourcemap: true,
    rolldownOptions: {
      input: entries(),
      output: { format: 'es', entryFileNames: '[name].mjs', chunkFileNames: '[name]-[hash].mjs' },
    },
  },
});
