import { createPrivateKey, X509Certificate } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { makeFolderDurably, writeFileDurablySync } from '../files/durable-files.ts';
import { ownAddresses } from './own-addresses.ts';

const YEARS = 10;
const DAY_MS = 24 * 3600 * 1000;
const FOLDER = 'doors';

export type DoorCertificate = {
  readonly key: string;
  readonly cert: string;
  /** SHA-256, as Node and browsers write it: AB:CD:… */
  readonly fingerprint: string;
};

/**
 * The key and certificate of the stations' door in the data folder, made when there is none. They are kept as long as
 * they are valid, also when this PC gets another address: people compared this fingerprint, and a browser that was told
 * to trust it would ask again after every change. Nobody can vouch for a self-made certificate but they.
 */
export async function doorCertificate(dataDir: string, now: Date): Promise<DoorCertificate> {
  const kept = keptCertificate(dataDir, now);
  if (kept !== null) return kept;
  const made = await makeCertificate(now);
  const folder = join(dataDir, FOLDER);
  makeFolderDurably(folder, 0o700);
  // The key first: a certificate without its key is made anew, as a key without its certificate is.
  writeFileDurablySync(join(folder, 'key.pem'), made.key, { mode: 0o600 });
  writeFileDurablySync(join(folder, 'cert.pem'), made.cert, { mode: 0o644 });
  return withFingerprint(made);
}

/** What lies in the folder, if it is whole, its halves belong together and its time has not come. */
export function keptCertificate(dataDir: string, now: Date): DoorCertificate | null {
  const [keyFile, certFile] = [join(dataDir, FOLDER, 'key.pem'), join(dataDir, FOLDER, 'cert.pem')];
  if (!existsSync(keyFile) || !existsSync(certFile)) return null;
  const pair = { key: readFileSync(keyFile, 'utf8'), cert: readFileSync(certFile, 'utf8') };
  return isUsable(pair, now) ? withFingerprint(pair) : null;
}

type Pair = { readonly key: string; readonly cert: string };

function isUsable({ key, cert }: Pair, now: Date): boolean {
  try {
    const parsed = new X509Certificate(cert);
    return parsed.checkPrivateKey(createPrivateKey(key)) && Date.parse(parsed.validTo) > now.getTime();
  } catch {
    return false;
  }
}

function withFingerprint(pair: Pair): DoorCertificate {
  return { ...pair, fingerprint: new X509Certificate(pair.cert).fingerprint256 };
}

async function makeCertificate(now: Date): Promise<Pair> {
  const { generate } = await import('selfsigned');
  const name = hostname();
  const names = ['localhost', name, `${name}.local`].filter((each) => /^[\w.-]{1,63}$/.test(each));
  const made = await generate([{ name: 'commonName', value: 'Aixin Shop' }], {
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
    // A station's clock may be behind.
    notBeforeDate: new Date(now.getTime() - 2 * DAY_MS),
    notAfterDate: new Date(now.getTime() + YEARS * 365.25 * DAY_MS),
    extensions: [
      { name: 'basicConstraints', cA: false, critical: true },
      { name: 'keyUsage', digitalSignature: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: [
          ...names.map((value) => ({ type: 2 as const, value })),
          ...ownAddresses().map(({ address }) => ({ type: 7 as const, ip: address })),
        ],
      },
    ],
  });
  return { key: made.private, cert: made.cert };
}
