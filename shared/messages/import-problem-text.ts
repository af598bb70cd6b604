import type { FoundProblem, ProblemCode, ProblemDetail } from '../domain/ledger/import/import-problem.ts';
import { hundredthsText } from '../kernel/number-text.ts';
import type { ImportProblem } from '../domain/ledger/import-report.ts';
import { LOCK_REASON_TEXT } from './personal-text.ts';

/** The problem as the clerk reads it: where, what, and the figure that matters. */
export function importProblem(found: FoundProblem): ImportProblem {
  const { severity, row, column, value, detail } = found;
  return { severity, row, column, value, code: detail.code, message: importProblemText(found) };
}

/** `第14行“数量”为空，请补填` */
export function importProblemText(found: FoundProblem): string {
  const where = found.row === 0 ? '' : `第${found.row}行`;
  const name = found.column === '' ? '' : `“${found.column}”`;
  // Each code's writer takes that code's figures; the table below is checked, this look-up cannot be.
  const write = SENTENCES[found.detail.code] as Sentence<ProblemDetail>;
  return `${where}${write(found.detail, name, found.value)}`;
}

type Sentence<Detail> = (detail: Detail, column: string, value: string) => string;
type Sentences = { readonly [Code in ProblemCode]: Sentence<Extract<ProblemDetail, { readonly code: Code }>> };

/** `“数量”的`, or nothing when the problem has no column. */
const of = (column: string): string => (column === '' ? '' : `${column}的`);

const SENTENCES: Sentences = {
  // One cell.
  missing: (_detail, column) => `${column}为空，请补填`,
  not_a_number: (_detail, column, value) => `${of(column)}“${value}”不是数字`,
  negative_number: (_detail, column, value) => `${of(column)}“${value}”是负数，请填正数`,
  zero_number: (_detail, column) => `${column}为0，请填大于0的数`,
  not_whole: (_detail, column, value) => `${of(column)}“${value}”不是整数`,
  too_many_decimals: (detail, column, value) => `${of(column)}“${value}”小数超过${detail.maximum}位`,
  number_too_large: (detail, column, value) => `${of(column)}“${value}”太大，最多${detail.limit}`,
  unit_mismatch: (detail, column, value) =>
    `${of(column)}“${value}”单位是“${detail.unit}”，与“${detail.expected}”不一致`,
  not_a_date: (_detail, column, value) => `${of(column)}“${value}”不是日期，请写成2026-07-01这样`,
  no_such_day: (detail, column) => `${column}有误：${detail.year}年${detail.month}月${detail.day}日不存在`,
  date_without_year: (_detail, column, value) => `${of(column)}“${value}”没有年份，请写成2026-07-01这样`,
  date_in_future: (detail, column) => `${column}${detail.date}晚于今天${detail.today}`,
  date_too_early: (detail, column) => `${column}${detail.date}早于${detail.earliest}，请核对年份`,
  formula_cell: (_detail, column) => `${column}里是公式或链接，不是文字，请改为文字后重填`,
  formula_not_calculated: (_detail, column) =>
    `${column}里的公式还没有计算结果，请在表格软件里打开保存一次，或改为数值`,
  error_cell: (_detail, column, value) => `${column}里是错误值“${value}”，请更正`,
  unreadable_character: (_detail, column) => `${column}里有无法识别的字符，请删去后重填`,
  lost_character: (_detail, column, value) => `${of(column)}“${value}”里有问号或方框，可能是丢失的生僻字，请核对`,
  text_too_long: (detail, column) => `${column}有${detail.length}个字，最多${detail.limit}个字`,
  not_a_choice: (detail, column, value) => `${of(column)}“${value}”看不懂，请填：${detail.choices.join('、')}`,
  merged_amount: (_detail, column) => `${column}与上面的行合并成一格，不知道各行是多少，请拆开分别填写`,
  // Two cells or two rows of the file.
  numbers_masked: (detail) => `有${detail.rows}行的身份证号或电话打了星号：原有的保持不变，新户的以后补填`,
  sheet_hidden: () => '这是隐藏的表，没有导入；要导入请指定它是哪种台账',
  sheet_is_view: () => '这是由别的台账算出来的表，不用导入',
  second_table: (detail) =>
    `右侧从${detail.from}列起另有一张表（${detail.headings.join('、')}），没有读取；要导入请把它移到单独的表里`,
  sheet_not_recognised: (detail) =>
    detail.suggested === null ? '认不出这是哪种台账，请指定' : `不能确定这是不是${detail.suggested}，请指定`,
  column_missing: (detail) => `表头里没有找到“${detail.heading}”，请指定是哪一列`,
  id_number_lost_digits: () => '身份证号被表格软件改成了数字，后几位已丢失，请改为文本后重填',
  id_number_length: (detail, _column, value) => `身份证号“${value}”是${detail.length}位，应为18位`,
  id_number_check_digit: (detail, _column, value) =>
    `身份证号“${value}”的校验位不对，最后一位应为${detail.expected}，请核对`,
  id_number_birthday: (_detail, _column, value) => `身份证号“${value}”里的出生日期不存在，请核对`,
  id_number_in_text: (_detail, column) => `${column}里写了身份证号，只保留打星号的；户主的请填在身份证号一列`,
  id_number_as_household_no: () => '户编号不能用身份证号，请另编户编号',
  name_masked: (_detail, column, value) => `${of(column)}“${value}”打了星号，不能导入，请用完整的姓名`,
  phone_lost_digits: () => '电话被表格软件改成了数字，后几位已丢失，请改为文本后重填',
  phone_invalid: (_detail, _column, value) => `电话“${value}”不对，手机号应为11位`,
  phone_several: (detail, _column, value) => `电话“${value}”有几个号码，只取第一个${detail.taken}`,
  barcode_lost_digits: () => '条码被表格软件改成了数字，后几位已丢失，请改为文本后重填',
  barcode_invalid: (_detail, _column, value) => `条码“${value}”不对，应为4到32位数字或字母`,
  barcode_check_digit: (detail, _column, value) => `条码“${value}”的校验位不对，最后一位应为${detail.expected}，请核对`,
  identifier_lost_digits: (_detail, column) =>
    `${column}被表格软件改成了数字或日期，原来的写法已丢失，请改为文本后重填`,
  household_missing: () => '没有写是哪一户：户编号和户主都为空',
  item_missing: () => '没有写是什么物品：物品编码、条码和名称都为空',
  points_both: () => '加分和扣分只能填一个',
  points_missing: () => '加分和扣分都没有填',
  cost_missing: () => '采购入库要填单价或金额',
  source_assumed: () => '没有写来源，按采购入库',
  amount_mismatch: (detail, column, value) => `${column}${value}与数量乘单价${detail.expected}不符`,
  points_mismatch: (detail, column, value) => `${column}${value}与数量乘单价${detail.expected}不符`,
  expiry_before_production: (detail) => `保质期至${detail.expiresOn}早于生产日期${detail.producedOn}`,
  expiry_missing: () => '这种物品管理保质期，保质期至为空',
  expired_when_received: (detail) => `保质期至${detail.expiresOn}，入库时已过期，入库后不能兑换`,
  duplicate_household_no: (detail, _column, value) => `户编号“${value}”与第${detail.firstRow}行重复`,
  duplicate_id_number: (detail, _column, value) => `身份证号“${value}”与第${detail.firstRow}行重复`,
  duplicate_item_code: (detail, _column, value) => `物品编码“${value}”与第${detail.firstRow}行重复`,
  duplicate_barcode: (detail, _column, value) => `条码“${value}”与第${detail.firstRow}行重复`,
  duplicate_item_name: (detail, _column, value) => `物品“${value}”与第${detail.firstRow}行重复，请用编码或规格区分`,
  identical_row: (detail) => `与第${detail.firstRow}行完全相同，请核对是否重复登记`,
  stocktake_day_missing: () => '没有写哪一天盘点，请在标题下写上“盘点日期：2026-07-31”这样的日期',
  difference_mismatch: (detail, column, value) => `${of(column)}“${value}”与实盘减账面不符，应为${detail.expected}`,
  // The file against the books.
  unknown_household: (_detail, _column, value) =>
    value === '' ? '花名册里没有这一户' : `花名册里没有“${value}”这一户，请先导入户籍花名册或更正`,
  household_ambiguous: (detail, _column, value) => `花名册里叫“${value}”的有${detail.candidates}户，请填户编号`,
  household_name_mismatch: (detail, _column, value) =>
    `户主“${value}”与花名册不符：${detail.householdNo}的户主是${detail.headName}`,
  household_no_taken: (detail) => `户编号${detail.householdNo}已经是${detail.headName}家的`,
  id_number_taken: (detail, _column, value) => `身份证号“${value}”已登记在${detail.householdNo}${detail.headName}家`,
  id_number_locked: (detail) => `身份证号不能导入：${LOCK_REASON_TEXT[detail.why]}`,
  village_not_served: (detail, _column, value) => `本店没有“${value}”这个村，现有：${detail.villages.join('、')}`,
  village_missing: (detail) => `没有写是哪个村，现有：${detail.villages.join('、')}`,
  unknown_item: (_detail, _column, value) => `物品目录里没有“${value}”，请先导入物品目录或更正`,
  item_ambiguous: (detail, _column, value) => `物品目录里叫“${value}”的有${detail.candidates}种，请填物品编码或规格`,
  item_name_mismatch: (detail, _column, value) => `物品“${value}”与目录不符：${detail.itemCode}是${detail.itemName}`,
  item_unit_mismatch: (detail, _column, value) => `单位“${value}”与目录的“${detail.unit}”不一致`,
  barcode_taken: (detail, _column, value) => `条码“${value}”已经是${detail.itemCode}${detail.itemName}的`,
  unknown_lot: (detail) => `没有批次${detail.lotCode}，请先导入物品入库台账`,
  lot_ambiguous: (detail) => `没有写批次，这种物品有${detail.lots}批，请写明是哪一批`,
  loss_exceeds: (detail) =>
    `库存只有${detail.available}${detail.unit}，盘亏${detail.loss}${detail.unit}扣不下，请核对前面的台账是否齐全`,
  stock_short: (detail, _column, value) => `库存只有${detail.available}${detail.unit}，不够${value}`,
  points_overdrawn: (detail) =>
    `这一户${detail.year}年的积分不够兑换，导入后欠${hundredthsText(detail.shortCentipoints)}分，请核对积分台账是否齐全`,
  donor_missing: () => '没有写是谁捐的，先按不知名的捐赠入库，以后可在“捐赠”里补登',
  receivers_same: (_detail, _column, value) => `接收人一和接收人二都是“${value}”，捐赠物资应由两个人接收，请核对`,
  gift_known: (detail) => `捐赠登记里已有这一行（${detail.documentNo}），不再入库；没有的内容没有补`,
  gift_of_other: (detail, _column, value) =>
    `入库台账${detail.documentNo}有同日同物同数量的捐赠，写的是“${detail.supplier}”，按同一笔登记为“${value}”，请核对`,
  gift_shared: (detail, _column, value) =>
    `入库台账${detail.documentNo}是同一张单，已登记为“${detail.donor}”捐赠，不能又算“${value}”的，请核对`,
  gift_value_differs: (detail) =>
    `入库台账${detail.documentNo}记的是${detail.costFen === null ? '未计价' : `${hundredthsText(detail.costFen)}元`}，金额以入库台账为准`,
  gift_word_differs: (detail, column, value) =>
    `${of(column)}“${value}”与${detail.documentNo}已登记的“${detail.kept}”不同，没有改，要改请在“捐赠”里更正`,
  donor_ambiguous: (detail, _column, value) => `捐赠人名册里叫“${value}”的有${detail.candidates}位，请填联系电话`,
  earmark_of_nobody: (detail) => `定向“${detail.earmark}”，现在没有一户带这个标签，登记标签前这些物品谁也不能兑换`,
  earmark_of_person: (detail) =>
    `“${detail.earmark}”是${detail.householdNo}这一户：指明送给某一户的不进超市，定向只写人群`,
  original_not_found: () => '这是退回，但没有找到原来的兑换',
  reversed_not_found: () => '这是红冲，但没有找到被红冲的单据',
  invoice_taken: (detail, _column, value) => `发票“${value}”已在入库单${detail.documentNo}里入过库，这一行没有重复导入`,
  invoice_twice: (detail, _column, value) => `发票“${value}”在${detail.documentNo}里也有，请核对是否重复登记`,
  refused_by_books: (detail, column) => `${column}${detail.sentence}`,
};
