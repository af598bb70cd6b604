import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { commentsOf, withoutComments } from './comments.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const SELF = 'tests/tidy/';

interface Source {
  readonly path: string;
  readonly text: string;
}

function read(pattern: string): Source[] {
  return globSync(pattern, { cwd: ROOT })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => !path.startsWith(SELF))
    .map((path) => ({ path, text: readFileSync(join(ROOT, path), 'utf8') }));
}

const SOURCES = read('{shared,main,renderer,build,tests}/**/*.{ts,tsx}');
const TESTS = SOURCES.filter((source) => source.path.startsWith('tests/'));
const PRODUCT = SOURCES.filter((source) => /^(shared|main|renderer)\//.test(source.path));
/** The same without comments, which may well name what must not be done. */
const CODE = PRODUCT.map(({ path, text }) => ({ path, text: withoutComments(text) }));

/** Every line of the sources that matches, as `file:line: text`, so that a failure says where to look. */
function linesWith(sources: readonly Source[], pattern: RegExp): string[] {
  return sources.flatMap(({ path, text }) =>
    text.split('\n').flatMap((line, index) => (pattern.test(line) ? [`${path}:${index + 1}: ${line.trim()}`] : [])),
  );
}

/** The same for comments only. */
function commentsWith(sources: readonly Source[], pattern: RegExp): string[] {
  return sources.flatMap(({ path, text }) =>
    commentsOf(text).flatMap(({ line, comment }) => (pattern.test(comment) ? [`${path}:${line}: ${comment}`] : [])),
  );
}

describe('every source file', () => {
  test('is found at all', () => {
    expect(PRODUCT.length).toBeGreaterThan(20);
    expect(TESTS.length).toBeGreaterThan(5);
  });

  test('has at most 400 lines', () => {
    expect(SOURCES.filter(({ text }) => text.split('\n').length > 401).map(({ path }) => path)).toEqual([]);
  });

  test('has a name in kebab-case', () => {
    const name = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)*\.tsx?$/;
    expect(SOURCES.map(({ path }) => path).filter((path) => !name.test(basename(path)))).toEqual([]);
  });

  test('neither gives up on types nor silences a checker', () => {
    const silenced = /@ts-(ignore|nocheck|expect-error)|(eslint|oxlint|biome)-(disable|ignore)|\bas any\b|<any>/;
    expect(linesWith(SOURCES, silenced)).toEqual([]);
  });

  test('leaves nothing for later', () => {
    expect(commentsWith(SOURCES, /\b(TODO|FIXME|XXX|HACK)\b/)).toEqual([]);
  });

  test('is written in the language TypeScript only strips', () => {
    expect(linesWith(SOURCES, /^\s*(export )?(const )?enum \w|^\s*(export )?namespace \w/)).toEqual([]);
  });

  test('has comments in English; Chinese only as terms, at most 24 characters in a row', () => {
    expect(commentsWith(SOURCES, /\p{Script=Han}{25,}/u)).toEqual([]);
  });
});

describe('tests', () => {
  test('all run, every time, without waiting for the clock', () => {
    expect(linesWith(TESTS, /\.(only|skip|fixme|todo|fails)\(|waitForTimeout|setTimeout\(r(esolve)?,/)).toEqual([]);
  });
});

describe('the product', () => {
  test('only ever appends to entries and postings', () => {
    const rewriting =
      /(UPDATE\s+(OR\s+\w+\s+)?|DELETE\s+FROM\s+|REPLACE\s+INTO\s+|INSERT\s+OR\s+REPLACE\s+INTO\s+)(entry|posting)\b/i;
    const sources = CODE.filter(({ path }) => path.startsWith('main/') && !path.startsWith('main/db/migrations/'));
    expect(linesWith(sources, rewriting)).toEqual([]);
  });

  test('never overwrites a row silently', () => {
    expect(linesWith(CODE, /\b(INSERT\s+OR\s+REPLACE|REPLACE\s+INTO)\b/)).toEqual([]);
  });

  test('has SQL below main/db, main/journal, main/usecases and main/backup only', () => {
    const elsewhere = CODE.filter(({ path }) => !/^main\/(db|journal|usecases|backup)\//.test(path));
    expect(linesWith(elsewhere, /['"`]\s*(SELECT\s.+\sFROM|INSERT INTO|UPDATE \w+ SET|DELETE FROM)\b/)).toEqual([]);
  });

  test('has neither clock nor chance in what both sides share', () => {
    const shared = CODE.filter(({ path }) => path.startsWith('shared/'));
    expect(linesWith(shared, /\bDate\.now\(|new Date\(\)|Math\.random\(|performance\.now\(/)).toEqual([]);
  });

  test('puts no markup into the page as text', () => {
    expect(linesWith(CODE, /dangerouslySetInnerHTML|\.innerHTML\s*=|document\.write\(/)).toEqual([]);
  });
});
