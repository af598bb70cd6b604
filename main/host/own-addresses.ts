import { hostname, networkInterfaces } from 'node:os';

export type OwnAddress = { readonly address: string; readonly family: 'IPv4' | 'IPv6'; readonly local: boolean };

/** This PC's addresses now: a router may give it another one tomorrow. Link-local ones are left out, browsers cannot use them. */
export function ownAddresses(): OwnAddress[] {
  return Object.values(networkInterfaces()).flatMap((list) =>
    (list ?? [])
      .filter(({ address }) => !/^(fe80|169\.254\.)/i.test(address))
      .map(({ address, family, internal }) => ({ address, family, local: internal })),
  );
}

/** The names and addresses a Host header may carry, in lower case, IPv6 in brackets. */
export function ownNames(): string[] {
  const name = hostname().toLowerCase();
  const addresses = ownAddresses().map(inUrl);
  return [...new Set(['localhost', name, `${name}.local`, ...addresses])];
}

/** The addresses other PCs can reach; IPv6 only where there is no IPv4, which people can read and type. */
export function reachableAddresses(): string[] {
  const outward = ownAddresses().filter(({ local }) => !local);
  const readable = outward.filter(({ family }) => family === 'IPv4');
  return (readable.length > 0 ? readable : outward).map(({ address }) => address);
}

/** `https://192.168.1.5:8443`, or with IPv6 in brackets. */
export function doorUrl(address: string, port: number): string {
  return `https://${address.includes(':') ? `[${address}]` : address}:${port}`;
}

function inUrl({ address, family }: OwnAddress): string {
  return family === 'IPv6' ? `[${address.toLowerCase()}]` : address;
}
