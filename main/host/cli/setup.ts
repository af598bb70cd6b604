import { randomInt } from 'node:crypto';
import { SCHEME_IDS, type SchemeId } from '../../../shared/domain/settings/scheme.ts';
import { PHOTOS_OFF_HINT } from '../../../shared/messages/verify-text.ts';
import { type Arguments, integerOption, requiredOption, textOption, UsageError } from './arguments.ts';
import { dataDirOf, withShop } from './data-dir.ts';
import type { Answer } from './output.ts';

/** First start from the command line. Without --pin a random one is made and printed once: there is no default. */
export async function runInit(given: Arguments): Promise<Answer> {
  const scheme = SCHEME_IDS.find((id) => id === requiredOption(given.options, 'scheme'));
  if (!scheme) throw new UsageError(`--scheme 应为 ${SCHEME_IDS.join('、')} 之一`);
  const villageNames = requiredOption(given.options, 'village')
    .split(/[,，、]/)
    .map((name) => name.trim())
    .filter(Boolean);
  if (villageNames.length === 0) throw new UsageError('--village 里没有村名');
  const pin = textOption(given.options, 'pin');
  if (pin !== null && !/^\d{6,12}$/.test(pin)) throw new UsageError('--pin 应为6至12位数字');
  return withShop(given, (shop) => initialise(shop, given, scheme, villageNames, pin));
}

type Shop = Parameters<Parameters<typeof withShop>[1]>[0];

async function initialise(
  shop: Shop,
  given: Arguments,
  scheme: SchemeId,
  villageNames: readonly string[],
  pin: string | null,
): Promise<Answer> {
  const shopName = textOption(given.options, 'shop') ?? `${villageNames[0] ?? ''}爱心超市`;
  const usedPin = pin ?? randomPin();
  const { recoveryCode } = await shop.settings.initialise({
    scheme,
    shopName,
    villageNames: [...villageNames],
    secret: usedPin,
  });
  const { lines } = await shop.settings.recoveryKey({ reason: '首次开店，从命令行' });
  const data = {
    scheme,
    shopName,
    villages: villageNames,
    dataDir: dataDirOf(given),
    ...(pin === null ? { pin: usedPin } : {}),
    recoveryCode,
    recoveryKey: lines,
  };
  const shownPin = pin === null ? `\n管理员PIN：${usedPin}（只显示这一次，请记下）` : '';
  const shownCode = `\n管理员找回码：${recoveryCode}（只显示这一次，请抄下封存，忘记密码时用）`;
  const shownKey = `\n身份证号的恢复密钥（请抄下封存，换电脑后打开身份证号用）：\n  ${lines.join('\n  ')}`;
  return { data, text: `已初始化“${shopName}”，数据在 ${dataDirOf(given)}${shownPin}${shownCode}${shownKey}` };
}

function randomPin(): string {
  return String(randomInt(100_000_000, 1_000_000_000)).slice(1);
}

/** Makes a demonstration village, the same one for the same seed. */
export async function runDemo(given: Arguments): Promise<Answer> {
  const input = {
    households: integerOption(given.options, 'households', 200),
    years: integerOption(given.options, 'years', 1),
    seed: integerOption(given.options, 'seed', 1),
  };
  return withShop(given, async (shop) => {
    const { operator } = await drain(await shop.settings.createDemo(input));
    const status = await shop.settings.status();
    const data = { shopName: status.shopName, operator, pin: status.demoPin, dataDir: dataDirOf(given) };
    return { data, text: `演示村“${status.shopName}”已建好，PIN ${status.demoPin ?? ''}，数据在 ${dataDirOf(given)}` };
  });
}

/** Lets a stream of progress run to its end and gives what it ends with. */
export async function drain<T>(work: { next: () => Promise<IteratorResult<unknown, T>> }): Promise<T> {
  for (;;) {
    const step = await work.next();
    if (step.done) return step.value;
  }
}

/** Recomputes the books; exit 2 when something is off. */
export async function runVerify(given: Arguments): Promise<Answer> {
  return withShop(given, async (shop) => {
    const report = await shop.settings.verify();
    if (report.problem) return { data: report, error: report.problem, refused: true };
    const { carried, off, messages } = report.photos;
    if (off > 0) {
      const error = {
        code: 'photos_off',
        where: messages[0] ?? '',
        message: `${messages.join('；')}。${PHOTOS_OFF_HINT}`,
      };
      return { data: report, error, refused: true };
    }
    const photos = carried === 0 ? '' : `，照片${carried}张都在`;
    return {
      data: report,
      text: `账目核对无误：${report.entries}笔单据，${report.postings}条分录${photos}，末笔校验码 ${report.lastHash.slice(0, 16)}`,
    };
  });
}
