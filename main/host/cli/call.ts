import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { isContractProcedure } from '@orpc/contract';
import { z } from 'zod';
import type { ProcedureMeta } from '../../../shared/contract/base.ts';
import { contract } from '../../../shared/contract/contract.ts';
import { type Arguments, UsageError } from './arguments.ts';
import { withShop } from './data-dir.ts';
import type { Answer } from './output.ts';
import { drain } from './setup.ts';

const CONTEXTS: Readonly<Record<string, Readonly<Record<string, unknown>>>> = contract;

type Definition = { readonly meta: ProcedureMeta; readonly inputSchema?: unknown };
type Listed = { readonly name: string; readonly access: unknown; readonly summary: string; readonly input: unknown };

/** Every procedure of the contract with who may call it and the JSON Schema of its input. */
export function listProcedures(): Promise<Answer> {
  const procedures = describeContract();
  const lines = procedures.map(({ name, access, summary, input }) => {
    const who = Array.isArray(access) ? access.join('|') : String(access);
    return `${name}  [${who}]  ${summary}\n  ${input === null ? '' : JSON.stringify(input)}`;
  });
  return Promise.resolve({ data: { procedures }, text: lines.join('\n') });
}

function describeContract(): Listed[] {
  return Object.entries(CONTEXTS).flatMap(([context, procedures]) =>
    Object.entries(procedures).map(([name, procedure]) => {
      if (!isContractProcedure(procedure)) throw new Error(`${context}.${name} is not a procedure`);
      const { meta, inputSchema } = procedure['~orpc'] as Definition;
      const { access, summary } = meta;
      return { name: `${context}.${name}`, access, summary, input: inputSchema ? schemaOf(inputSchema) : null };
    }),
  );
}

function schemaOf(schema: unknown): unknown {
  const { $schema: _dialect, ...described } = z.toJSONSchema(schema as z.ZodType, {
    io: 'input',
    unrepresentable: 'any',
  });
  return described;
}

/** Calls any procedure of the contract as the administrator. A `file` given as a path is read and sent. */
export async function callProcedure(given: Arguments): Promise<Answer> {
  const [name = '', text] = given.words;
  const [context = '', procedure = '', ...rest] = name.split('.');
  const listed = describeContract().some((known) => known.name === name);
  if (!listed || rest.length > 0) throw new UsageError(`没有“${name}”这个过程，用 procedures 查看全部`);
  const input = await withFile(parseInput(text));
  return withShop(given, async (shop) => {
    const procedures = shop[context as keyof typeof shop] as unknown as Record<
      string,
      (value: unknown) => Promise<unknown>
    >;
    const called = procedures[procedure];
    if (!called) throw new UsageError(`没有“${name}”这个过程`);
    const result = await settled(await called(input));
    return { data: { result }, text: JSON.stringify(result, null, 2) };
  });
}

function parseInput(text: string | undefined): unknown {
  if (text === undefined || text === '') return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new UsageError(`输入不是有效的 JSON：${text.slice(0, 80)}`);
  }
}

async function withFile(input: unknown): Promise<unknown> {
  if (typeof input !== 'object' || input === null || !('file' in input) || typeof input.file !== 'string') return input;
  const bytes = await readFile(input.file).catch(() => {
    throw new UsageError(`找不到文件：${String(input.file)}`);
  });
  return { ...input, file: new File([Uint8Array.from(bytes)], basename(input.file)) };
}

/** Streams are run to their end; a file is described by its name and size. */
async function settled(result: unknown): Promise<unknown> {
  if (result instanceof File) return { name: result.name, bytes: result.size };
  const stream = result as AsyncIterator<unknown, unknown> | null | undefined;
  return typeof stream === 'object' && stream !== null && typeof stream.next === 'function' ? drain(stream) : result;
}
