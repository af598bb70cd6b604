import { isContractProcedure } from '@orpc/contract';
import fc from 'fast-check';
import { z } from 'zod';
import type { Access, ProcedureMeta } from '../../../shared/contract/base.ts';
import { contract } from '../../../shared/contract/contract.ts';

/** The parts of a JSON Schema that the contract's schemas use. */
type Schema = {
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly additionalProperties?: Schema | boolean;
};

export type Procedure = { readonly name: string; readonly access: Access; readonly input: Schema | null };

/** Every procedure of the contract with the schema of what it wants. */
export const PROCEDURES: readonly Procedure[] = Object.entries(contract).flatMap(([context, named]) =>
  Object.entries(named).map(([name, procedure]) => {
    if (!isContractProcedure(procedure)) throw new Error(`${context}.${name} is no procedure`);
    const { meta, inputSchema } = procedure['~orpc'] as { meta: ProcedureMeta; inputSchema?: z.ZodType };
    const input = inputSchema ? z.toJSONSchema(inputSchema, { io: 'input', unrepresentable: 'any' }) : null;
    return { name: `${context}.${name}`, access: meta.access, input: input as Schema | null };
  }),
);

/** Ids that are in the books, by the name of the property that asks for them. */
export type Known = Readonly<Record<string, readonly string[]>>;

const DATES = [
  '2026-07-15',
  '2026-01-01',
  '2026-02-30',
  '0000-00-00',
  '9999-12-31',
  '2026-7-1',
  '2026-11-22T00:00:00Z',
];
const DATE_NAMES = /^(date|from|to)$|On$/;
const WORDS = ['清扫村道', '大米', '王', '一组', 'WP001', '13900001100'];
const HOSTILE: readonly unknown[] = [
  null,
  true,
  -1,
  1e308,
  2 ** 53,
  0.1,
  '',
  '0',
  '\0',
  '\ud800',
  '\u202egnp.exe',
  "' OR 1=1 --",
  '../../../etc/passwd',
  '__proto__',
  'x'.repeat(20_000),
  '王'.repeat(5_000),
  [],
  {},
  [[[[[[]]]]]],
  { constructor: { prototype: { polluted: true } } },
  { length: 1e9 },
  { toString: null, valueOf: 1 },
  Array.from({ length: 2_000 }, () => 0),
];

/** What a well-meaning client might send, and the same with one part spoiled. */
export function wishesFor(procedure: Procedure, known: Known, count: number, seed: number): unknown[] {
  const good = procedure.input === null ? fc.constant(undefined) : valueOf(procedure.input, '', known);
  const spoiled = fc
    .tuple(good, fc.nat(), fc.constantFrom(...HOSTILE))
    .map(([value, place, hostile]) => spoil(value, place, hostile));
  return [...fc.sample(good, { numRuns: count, seed }), ...fc.sample(spoiled, { numRuns: count, seed })];
}

function valueOf(schema: Schema, name: string, known: Known): fc.Arbitrary<unknown> {
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return mostlyNull(choices, (choice) => valueOf(choice, name, known));
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if ('const' in schema) return fc.constant(schema.const);
  if (Array.isArray(schema.type)) {
    const types = schema.type.map((type: string): Schema => ({ ...schema, type }));
    return mostlyNull(types, (each) => valueOf(each, name, known));
  }
  switch (schema.type) {
    case 'object':
      return objectOf(schema, known);
    case 'array':
      return fc.array(schema.items ? valueOf(schema.items, name, known) : fc.jsonValue(), { maxLength: 4 });
    case 'string':
      return textOf(schema, name, known);
    case 'integer':
    case 'number':
      return numberOf(schema);
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    default:
      return fc.jsonValue({ maxDepth: 2 });
  }
}

/** What may be left out mostly is, as by people. */
function mostlyNull(
  choices: readonly Schema[],
  each: (choice: Schema) => fc.Arbitrary<unknown>,
): fc.Arbitrary<unknown> {
  return fc.oneof(...choices.map((choice) => ({ weight: choice.type === 'null' ? 4 : 1, arbitrary: each(choice) })));
}

function objectOf(schema: Schema, known: Known): fc.Arbitrary<unknown> {
  const { properties, additionalProperties } = schema;
  if (properties === undefined) {
    const value = typeof additionalProperties === 'object' ? valueOf(additionalProperties, '', known) : fc.jsonValue();
    return fc.dictionary(fc.string({ maxLength: 12 }), value, { maxKeys: 3 });
  }
  const parts = Object.entries(properties).map(([name, part]) => [name, valueOf(part, name, known)] as const);
  return fc.record(Object.fromEntries(parts), { requiredKeys: [...(schema.required ?? [])] });
}

function textOf(schema: Schema, name: string, known: Known): fc.Arbitrary<unknown> {
  const { pattern, minLength = 0, maxLength = 64 } = schema;
  if (pattern !== undefined) return fc.stringMatching(new RegExp(pattern));
  const ids = known[name] ?? [];
  if (ids.length > 0) return fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...ids) }, anyText(minLength, maxLength));
  if (DATE_NAMES.test(name)) return fc.constantFrom(...DATES);
  const plain = fc.constantFrom(
    ...WORDS.filter(({ length }) => length >= minLength && length <= maxLength),
    '一'.repeat(minLength),
  );
  return fc.oneof({ weight: 3, arbitrary: plain }, anyText(minLength, maxLength));
}

function anyText(minLength: number, maxLength: number): fc.Arbitrary<string> {
  return fc.string({ minLength, maxLength: Math.min(maxLength, 64), unit: 'binary' });
}

function numberOf({ minimum = -1e12, maximum = 1e12 }: Schema): fc.Arbitrary<unknown> {
  return fc.oneof(
    {
      weight: 4,
      arbitrary: fc.integer({ min: Math.max(minimum, 1), max: Math.min(maximum, Math.max(minimum, 1) + 20) }),
    },
    fc.integer({ min: Math.max(minimum, -2_000_000_000), max: Math.min(maximum, 2_000_000_000) }),
    fc.constantFrom(minimum, maximum, 0, 1, -1, minimum - 1, maximum + 1),
  );
}

type Holder = Record<string | number, unknown>;

/** The value with one of its parts replaced, dropped, or joined by a stranger. */
function spoil(value: unknown, place: number, hostile: unknown): unknown {
  const copy = structuredClone(value);
  const places = holders(copy);
  const chosen = places[place % (places.length + 1)];
  if (chosen === undefined) return hostile;
  const [holder, key] = chosen;
  if (place % 7 === 0) Reflect.deleteProperty(holder, key);
  else if (place % 5 === 0) holder[`${key}_unexpected`] = hostile;
  else holder[key] = hostile;
  return copy;
}

function holders(value: unknown): [Holder, string | number][] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]): [Holder, string | number][] => [
    [value as Holder, key],
    ...holders(part),
  ]);
}
