import { compactText, tidyText } from './cell-text.ts';
import type { RawCell, RawRow } from './raw-workbook.ts';

export type RowKind = 'data' | 'empty' | 'summary' | 'signature' | 'heading' | 'divider';

const SUMMARY =
  /^(本页|本月|本年度?|本季度?|全村|全年|全镇|各组|当前|以上)?(合计|小计|总计|共计|累计|总合计|承前页|过次页)(\(.*\)|（.*）)?[:：]?$/;
/** Not 盘点日期：…, which says what day the lines below it were counted on. */
const SIGNATURE =
  /^(制表|填表|编制|审核|复核|监督|填报|负责|经办|经手|审批|验收|单位负责|村负责|盖章|单位盖章|公章|村委会|村主任|主任|会计|出纳|领导|制单|保管|打印|制作|填写|统计|报送|联系|盘点(?=人|员)|监盘|清点)(人|员|单位|日期|时间|人员|代表)?(签字|签名|意见)?(\((签字|签名|盖章|公章|签章)\))?[:：]/;
const SIGNATURE_WORD = /^(制表|审核|监督|复核|制表人|审核人|监督人|填表人|负责人|盖章|年月日|日期|第\d+页.*)[:：]?$/;
const REMARK = /^(注|备注|说明|填表说明|注意|附注|注释)\d?[:：]/;
const DIVIDER =
  /^([一二三四五六七八九十]{1,3}[、.．].*|第?[\d一二三四五六七八九十]{1,3}(村民)?(小)?[组社].{0,6}|.{1,12}(村|社区|部分|类))[:：]?$/;

/**
 * What a row under the headings is. Only `data` is read; sums, signatures, repeated headings and titles between
 * groups are what every paper form has and nobody means to import.
 */
export function rowKind(
  row: RawRow,
  mapped: readonly number[],
  headings: readonly string[],
  quiet: readonly number[],
): RowKind {
  const own = row.cells.flatMap((cell, column) => (isFilled(cell) ? [{ cell, column }] : []));
  const telling = own.filter(({ cell, column }) => cell.merged !== true && !quiet.includes(column) && !isIdle(cell));
  if (telling.length === 0) return 'empty';
  const texts = own.filter(({ cell }) => cell.kind === 'text').map(({ cell }) => compactText(cell.text));
  if (texts.some((text) => SUMMARY.test(text))) return 'summary';
  if (isHeadingAgain(own, mapped, headings)) return 'heading';
  const few = own.length <= Math.max(3, mapped.length / 2);
  if (few && own.every(({ cell }) => cell.kind === 'text') && texts.some((text) => SIGNATURE.test(text)))
    return 'signature';
  if (texts.length === own.length && texts.every((text) => SIGNATURE_WORD.test(text))) return 'signature';
  if (own.length <= 2 && REMARK.test(texts[0] ?? '')) return 'signature';
  const alone = own.length === 1 && mapped.length > 2 ? own[0] : undefined;
  return alone?.cell.kind === 'text' && DIVIDER.test(texts[0] ?? '') ? 'divider' : 'data';
}

function isFilled(cell: RawCell | null): cell is RawCell {
  return cell !== null && (cell.kind === 'formula' || tidyText(cell.text) !== '');
}

/** A form's own zeros: 金额 =数量*单价 down to the last printed line. */
function isIdle(cell: RawCell): boolean {
  return cell.formula !== undefined && (cell.text === '' || (cell.kind === 'number' && cell.number === 0));
}

function isHeadingAgain(
  own: readonly { readonly cell: RawCell; readonly column: number }[],
  mapped: readonly number[],
  headings: readonly string[],
): boolean {
  const same = own.filter(({ cell, column }) => mapped.includes(column) && tidyText(cell.text) === headings[column]);
  return same.length >= 2 && same.length * 2 > own.length;
}
