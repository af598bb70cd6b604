import { z } from 'zod';
import type { InputRule } from '../../shared/domain/settings/input-rule.ts';

type Path = readonly PropertyKey[];
type Bounds = { readonly minimum: number | null; readonly maximum: number | null };
type Issue = { readonly code?: string; readonly message: string; readonly minimum?: unknown };

/**
 * What the field at a path of an input should have been, told from the schema rather than from the first check that
 * failed: a bound is of more use together with the other one.
 */
export function inputRule(schema: unknown, input: unknown, path: Path, issue: Issue): InputRule {
  if (isAbsent(valueAt(input, path))) return { kind: 'missing' };
  const leaf = schema instanceof z.core.$ZodType ? schemaAt(schema, path) : null;
  if (leaf === null || issue.code === 'unrecognized_keys') return { kind: 'unknown' };
  return ruleOf(leaf, issue);
}

function isAbsent(value: unknown): boolean {
  return value === undefined || value === null || (typeof value === 'string' && value.trim() === '');
}

function valueAt(input: unknown, path: Path): unknown {
  let value = input;
  for (const key of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Readonly<Record<PropertyKey, unknown>>)[key];
  }
  return value;
}

/** The schema of a field, without what wraps it; null where the path leaves the schema. */
function schemaAt(schema: z.core.$ZodType, path: Path): z.core.$ZodType | null {
  const bare = unwrapped(schema);
  const [key, ...rest] = path;
  if (key === undefined) return bare;
  if (bare instanceof z.core.$ZodArray) return schemaAt(bare._zod.def.element, rest);
  if (bare instanceof z.core.$ZodRecord) return schemaAt(bare._zod.def.valueType, rest);
  if (bare instanceof z.core.$ZodUnion) {
    return bare._zod.def.options.map((option) => schemaAt(option, path)).find((found) => found !== null) ?? null;
  }
  if (!(bare instanceof z.core.$ZodObject)) return null;
  const shape = bare._zod.def.shape;
  const next = Object.hasOwn(shape, key) ? shape[String(key)] : undefined;
  return next === undefined ? null : schemaAt(next, rest);
}

function unwrapped(schema: z.core.$ZodType): z.core.$ZodType {
  if (schema instanceof z.core.$ZodPipe) return unwrapped(schema._zod.def.in);
  if (
    schema instanceof z.core.$ZodOptional ||
    schema instanceof z.core.$ZodNullable ||
    schema instanceof z.core.$ZodDefault
  ) {
    return unwrapped(schema._zod.def.innerType);
  }
  return schema;
}

function ruleOf(leaf: z.core.$ZodType, issue: Issue): InputRule {
  const bounds = boundsOf(leaf);
  if (leaf instanceof z.core.$ZodNumber) {
    const whole = leaf instanceof z.core.$ZodNumberFormat && leaf._zod.def.format === 'safeint';
    return { kind: 'number', whole, ...bounds };
  }
  if (leaf instanceof z.core.$ZodString) {
    // zLocalDate says so in its only complaint.
    if (issue.message === 'YYYY-MM-DD') return { kind: 'date' };
    if (issue.code === 'invalid_format' || issue.code === 'custom') return { kind: 'form' };
    const asked = typeof issue.minimum === 'number' ? issue.minimum : 0;
    return { kind: 'text', minimum: Math.max(bounds.minimum ?? 0, asked), maximum: bounds.maximum };
  }
  if (leaf instanceof z.core.$ZodArray) return { kind: 'list', minimum: bounds.minimum ?? 0, maximum: bounds.maximum };
  if (leaf instanceof z.core.$ZodFile) return { kind: 'file', maximumBytes: bounds.maximum };
  if (leaf instanceof z.core.$ZodEnum || leaf instanceof z.core.$ZodLiteral || leaf instanceof z.core.$ZodUnion) {
    return { kind: 'choice' };
  }
  return { kind: 'unknown' };
}

/** The bounds a schema checks: of a number, of a length, of a file. */
function boundsOf(leaf: z.core.$ZodType): Bounds {
  let minimum: number | null = null;
  let maximum: number | null = null;
  for (const { _zod: check } of leaf._zod.def.checks ?? []) {
    const said: {
      readonly check: string;
      readonly value?: unknown;
      readonly minimum?: unknown;
      readonly maximum?: unknown;
    } = check.def;
    const least = said.check === 'greater_than' ? said.value : said.minimum;
    const most = said.check === 'less_than' ? said.value : said.maximum;
    if (typeof least === 'number') minimum = Math.max(minimum ?? least, least);
    if (typeof most === 'number') maximum = Math.min(maximum ?? most, most);
  }
  return { minimum, maximum };
}
