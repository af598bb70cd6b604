import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { cruise } from 'dependency-cruiser';
import type { ICruiseResult } from 'dependency-cruiser';
import { LAYER_RULES } from './layer-rules.ts';
import { ROOT } from './run.ts';

const FOLDERS = ['shared', 'main', 'renderer', 'build', 'tests'];

/** What the checker saw: how many modules, and each forbidden import as one line. */
export interface LayerReport {
  readonly modules: number;
  readonly violations: readonly { readonly rule: string; readonly text: string }[];
}

/** Reads every import under a folder laid out like the repository and tells which of them run against the arrows. */
async function cruiseLayers(baseDir: string): Promise<LayerReport> {
  const folders = FOLDERS.filter((name) => existsSync(join(baseDir, name)));
  const { output } = await cruise(
    folders,
    {
      baseDir,
      parser: 'swc',
      tsPreCompilationDeps: true,
      validate: true,
      ruleSet: { forbidden: LAYER_RULES.map((each) => each.rule) },
      doNotFollow: { path: 'node_modules' },
      exclude: { path: '\\.json$' },
      enhancedResolveOptions: {
        exportsFields: ['exports'],
        conditionNames: ['import', 'require', 'node', 'default', 'types'],
      },
    },
    { extensions: ['.ts', '.tsx', '.d.ts', '.mjs', '.cjs', '.js', '.css'] },
  );
  if (typeof output === 'string') throw new Error(`the dependency checker answered with text: ${output}`);
  return report(output);
}

function report(result: ICruiseResult): LayerReport {
  const modules = result.modules.filter((each) => FOLDERS.some((name) => each.source.startsWith(`${name}/`))).length;
  const violations = result.summary.violations.map((each) => ({
    rule: each.rule.name,
    text: `${each.rule.name}: ${each.from} -> ${each.to}`,
  }));
  return { modules, violations };
}

/** The file an import line names, relative to the file it stands in; null for packages. */
function importedFile(file: string, code: string): string | null {
  const specifier = /from '(\.[^']+)'/.exec(code)?.[1];
  return specifier === undefined ? null : join(dirname(file), specifier);
}

/** Lays out a small tree in which every rule is broken once. */
async function plantViolations(folder: string): Promise<void> {
  const put = async (file: string, code: string): Promise<void> => {
    const path = join(folder, file);
    if (existsSync(path)) return;
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, code);
  };
  await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  await symlink(join(ROOT, 'package.json'), join(folder, 'package.json'));
  await put('shared/kernel/ring-back.ts', "import { y } from './ring.ts'; export const x = y;");
  for (const [index, { rule, seed }] of LAYER_RULES.entries()) {
    const [file, code] = [seed[0].replace(/(\.tsx?)$/, `-${index}$1`), seed[1]];
    await put(rule.name === 'no-circular' ? seed[0] : file, code);
    const target = importedFile(file, code);
    if (target !== null && !target.endsWith('nowhere.ts')) await put(target, 'export const x = 1;');
  }
}

/** @returns the rules that did not notice the violation planted for them; must be empty. */
async function blindRules(): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'layers-'));
  try {
    await plantViolations(folder);
    const noticed = new Set((await cruiseLayers(folder)).violations.map((each) => each.rule));
    return LAYER_RULES.map((each) => each.rule.name ?? '').filter((name) => !noticed.has(name));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * Checks the arrows of the tree, after having checked that the checker sees anything at all: a parser that silently
 * understands nothing would otherwise report success.
 */
export async function checkLayers(): Promise<{ readonly ok: boolean; readonly lines: readonly string[] }> {
  const blind = await blindRules();
  if (blind.length > 0) return { ok: false, lines: [`rules that miss a planted violation: ${blind.join(', ')}`] };
  const { modules, violations } = await cruiseLayers(ROOT);
  if (modules === 0) return { ok: false, lines: ['no modules were read'] };
  if (violations.length > 0) return { ok: false, lines: violations.map((each) => each.text) };
  return { ok: true, lines: [`${modules} modules, ${LAYER_RULES.length} rules`] };
}
