import { fileURLToPath } from 'node:url';

/**
 * What one child compiled is there for the next, and for the next run: most of the start of a child is compiling. A child
 * that is killed keeps nothing, so one has to be let through first.
 */
export const QUICK_START = { NODE_COMPILE_CACHE: fileURLToPath(new URL('../../../.cache/compiled', import.meta.url)) };
