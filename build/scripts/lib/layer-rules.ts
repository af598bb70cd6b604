import type { IForbiddenRuleType } from 'dependency-cruiser';

/** Any file of the project itself; everything else is a package or a Node module. */
const OURS = '^(shared|main|renderer|build|tests)/';
const NPM = ['npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-no-pkg', 'npm-unknown'] as const;

/** A rule with the smallest import that breaks it: the checker is itself checked against these every time. */
export interface LayerRule {
  readonly rule: IForbiddenRuleType;
  /** File, and the line of code in it that must be refused. Files it imports are made up on the spot. */
  readonly seed: readonly [file: string, code: string];
}

type Reach = {
  readonly name: string;
  readonly from: string;
  readonly fromNot?: string;
  /** Files of the project that may be imported, as regular expressions. */
  readonly may: readonly string[];
  /** Files that may be imported for their types only, on top of `may`. */
  readonly mayAsType?: readonly string[];
  readonly seed: readonly [file: string, code: string];
};

/** "These files import only those files", as a prohibition of all the others. */
function reach({ name, from, fromNot, may, mayAsType = [], seed }: Reach): LayerRule[] {
  const source = { path: from, ...(fromNot === undefined ? {} : { pathNot: fromNot }) };
  const runtime: LayerRule = {
    rule: {
      name,
      severity: 'error',
      from: source,
      to: { path: OURS, pathNot: [...may], dependencyTypesNot: ['type-only'] },
    },
    seed,
  };
  const types: LayerRule = {
    rule: {
      name: `${name}-types`,
      severity: 'error',
      from: source,
      to: { path: OURS, pathNot: [...may, ...mayAsType], dependencyTypes: ['type-only'] },
    },
    seed: [seed[0], seed[1].replace('import {', 'import type {').replace('../contract/', '../../main/db/')],
  };
  return [runtime, types];
}

const KERNEL = '^shared/kernel/';
const DOMAIN = '^shared/domain/';
const CONTRACT = '^shared/contract/';
const SHELL_API = '^shared/contract/shell-api\\.ts$';
const MESSAGES = '^shared/messages/';
const DB = '^main/db/';
const JOURNAL = '^main/journal/';
const USECASES = '^main/usecases/';
const FILES = '^main/files/';

const SHARED_REACHES = [
  ...reach({
    name: 'kernel',
    from: KERNEL,
    may: [KERNEL],
    seed: ['shared/kernel/a.ts', "import { x } from '../domain/x.ts'; export const y = x;"],
  }),
  ...reach({
    name: 'domain',
    from: DOMAIN,
    may: [KERNEL, DOMAIN],
    seed: ['shared/domain/goods/a.ts', "import { x } from '../../messages/x.ts'; export const y = x;"],
  }),
  ...reach({
    name: 'contract',
    from: CONTRACT,
    may: [KERNEL, DOMAIN, CONTRACT],
    seed: ['shared/contract/a.ts', "import { x } from '../messages/x.ts'; export const y = x;"],
  }),
  ...reach({
    name: 'messages',
    from: MESSAGES,
    may: [KERNEL, DOMAIN, CONTRACT, MESSAGES],
    seed: ['shared/messages/a.ts', "import { x } from '../../main/db/x.ts'; export const y = x;"],
  }),
];

const MAIN_REACHES = [
  ...reach({
    name: 'db',
    from: DB,
    may: [KERNEL, DOMAIN, DB],
    seed: ['main/db/a.ts', "import { x } from '../journal/x.ts'; export const y = x;"],
  }),
  ...reach({
    name: 'journal',
    from: JOURNAL,
    may: [KERNEL, DB, JOURNAL],
    mayAsType: [DOMAIN],
    seed: ['main/journal/a.ts', "import { x } from '../usecases/x.ts'; export const y = x;"],
  }),
  ...reach({
    name: 'usecases',
    from: USECASES,
    may: [KERNEL, DOMAIN, CONTRACT, MESSAGES, JOURNAL, DB, USECASES],
    mayAsType: ['^main/documents/', '^main/devices/', '^main/backup/'],
    seed: ['main/usecases/goods/a.ts', "import { x } from '../../transport/x.ts'; export const y = x;"],
  }),
  ...reach({
    name: 'documents',
    from: '^main/documents/',
    may: [KERNEL, DOMAIN, MESSAGES, '^main/documents/'],
    seed: ['main/documents/a.ts', "import { x } from '../db/x.ts'; export const y = x;"],
  }),
  ...reach({
    name: 'devices',
    from: '^main/devices/',
    may: [KERNEL, DOMAIN, MESSAGES, '^main/devices/'],
    seed: ['main/devices/a.ts', "import { x } from '../db/x.ts'; export const y = x;"],
  }),
  ...reach({
    name: 'files',
    from: FILES,
    may: [FILES],
    seed: ['main/files/a.ts', "import { x } from '../db/x.ts'; export const y = x;"],
  }),
  ...reach({
    name: 'backup',
    from: '^main/backup/',
    may: [KERNEL, DOMAIN, DB, JOURNAL, FILES, '^main/backup/'],
    seed: ['main/backup/a.ts', "import { x } from '../transport/x.ts'; export const y = x;"],
  }),
  ...reach({
    name: 'transport',
    from: '^main/transport/',
    may: ['^shared/', USECASES, FILES, '^main/transport/'],
    mayAsType: [DB, JOURNAL, '^main/documents/', '^main/devices/', '^main/backup/', '^main/host/'],
    seed: ['main/transport/a.ts', "import { x } from '../shell/x.ts'; export const y = x;"],
  }),
  ...reach({
    name: 'host',
    from: '^main/host/',
    may: ['^shared/', '^main/(?!shell/|preload/)'],
    seed: ['main/host/a.ts', "import { x } from '../shell/x.ts'; export const y = x;"],
  }),
  ...reach({
    name: 'shell',
    from: '^main/shell/',
    may: [
      KERNEL,
      MESSAGES,
      SHELL_API,
      '^main/shell/',
      FILES,
      '^main/host/data-folder(-lock)?\\.ts$',
      '^main/transport/page\\.ts$',
    ],
    mayAsType: ['^main/transport/', '^main/host/'],
    seed: ['main/shell/a.ts', "import { x } from '../db/x.ts'; export const y = x;"],
  }),
  ...reach({
    name: 'preload',
    from: '^main/preload/',
    may: ['^main/preload/', '^main/shell/channels\\.ts$', SHELL_API],
    mayAsType: ['^main/shell/'],
    seed: ['main/preload/a.ts', "import { x } from '../host/x.ts'; export const y = x;"],
  }),
];

const RENDERER_REACHES = [
  ...reach({
    name: 'renderer',
    from: '^renderer/',
    may: [KERNEL, DOMAIN, MESSAGES, '^renderer/'],
    mayAsType: [CONTRACT],
    seed: ['renderer/lib/a.ts', "import { x } from '../../main/db/x.ts'; export const y = x;"],
  }),
  ...reach({
    name: 'components',
    from: '^renderer/components/',
    may: [KERNEL, DOMAIN, MESSAGES, '^renderer/components/'],
    mayAsType: ['^renderer/lib/'],
    seed: ['renderer/components/a.ts', "import { x } from '../app/x.ts'; export const y = x;"],
  }),
  ...reach({
    name: 'lib',
    from: '^renderer/lib/',
    may: ['^shared/', '^renderer/lib/'],
    seed: ['renderer/lib/b.ts', "import { x } from '../components/x.ts'; export const y = x;"],
  }),
  ...reach({
    name: 'features',
    from: '^renderer/features/',
    may: ['^shared/', '^renderer/(features|components|lib)/'],
    seed: ['renderer/features/goods/a.ts', "import { x } from '../../app/x.ts'; export const y = x;"],
  }),
];

const SINGLE_RULES: readonly LayerRule[] = [
  {
    rule: {
      name: 'feature-alone',
      severity: 'error',
      from: { path: '^renderer/features/([^/]+)/' },
      to: { path: '^renderer/features/', pathNot: '^renderer/features/$1/' },
    },
    seed: ['renderer/features/goods/b.ts', "import { x } from '../points/x.ts'; export const y = x;"],
  },
  {
    rule: {
      name: 'shared-without-node',
      severity: 'error',
      from: { path: '^shared/' },
      to: { dependencyTypes: ['core'] },
    },
    seed: ['shared/domain/goods/b.ts', "import { x } from 'node:fs'; export const y = x;"],
  },
  {
    rule: {
      name: 'shared-packages',
      severity: 'error',
      from: { path: '^shared/' },
      to: { dependencyTypes: [...NPM], pathNot: ['node_modules/zod/', 'node_modules/@orpc/contract/'] },
    },
    seed: ['shared/domain/goods/c.ts', "import { x } from 'papaparse'; export const y = x;"],
  },
  {
    rule: {
      name: 'domain-without-packages',
      severity: 'error',
      from: { path: '^shared/(kernel|domain|messages)/' },
      to: { dependencyTypes: [...NPM] },
    },
    seed: ['shared/kernel/b.ts', "import { x } from 'zod'; export const y = x;"],
  },
  {
    rule: {
      name: 'renderer-without-node',
      severity: 'error',
      from: { path: '^renderer/' },
      to: { dependencyTypes: ['core'] },
    },
    seed: ['renderer/lib/c.ts', "import { x } from 'node:fs'; export const y = x;"],
  },
  {
    rule: {
      name: 'one-client',
      severity: 'error',
      from: { path: '^renderer/', pathNot: '^renderer/lib/' },
      to: { path: 'node_modules/@orpc/', dependencyTypesNot: ['type-only'] },
    },
    seed: ['renderer/app/a.ts', "import { createORPCClient } from '@orpc/client'; export const y = createORPCClient;"],
  },
  {
    rule: {
      name: 'electron-in-shell',
      severity: 'error',
      from: { path: '^(main|renderer|shared)/', pathNot: '^main/(shell|preload|host/desktop-host)' },
      to: { path: '(^|/)electron($|/)' },
    },
    seed: ['main/transport/b.ts', "import { app } from 'electron'; export const y = app;"],
  },
  {
    rule: {
      name: 'driver-in-db',
      severity: 'error',
      from: { path: '^main/', pathNot: '^main/db/' },
      to: { path: 'better-sqlite3', dependencyTypesNot: ['type-only'] },
    },
    seed: ['main/usecases/goods/b.ts', "import Database from 'better-sqlite3'; export const y = Database;"],
  },
  {
    rule: {
      name: 'product-without-tools',
      severity: 'error',
      from: { path: '^(main|shared)/', pathNot: '^main/(shell|preload)/' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'], pathNot: ['^node_modules/@types/'] },
    },
    seed: ['main/db/b.ts', "import fc from 'fast-check'; export const y = fc;"],
  },
  {
    rule: {
      name: 'no-circular',
      severity: 'error',
      from: { path: OURS },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    seed: ['shared/kernel/ring.ts', "import { x } from './ring-back.ts'; export const y = x;"],
  },
  {
    rule: {
      name: 'no-unresolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: ['^(virtual:|electron$)'] },
    },
    seed: ['shared/kernel/c.ts', "import { x } from './nowhere.ts'; export const y = x;"],
  },
  {
    rule: {
      name: 'no-orphan',
      severity: 'error',
      from: { orphan: true, path: '^(shared|main|renderer)/', pathNot: ['\\.d\\.ts$'] },
      to: {},
    },
    seed: ['shared/domain/goods/alone.ts', 'export const y = 1;'],
  },
];

/** Every arrow of the tree, as prohibitions. */
export const LAYER_RULES: readonly LayerRule[] = [
  ...SHARED_REACHES,
  ...MAIN_REACHES,
  ...RENDERER_REACHES,
  ...SINGLE_RULES,
];
