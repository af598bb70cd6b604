import { ORPCError } from '@orpc/client';
import type { Refusal } from '../../../shared/contract/base.ts';
import { refusalText } from '../../../shared/messages/refusal-text.ts';
import { BusinessDateInFuture } from '../compose.ts';
import { openingTrouble } from '../opening-trouble.ts';
import { type Arguments, parseArguments, USAGE, UsageError } from './arguments.ts';
import { runBackup, runRestore } from './backup.ts';
import { callProcedure, listProcedures } from './call.ts';
import { runExport } from './export.ts';
import { runImport } from './import.ts';
import { type Answer, print } from './output.ts';
import { runServe } from './serve.ts';
import { runDemo, runInit, runVerify } from './setup.ts';

const COMMANDS: Readonly<Record<string, (given: Arguments) => Promise<Answer>>> = {
  init: runInit,
  import: runImport,
  export: runExport,
  call: callProcedure,
  procedures: listProcedures,
  verify: runVerify,
  backup: runBackup,
  restore: runRestore,
  serve: runServe,
  demo: runDemo,
};

/** Runs one command line. @returns 0 done, 2 refused for a stated reason, 1 a fault. */
export async function runCommand(argv: readonly string[]): Promise<number> {
  const json = argv.includes('--json');
  try {
    const given = parseArguments(argv);
    if (given.command === 'help' || given.command === '')
      return print({ data: { usage: USAGE }, text: USAGE }, json, 0);
    const command = COMMANDS[given.command];
    if (!command) throw new UsageError(`没有“${given.command}”这个命令\n${USAGE}`);
    const answer = await command(given);
    return print(answer, json, answer.refused ? 2 : 0);
  } catch (error) {
    return printFailure(error, json);
  }
}

function printFailure(error: unknown, json: boolean): number {
  const refusal = refusalOf(error);
  if (refusal) return print({ error: refusal }, json, 2);
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const incident =
    error instanceof ORPCError && error.code === 'FAULT' ? (error.data as { incident: string }).incident : null;
  const message = incident === null ? '程序出错' : `程序出错，编号 ${incident}，详情在数据文件夹的 logs/faults.log`;
  if (incident === null) process.stderr.write(`${detail}\n`);
  return print({ error: { code: 'fault', message, ...(incident === null ? { detail } : { incident }) } }, json, 1);
}

/** Code, sentence and numbers of anything that is a refusal; null for a fault. */
function refusalOf(error: unknown): { readonly code: string; readonly message: string } | null {
  if (error instanceof UsageError) return { code: 'usage', message: error.message };
  if (error instanceof BusinessDateInFuture) return { ...error.refusal, message: refusalText(error.refusal) };
  if (error instanceof ORPCError && error.code === 'REFUSED') {
    const refusal = error.data as Refusal;
    return { ...refusal, message: refusalText(refusal) };
  }
  if (error instanceof ORPCError && error.code === 'UNAUTHORIZED') {
    return { code: 'not_initialised', message: refusalText({ code: 'not_initialised' }) };
  }
  return openingTrouble(error);
}
