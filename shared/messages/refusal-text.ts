import type { Refusal, RefusalCode } from '../contract/base.ts';
import { hundredthsText, pointsText } from '../kernel/number-text.ts';
import { SECOND_PERSON_RULES } from '../domain/staff/second-person.ts';
import { DONATION_SENTENCES } from './donation-text.ts';
import { BACKUP_FAILURE_TEXT } from './backup-text.ts';
import { FILE_TROUBLE_TEXT } from './file-text.ts';
import { GOODS_SENTENCES } from './inbound-text.ts';
import { inputText } from './input-text.ts';
import { LOCK_REASON_TEXT } from './personal-text.ts';
import { LOAN_SENTENCES } from './loan-text.ts';
import { PHOTO_SENTENCES } from './photo-text.ts';
import { OUTBOUND_SENTENCES } from './outbound-text.ts';
import { limitText, UNFIT_TEXT } from './second-person-text.ts';
import { PARTNER_SENTENCES } from './partner-text.ts';
import { clockText } from './clock-text.ts';
import { PRICE_SENTENCES } from './price-text.ts';
import { STOCKTAKE_SENTENCES } from './stocktake-text.ts';
import { rescueCauseText } from './rescue-text.ts';

type RefusalOf<C extends RefusalCode> = Extract<Refusal, { readonly code: C }>;
type Sentences = { readonly [C in RefusalCode]: (refusal: RefusalOf<C>) => string };

const STATUS_TEXT = { active: '在册', moved: '已迁出', closed: '已销户' } as const;

/** One sentence a code: what is wrong, the number that matters, and where it helps the next step. */
const SENTENCES: Sentences = {
  ...PRICE_SENTENCES,
  ...OUTBOUND_SENTENCES,
  ...DONATION_SENTENCES,
  ...STOCKTAKE_SENTENCES,
  basket_empty: () => '还没有选物品',
  quantity_not_positive: (r) => `“${r.itemName}”的数量是${r.quantity}，应为1或更多的整数`,
  points_short: (r) =>
    `差${hundredthsText(r.shortCentipoints)}分：合计${pointsText(r.totalCentipoints)}分，可兑${pointsText(r.spendableCentipoints)}分`,
  yearly_cap_reached: (r) =>
    `本年兑换上限${pointsText(r.capCentipoints)}分，已兑${pointsText(r.redeemedCentipoints)}分，这一单超出${hundredthsText(r.shortCentipoints)}分`,
  stock_short: (r) => `“${r.itemName}”要${r.requestedQuantity}${r.unit}，库存只有${r.availableQuantity}${r.unit}`,
  stock_expired: (r) =>
    `批次${r.lotCode}的“${r.itemName}”已于${r.expiresOn}过期，不能发放；未过期的只有${r.availableQuantity}${r.unit}，要${r.requestedQuantity}${r.unit}`,
  stock_earmarked: (r) =>
    `“${r.itemName}”要${r.requestedQuantity}${r.unit}，这一户可兑的只有${r.availableQuantity}${r.unit}；另有${r.earmarkedQuantity}${r.unit}是定向捐给“${r.earmarks.join('、')}”的，这一户没有这个标签，要捐赠人同意后才能兑`,
  item_not_found: () => '没有这种物品',
  item_not_offered: (r) => `“${r.itemName}”已停用，不再兑换`,
  item_without_price: (r) => `“${r.itemName}”还没有定兑换分值`,
  total_changed: (r) =>
    `分值已变：屏幕上合计${pointsText(r.expectedCentipoints)}分，现在是${pointsText(r.totalCentipoints)}分，请核对后再兑换`,
  household_not_found: () => '没有这一户',
  household_not_active: (r) => `户${r.householdNo}${STATUS_TEXT[r.status]}，不能兑换`,
  redemption_not_found: () => '没有这张兑换单',
  return_of_return: (r) => `${r.documentNo}是退回单，不能再退`,
  return_line_not_found: (r) => `兑换单${r.documentNo}没有第${r.lineNo}行`,
  already_returned: (r) =>
    r.itemName === null ? `兑换单${r.documentNo}已全部退回` : `兑换单${r.documentNo}的“${r.itemName}”已退回，不能再退`,
  return_exceeds_line: (r) =>
    `“${r.itemName}”最多还能退${r.returnableQuantity}${r.unit}，要退${r.requestedQuantity}${r.unit}`,
  reason_missing: () => '请填写原因',
  held_basket_not_found: () => '这张挂单已被取走',
  points_not_positive: (r) => `分值是${hundredthsText(r.pointsCentipoints)}，应大于0`,
  date_in_future: (r) => `日期${r.date}晚于今天${r.today}`,
  entry_not_found: () => '没有这笔单据',
  already_reversed: (r) => `${r.documentNo}已被${r.reversalNo}红冲，不能再红冲`,
  entry_not_reversible: (r) => `${r.documentNo}不能在这里红冲`,
  ...GOODS_SENTENCES,
  ...PARTNER_SENTENCES,
  household_no_taken: (r) => `户编号${r.householdNo}已属于${r.headName}户`,
  id_number_taken: (r) => `身份证号已登记在${r.householdNo} ${r.headName}户`,
  personal_key_locked: (r) => LOCK_REASON_TEXT[r.why],
  personal_key_elsewhere: () => '这个数据文件夹的密钥由桌面程序保管，请在桌面程序里输入恢复密钥',
  personal_key_present: () => '身份证号现在打得开，不用清除',
  personal_key_not_kept: () => '密钥没有存下来：数据文件夹不能写入，请检查磁盘和文件夹权限',
  recovery_key_length: (r) => `恢复密钥应有${r.expected}个字符，现在是${r.characters}个`,
  recovery_key_character: (r) => `恢复密钥里没有“${r.character}”这个字符，请核对`,
  recovery_key_line: (r) => `恢复密钥第${r.line}行有误，请核对这一行`,
  recovery_key_of_other_books: () => '恢复密钥没有写错，但不是这套账的，请找这套账的那一张',
  village_not_found: () => '没有这个村',
  secret_wrong: (r) => `密码不对，还可以试${r.attemptsLeft}次`,
  sign_in_locked: (r) =>
    `试错太多次，请${r.secondsLeft > 90 ? `${Math.ceil(r.secondsLeft / 60)}分钟` : `${r.secondsLeft}秒`}后再试`,
  secret_must_change: () => '这个密码是别人给的，本人要先登录改成自己的密码',
  secret_form_invalid: () => '密码要6到12位数字，或至少8个字符、有字母又有数字',
  secret_too_simple: () => '密码太简单，请不要用连续、重复的数字，也不要用生日',
  secret_unchanged: () => '新密码不能和原来的一样',
  second_person_needed: (r) => `${SECOND_PERSON_RULES[r.operation].name}${limitText(r)}要另一位当面同意`,
  second_person_missing: (r) => {
    const { name, unit } = SECOND_PERSON_RULES[r.operation];
    const other = unit === 'always' ? '' : '，或在“设置”里调高限额';
    return `${name}要另一位当面同意，现在没有能同意的人。请管理员在“人员”里添一位${other}`;
  },
  second_person_unfit: (r) => UNFIT_TEXT[r.reason](r.name),
  recovery_code_mistyped: () => '找回码输得不对，有字抄错或漏了，请对照纸上再看一遍',
  recovery_code_wrong: (r) => `找回码不对或已用过，还可以试${r.attemptsLeft}次`,
  operator_not_found: () => '没有这个人，或已停用',
  operator_name_taken: (r) => `已有在用的人叫“${r.name}”，请换个能分清的名字`,
  own_secret: () => '自己的密码请用“改密码”来改，要先输入原来的',
  last_administrator: () => '这是最后一位管理员，不能停用，也不能改成别的角色',
  already_initialised: (r) => `本店已设置为“${r.shopName}”，不能再次初始化`,
  not_initialised: () => '还没有完成首次设置',
  fault_reports_too_many: () => '出错太频繁，没有再记',
  request_id_reused: () => '这个请求号已用于另一笔单据，请重新开单',
  village_names_invalid: () => '村名不能为空，也不能重复',
  business_date_in_future: (r) => `业务日期${r.date}晚于今天${r.today}`,
  input_invalid: (r) => inputText(r.path, r.rule),
  disk_full: () => '磁盘已满，没有做完。请先清理磁盘空间（清空回收站、移走大文件），再做一次，不会重复记账',
  disk_failing: () =>
    '磁盘读写出错，没有做完。请再做一次，不会重复记账；如果又出错，请先停用，把备份复制到别的盘，并联系维护人员',
  disk_read_only: () => '磁盘现在不能写入，没有做完。请检查磁盘是否写保护、数据文件夹是否有写入权限，再做一次',
  replay_no_record: () => '没有找到本店的第二份记录，请检查它的文件夹，U盘是否已插上',
  replay_nothing: () => '第二份记录里没有比现在更新的单据，不用补回',
  replay_gap: (r) => `第二份记录缺了第${r.expectedSeq}笔单据（后面是${r.documentNo}），接不上，没有补回`,
  replay_fork: (r) => `第二份记录里的第${r.seq}笔单据（${r.documentNo}）和现在的账不是同一笔，接不上，没有补回`,
  replay_entry_changed: (r) => `第二份记录里的${r.documentNo}被改过，不可信，一笔也没有补回`,
  replay_entry_unbalanced: (r) => `第二份记录里的${r.documentNo}收付不平，不可信，一笔也没有补回`,
  replay_out_of_bounds: (r) => `第二份记录里的${r.documentNo}会使积分或库存变成负数，一笔也没有补回`,
  replay_does_not_fit: (r) => `第二份记录里的${r.documentNo}和现在的户籍、物品对不上，一笔也没有补回`,
  replay_from_newer_program: () => '第二份记录是由更新版本的程序写的，请安装新版本后再补回',
  backup_running: () => '正在备份，请稍候再试',
  backup_not_sound: (r) => `${r.where === '' ? '账目' : r.where}核对有出入，这份备份不能用，没有算数`,
  backup_not_written: (r) => BACKUP_FAILURE_TEXT[r.reason],
  backup_folder_invalid: (r) => `“${r.path}”不能用，请填数据文件夹以外的完整路径`,
  backup_not_found: (r) => `找不到备份“${r.fileName}”，U盘可能没有插上`,
  backup_damaged: (r) => `备份“${r.fileName}”已损坏或不是本程序的备份，不能恢复，请换一份`,
  backup_from_newer_program: (r) => `备份“${r.fileName}”是更新版本的程序做的，请先安装新版本再恢复`,
  restore_changed: (r) => `账目刚有变化，现在恢复会丢掉${r.lostEntries}笔，请重新查看后再恢复`,
  rescue_mode: (r) => rescueCauseText(r.cause),
  books_not_sound: (r) => rescueCauseText({ code: 'not_sound', where: r.where }),
  not_in_rescue: () => '账目现在是好的，不需要救援',
  nothing_readable: () => '这个文件里没有能读出的内容',
  not_acceptable: () => '现在的账不能这样继续用，请恢复备份',
  clock_suspect: (r) => clockText(r),
  restore_running: () => '正在恢复备份，请稍候',
  ledger_unknown: (r) => `没有名为“${r.name}”的台账`,
  passbook_needs_household: () => '导出积分存折要先选一户',
  export_household_not_found: (r) => `没有户编号为${r.householdNo}的户`,
  export_village_not_found: (r) => `没有名为“${r.villageName}”的村`,
  export_period_invalid: (r) => `起始日期${r.from}晚于截止日期${r.to}`,
  file_not_found: (r) => `找不到文件：${r.path}`,
  file_not_writable: (r) => `不能写入${r.path}：${FILE_TROUBLE_TEXT[r.reason]}`,
  file_too_large: (r) => `文件有${r.megabytes}MB，超过${r.limitMegabytes}MB，请拆分后再导入`,
  file_encrypted: () => '文件设了打开密码，请先在表格软件里去掉密码再导入',
  file_not_a_workbook: () => '这不是表格文件，请选择 .xlsx、.xls 或 .csv 文件',
  file_quote_open: (r) => `第${r.row}行的引号没有关上，后面的行分不清，请更正后再导入`,
  file_empty: () => '文件里没有内容，请检查是不是选错了文件',
  file_damaged: () => '文件已损坏，打不开，请用表格软件另存后再试',
  sheet_too_large: (r) => `表“${r.sheet}”有${r.rows}行，超过${r.limitRows}行，请拆分后再导入`,
  no_sheet_recognised: () => '没有认出可导入的表，请指定每张表是哪种台账',
  nothing_good: (r) => `没有可导入的行，${r.bad}行都有问题`,
  import_not_found: () => '这次导入已过期，请重新选择文件',
  import_running: () => '正在导入另一份文件，请等它完成',
  export_not_found: () => '导出的文件已取走或已过期，请重新导出',
  cancelled: () => '已取消',
  station_not_paired: () => '这台电脑还没有接为分机，或已被撤销，请在主机上取一个配对码',
  only_at_shop_pc: () => '这件事只能在店里的主机上办',
  too_many_requests: (r) => `操作太频繁，请${r.secondsLeft}秒后再试`,
  pairing_code_wrong: (r) =>
    r.triesLeft > 0 ? `配对码不对，还可以试${r.triesLeft}次` : '配对码错了太多次，已作废，请在主机上重新取一个',
  pairing_code_void: () => '配对码已过期或已用过，请在主机上重新取一个',
  station_name_taken: (r) => `已有一台分机叫“${r.name}”，请换一个名字`,
  station_not_found: () => '没有这台分机，可能刚被撤销',
  doors_closed: () => '分机没有开放，请先在主机的设置里开放',
  doors_port_taken: (r) => `端口${r.port}已被别的程序占用，请换一个`,
  doors_port_not_allowed: (r) => `没有权限使用端口${r.port}，请换一个`,
  ...LOAN_SENTENCES,
  ...PHOTO_SENTENCES,
  doors_address_gone: (r) => `本机现在没有地址${r.address}，请另选一个`,
};

/** The Chinese sentence of any refusal. */
export function refusalText(refusal: Refusal): string {
  const sentence = SENTENCES[refusal.code] as (value: Refusal) => string;
  return sentence(refusal);
}
