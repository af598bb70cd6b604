import { parseArgs } from 'node:util';
import type { LocalDate } from '../../../shared/kernel/brands.ts';
import { parseLocalDate } from '../../../shared/kernel/local-date.ts';

/** A command line that cannot be understood: said in Chinese, exit 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export type Arguments = {
  readonly command: string;
  readonly words: readonly string[];
  readonly dataDir: string | null;
  readonly json: boolean;
  readonly today: LocalDate | null;
  readonly options: Readonly<Record<string, string | boolean | undefined>>;
};

const OPTIONS = {
  data: { type: 'string' },
  json: { type: 'boolean' },
  today: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
  scheme: { type: 'string' },
  village: { type: 'string' },
  pin: { type: 'string' },
  shop: { type: 'string' },
  check: { type: 'boolean' },
  from: { type: 'string' },
  to: { type: 'string' },
  household: { type: 'string' },
  personal: { type: 'string' },
  port: { type: 'string' },
  demo: { type: 'boolean' },
  households: { type: 'string' },
  years: { type: 'string' },
  seed: { type: 'string' },
  yes: { type: 'boolean', short: 'y' },
  replay: { type: 'boolean' },
  record: { type: 'string' },
} as const;

export const USAGE = `用法: npm run -s shop -- [--data 文件夹] [--json] [--today YYYY-MM-DD] <命令>

  init --scheme heixi|civility|tuke|moralbank --village 村[,村] [--shop 店名] [--pin 6至12位数字]
  import 文件 [--check]                     导入台账；--check 只看不写
  export 台账|all 输出 [--from 日期 --to 日期 --village 村 --household 户编号]
         [--personal 用途]                  带完整的身份证号和电话（平时打星号），用途记入操作记录
  call 过程 [JSON]                          以管理员身份调用任一过程
  procedures                                列出全部过程及其输入
  verify                                    核对全部账目
  backup [文件夹]                           立即备份；给出文件夹则再复制一份到那里
  restore 文件 [--yes] [--replay [--record 文件夹]]
                                            看恢复会丢掉什么；--yes 才恢复；--replay 再从第二份记录补回
  serve [--port 端口] [--demo]              在 127.0.0.1 上提供服务
  demo [--households 户数 --years 年数 --seed 种子]

退出码: 0 完成，2 因说明的原因被拒绝，1 程序故障`;

export function parseArguments(argv: readonly string[]): Arguments {
  const { values, positionals } = parse(argv);
  const [command = '', ...words] = positionals;
  return {
    command: values.help ? 'help' : command,
    words,
    dataDir: values.data ?? null,
    json: values.json ?? false,
    today: dateOption('today', values.today),
    options: values,
  };
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], options: OPTIONS, allowPositionals: true, strict: true });
  } catch (error) {
    // Node's own sentence is English; the argument in question is what a person needs of it.
    const named = error instanceof Error ? /'(-[^']*)'/.exec(error.message)?.[1] : undefined;
    throw new UsageError(`看不懂的参数${named === undefined ? '' : `：${named}`}，用 help 查看用法`);
  }
}

/** A day given with an option; null when it was not given. */
export function dateOption(name: string, text: string | boolean | undefined): LocalDate | null {
  if (typeof text !== 'string') return null;
  const date = parseLocalDate(text);
  if (date === null) throw new UsageError(`--${name} 应为存在的日期 YYYY-MM-DD，实为 ${text}`);
  return date;
}

export function textOption(options: Arguments['options'], name: string): string | null {
  const value = options[name];
  return typeof value === 'string' && value !== '' ? value : null;
}

export function requiredOption(options: Arguments['options'], name: string): string {
  const value = textOption(options, name);
  if (value === null) throw new UsageError(`缺少 --${name}`);
  return value;
}

export function integerOption(options: Arguments['options'], name: string, fallback: number): number {
  const text = textOption(options, name);
  if (text === null) return fallback;
  if (!/^\d{1,9}$/.test(text)) throw new UsageError(`--${name} 应为整数，实为 ${text}`);
  return Number(text);
}
