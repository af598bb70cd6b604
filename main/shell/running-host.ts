import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { get } from 'node:http';
import { join } from 'node:path';

/** The lock file of a data folder, written by the host that owns it. */
interface HostLock {
  readonly pid: number;
  readonly port: number;
  readonly secret: string;
}

const LOCK_FILE = 'host.lock.json';
const ANSWER_WITHIN_MS = 3000;

/** Reads a lock file's text. @returns null for anything that is not a lock with a usable port. */
export function parseLock(text: string): HostLock | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof value !== 'object' || value === null) return null;
  const { pid, port, secret } = value as Record<string, unknown>;
  if (typeof pid !== 'number' || typeof port !== 'number' || typeof secret !== 'string') return null;
  if (!Number.isInteger(port) || port < 1 || port > 65_535 || secret === '') return null;
  return { pid, port, secret };
}

/** Whether an answer to a challenge could only come from someone who knows the secret. */
export function provesSecret(secret: string, challenge: string, answer: string): boolean {
  const expected = createHmac('sha256', secret).update(challenge).digest();
  const given = Buffer.from(answer.trim(), 'hex');
  return given.length === expected.length && timingSafeEqual(given, expected);
}

function fetchText(url: string): Promise<string | null> {
  return new Promise((resolve) => {
    const request = get(url, { timeout: ANSWER_WITHIN_MS }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        text += chunk;
        if (text.length > 1024) request.destroy();
      });
      response.on('end', () => resolve(response.statusCode === 200 ? text : null));
      response.on('close', () => resolve(null));
    });
    request.on('timeout', () => request.destroy());
    request.on('error', () => resolve(null));
  });
}

/**
 * Finds the host that already holds a data folder. A stale lock, or a port that some other program has taken since,
 * does not count: the host has to prove itself with the secret in the lock file.
 * @returns its origin, such as http://127.0.0.1:8017, or null when the folder is free.
 */
export async function findRunningHost(dataDir: string): Promise<string | null> {
  const text = await readFile(join(dataDir, LOCK_FILE), 'utf8').catch(() => null);
  const lock = text === null ? null : parseLock(text);
  if (lock === null) return null;
  const challenge = randomBytes(16).toString('hex');
  const origin = `http://127.0.0.1:${lock.port}`;
  const answer = await fetchText(`${origin}/attach-proof?challenge=${challenge}`);
  return answer !== null && provesSecret(lock.secret, challenge, answer) ? origin : null;
}
