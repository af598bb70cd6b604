type Problem = {
  readonly code: string;
  readonly where: string;
  readonly expected: string;
  readonly found: string;
};

const SENTENCES: Readonly<Record<string, (problem: Problem) => string>> = {
  sequence_gap: (p) => `单据顺序中断：${p.where}前应是第${p.expected}笔，实为第${p.found}笔`,
  chain_broken: (p) => `单据${p.where}与前一笔接不上，之间可能被改动`,
  entry_changed: (p) => `单据${p.where}的内容与登记时不一致，可能被改动`,
  context_changed: (p) => `单据${p.where}的明细与登记时不一致，可能被改动`,
  entry_unbalanced: (p) => `单据${p.where}收付不平，差${p.found}`,
  balance_wrong: (p) => `账户${p.where}余额不符：按单据应为${p.expected}，账上为${p.found}`,
  balance_negative: (p) => `账户${p.where}余额为负：${p.found}`,
  document_missing: (p) => `${p.where}号单据已编到第${p.expected}号，账上只有${p.found}张`,
  audit_sequence_gap: (p) => `操作记录中断：第${p.where}条之前有缺失，可能被删除`,
  audit_chain_broken: (p) => `操作记录第${p.where}条与前一条接不上，之间可能被改动`,
  audit_record_changed: (p) => `操作记录第${p.where}条的内容与登记时不一致，可能被改动`,
  posting_orphaned: (p) => `第${p.where}笔单据缺失，但它的明细还在`,
};

/** The first thing a check of the books found, as a sentence for an inspector. */
export function verifyProblemText(problem: Problem): string {
  return SENTENCES[problem.code]?.(problem) ?? `账目核对发现问题：${problem.where}`;
}

/** Which picture is off, and where it belongs. */
export function photoProblemText(
  kind: 'missing' | 'altered',
  { documentNo, fileName }: { readonly documentNo: string; readonly fileName: string },
): string {
  return kind === 'missing'
    ? `${documentNo}的照片“${fileName}”不见了`
    : `${documentNo}的照片“${fileName}”被改动过，不是原来那张`;
}

/** What to do about pictures that are off. */
export const PHOTOS_OFF_HINT =
  '请插上存备份的U盘，在“备份”里点“立即备份”，程序会从备份里找回；找不回的请把纸质原件重新拍照补附。';

type AuditProblem = { readonly code: 'sequence_gap' | 'chain_broken' | 'record_changed'; readonly seq: number };

/** The first thing that is off in the audit trail. */
export function auditProblemText({ code, seq }: AuditProblem): string {
  return verifyProblemText({ code: `audit_${code}`, where: String(seq), expected: '', found: '' });
}
