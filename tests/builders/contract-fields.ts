import { isContractProcedure } from '@orpc/contract';
import { z } from 'zod';
import { contract } from '../../shared/contract/contract.ts';

/** A field of some procedure's input: the path as a refusal would give it, and the whole input's schema. */
export type ContractField = {
  readonly procedure: string;
  readonly path: readonly (string | number)[];
  readonly schema: z.core.$ZodType;
};

function* fieldsOf(
  schema: z.core.$ZodType,
  path: readonly (string | number)[],
): Generator<readonly (string | number)[], void> {
  if (schema instanceof z.core.$ZodObject) {
    for (const [key, field] of Object.entries(schema._zod.def.shape)) {
      yield [...path, key];
      yield* fieldsOf(field, [...path, key]);
    }
  } else if (schema instanceof z.core.$ZodArray) yield* fieldsOf(schema._zod.def.element, [...path, 0]);
  else if (schema instanceof z.core.$ZodUnion) {
    for (const option of schema._zod.def.options) yield* fieldsOf(option, path);
  } else if (schema instanceof z.core.$ZodPipe) {
    yield* fieldsOf(schema._zod.def.in, path);
  } else if (
    schema instanceof z.core.$ZodOptional ||
    schema instanceof z.core.$ZodNullable ||
    schema instanceof z.core.$ZodDefault
  ) {
    yield* fieldsOf(schema._zod.def.innerType, path);
  }
}

/** Every field of every input of the contract, those inside lists and objects included. */
export function contractFields(): ContractField[] {
  const contexts: Readonly<Record<string, Readonly<Record<string, unknown>>>> = contract;
  return Object.entries(contexts).flatMap(([context, procedures]) =>
    Object.entries(procedures).flatMap(([name, procedure]) => {
      if (!isContractProcedure(procedure)) throw new Error(`${context}.${name} is not a procedure`);
      const schema: unknown = procedure['~orpc'].inputSchema;
      if (!(schema instanceof z.core.$ZodType)) return [];
      return [...fieldsOf(schema, [])].map((path) => ({ procedure: `${context}.${name}`, path, schema }));
    }),
  );
}
