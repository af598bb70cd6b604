import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Input, Select } from 'antd';
import { type FormEvent, useRef, useState } from 'react';
import type { HouseholdCard } from '../../../shared/contract/household.ts';
import type { LoanTool } from '../../../shared/contract/loan.ts';
import type { ShopStatus } from '../../../shared/contract/settings.ts';
import { centipoints, type ItemId } from '../../../shared/kernel/brands.ts';
import { pointsText } from '../../../shared/kernel/number-text.ts';
import { DateField } from '../../components/date-field.tsx';
import { Field } from '../../components/field.tsx';
import { Sheet } from '../../components/page.tsx';
import { PhotoPicker } from '../../components/photo-picker.tsx';
import { SecondPersonDialog } from '../../components/second-person-dialog.tsx';
import { Notice } from '../../components/state-views.tsx';
import { client, newRequestId } from '../../lib/client.ts';
import { sendUntilAnswered } from '../../lib/pending-command.ts';
import { useScanner } from '../../lib/scanner/scanner.ts';
import { sentenceOf } from '../../lib/shop-error.ts';
import { soundOk, soundRefused } from '../../lib/sounds.ts';
import { useApproval } from '../../lib/use-approval.ts';
import { usePhotos } from '../../lib/use-photos.ts';
import { type LendLine, lineProblem, plusOne, quantityOf, totalOf, usualDay } from './lend-draft.ts';

/** Lends tools to one household. The key is kept until it is known to be entered, so a retry never lends twice. */
export function LendForm(props: {
  readonly card: HouseholdCard;
  readonly tools: readonly LoanTool[];
  readonly status: ShopStatus;
  readonly onDone: (sentence: string) => void;
  readonly onLeave: () => void;
}) {
  const { card, status } = props;
  const { household } = card;
  const tools = new Map(props.tools.map((tool) => [tool.id, tool]));
  const [lines, setLines] = useState<readonly LendLine[]>([]);
  const [dueOn, setDueOn] = useState<string | null>(null);
  const [borrower, setBorrower] = useState('');
  const [note, setNote] = useState('');
  const [tried, setTried] = useState(false);
  const [complaint, setComplaint] = useState<string | null>(null);
  const photos = usePhotos('goods');
  const requestId = useRef(newRequestId());
  const queryClient = useQueryClient();
  const { withApproval, asked } = useApproval();
  const total = totalOf(lines, tools);
  const problems = new Map(
    lines.map((line) => {
      const tool = tools.get(line.itemId);
      return [line.itemId, tool === undefined ? null : lineProblem(line, tool)];
    }),
  );
  const goods = lines
    .map(({ itemId, quantity }) => `${tools.get(itemId)?.name ?? ''}×${quantity}${tools.get(itemId)?.unit ?? ''}`)
    .join('、');
  const lend = useMutation({
    mutationFn: () => {
      const input = {
        requestId: requestId.current,
        householdId: household.id,
        lines: lines.map(({ itemId, quantity }) => ({ itemId, quantity: quantityOf(quantity) ?? 0 })),
        dueOn,
        borrower,
        note,
        photos: [...photos.attachments],
        expectedTotalCentipoints: total,
      };
      const what = `借给${household.headName}（${household.householdNo}）：${goods}`;
      return withApproval(what, (approval) =>
        sendUntilAnswered({ requestId: input.requestId, procedure: 'loan.lend', input, what }, () =>
          client.loan.lend({ ...input, approval }),
        ),
      );
    },
    onSuccess: async (posted) => {
      requestId.current = newRequestId();
      props.onDone(`已借给${household.headName} ${goods}，单号 ${posted.documentNo}。`);
      await Promise.all(
        ['loan', 'goods', 'household'].map((key) => queryClient.invalidateQueries({ queryKey: [key] })),
      );
      props.onLeave();
    },
  });
  const add = (itemId: ItemId, count = 1) => {
    setComplaint(null);
    setLines((before) => plusOne(before, itemId, count));
  };
  useScanner((scan) => {
    const tool = props.tools.find(({ barcode, code }) => barcode === scan.text || code === scan.text.toUpperCase());
    if (!tool) {
      soundRefused();
      setComplaint(`没有条码是 ${scan.text} 的可借工具。`);
      return;
    }
    soundOk();
    add(tool.id, scan.quantity ?? 1);
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    const wrong = lines.length === 0 ? '请至少选一种工具。' : photos.busy ? '照片还在保存，请稍等。' : null;
    const failed = wrong === null && photos.failed ? '有照片没有保存，请再试或去掉。' : wrong;
    setComplaint(failed);
    if (failed === null && [...problems.values()].every((each) => each === null) && !lend.isPending) lend.mutate();
  };
  return (
    <Sheet>
      <p className="loan-head">
        <strong>{household.headName}</strong>
        <span>
          {household.householdNo}　{household.villageName}　{household.groupName}
        </span>
        <span>
          可兑换 <span className="points">{pointsText(card.spendableCentipoints)}</span> 分
        </span>
        <Button onClick={props.onLeave}>换一户</Button>
      </p>
      <form onSubmit={submit}>
        <Field label="工具" help="选一种就加一件，也可以扫条码">
          <Select<ItemId | null>
            autoFocus
            value={null}
            placeholder="名称或编码"
            showSearch={{ optionFilterProp: 'search' }}
            notFoundContent="没有这样的工具"
            options={props.tools.map((tool) => ({
              value: tool.id,
              label: `${nameOf(tool)}　在店 ${tool.availableQuantity}${tool.unit}　${priceText(tool)}`,
              search: `${tool.name} ${tool.code} ${tool.spec}`,
              disabled: tool.availableQuantity === 0,
            }))}
            onChange={(itemId) => (itemId === null ? undefined : add(itemId))}
          />
        </Field>
        <ul className="loan-lines">
          {lines.map((line) => {
            const tool = tools.get(line.itemId);
            return tool ? (
              <LendLineView
                key={line.itemId}
                tool={tool}
                line={line}
                problem={tried || line.quantity === '' ? (problems.get(line.itemId) ?? null) : overText(line, tool)}
                onQuantity={(quantity) =>
                  setLines((before) =>
                    before.map((each) => (each.itemId === line.itemId ? { ...each, quantity } : each)),
                  )
                }
                onRemove={() => setLines((before) => before.filter(({ itemId }) => itemId !== line.itemId))}
              />
            ) : null;
          })}
        </ul>
        <div className="form-grid">
          <Field label="应还日期" help={dueHelp(usualDay(lines, tools, status.businessDate))}>
            <DateField value={dueOn} onChange={setDueOn} />
          </Field>
          <Field label="借用人" help="不填就是户主本人">
            <Input maxLength={50} value={borrower} onChange={(event) => setBorrower(event.target.value)} />
          </Field>
          <Field label="备注" help="可不填">
            <Input maxLength={200} value={note} onChange={(event) => setNote(event.target.value)} />
          </Field>
        </div>
        <div className="loan-photos">
          <PhotoPicker inHand={photos} label="借出时的照片" hint="工具和借条的照片都可以，也可以拖到这里" />
        </div>
        {complaint ? (
          <Notice tone="refused" live="assertive">
            {complaint}
          </Notice>
        ) : null}
        {lend.isError ? (
          <Notice tone="refused" live="assertive">
            {sentenceOf(lend.error)}
          </Notice>
        ) : null}
        <div className="form-actions">
          <span className="loan-total">
            {total === 0 ? (
              '免费借用'
            ) : (
              <>
                合计 <span className="points">{pointsText(centipoints(total))}</span> 分
              </>
            )}
          </span>
          <Button type="primary" size="large" htmlType="submit" loading={lend.isPending}>
            借出
          </Button>
        </div>
      </form>
      {asked ? <SecondPersonDialog {...asked} /> : null}
    </Sheet>
  );
}

function LendLineView(props: {
  readonly tool: LoanTool;
  readonly line: LendLine;
  readonly problem: string | null;
  readonly onQuantity: (quantity: string) => void;
  readonly onRemove: () => void;
}) {
  const { tool, line, problem } = props;
  return (
    <li className="loan-line">
      <span className="loan-line-name">{nameOf(tool)}</span>
      <span className="soft">
        {priceText(tool)} · 在店 {tool.availableQuantity}
        {tool.unit}
      </span>
      <span className="loan-line-count">
        <Input
          aria-label={`${tool.name}数量`}
          inputMode="numeric"
          maxLength={4}
          value={line.quantity}
          {...(problem === null ? {} : { status: 'error', 'aria-invalid': true })}
          onChange={(event) => props.onQuantity(event.target.value)}
        />
        {tool.unit}
      </span>
      <Button aria-label={`去掉 ${tool.name}`} onClick={props.onRemove}>
        去掉
      </Button>
      {problem === null ? null : (
        <span className="field-error loan-line-problem" role="alert">
          {problem}
        </span>
      )}
    </li>
  );
}

function nameOf({ name, spec }: LoanTool): string {
  return spec === '' ? name : `${name} ${spec}`;
}

function priceText({ loanCentipoints, unit }: LoanTool): string {
  return loanCentipoints === 0 ? '免费' : `每${unit}${pointsText(loanCentipoints)}分`;
}

/** Said at once, not only after somebody tried. */
function overText(line: LendLine, tool: LoanTool): string | null {
  const count = quantityOf(line.quantity);
  return count !== null && count > tool.availableQuantity ? lineProblem(line, tool) : null;
}

function dueHelp(day: string | null): string {
  return day === null ? '不填就按工具的借用天数' : `不填就是 ${day}`;
}
