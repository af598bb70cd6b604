/** What a command has to say: data for programs, text for people. `refused` turns the exit code into 2. */
export type Answer = {
  readonly data?: unknown;
  readonly text?: string;
  readonly error?: { readonly code: string; readonly message: string };
  readonly refused?: boolean;
};

/** Prints an answer the way it was asked for and passes the exit code on. */
export function print(answer: Answer, json: boolean, exitCode: number): number {
  if (json) {
    const body =
      answer.error === undefined
        ? { ok: true, ...asRecord(answer.data) }
        : { ok: false, ...asRecord(answer.data), error: answer.error };
    process.stdout.write(`${JSON.stringify(body)}\n`);
    return exitCode;
  }
  if (answer.text !== undefined) process.stdout.write(`${answer.text}\n`);
  if (answer.error !== undefined) process.stderr.write(`${answer.error.message}\n`);
  return exitCode;
}

function asRecord(data: unknown): Record<string, unknown> {
  if (data === undefined || data === null) return {};
  return typeof data === 'object' && !Array.isArray(data) ? (data as Record<string, unknown>) : { result: data };
}
