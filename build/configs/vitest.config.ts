import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** Everything that needs no browser. Timeouts are generous: they catch a hang, they do not measure. */
export default defineConfig({
  root: fileURLToPath(new URL('../../', import.meta.url)),
  test: {
    include: ['tests/{unit,property,integration,migrations,fault,tidy}/**/*.test.{ts,tsx}'],
    environment: 'node',
    pool: 'forks',
    // `fetch` parses by WebAssembly, whose call wrappers V8 exchanges for faster ones after a while; with threads coming
    // and going it then loses count of a code page and takes the process along (Runtime_TierUpWasmToJSWrapper, "Check
    // failed: jit_page.has_value()"). The program itself fetches nothing; its tests keep the first wrappers.
    execArgv: ['--wasm-wrapper-tiering-budget=1000000000'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    teardownTimeout: 20_000,
    allowOnly: false,
    passWithNoTests: false,
    reporters: ['default'],
  },
});
