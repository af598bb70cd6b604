import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { type FormEvent, useState } from 'react';
import type { PrinterSettings, PrintOutcome } from '../../../shared/domain/settings/printer.ts';
import { Sheet } from '../../components/page.tsx';
import { ReceiptPaper } from '../../components/receipt-paper.tsx';
import { FailingState, LoadingState, Notice } from '../../components/state-views.tsx';
import { client } from '../../lib/client.ts';
import { notePrint } from '../../lib/print-state.ts';
import { queries } from '../../lib/queries.ts';
import { sentenceOf } from '../../lib/shop-error.ts';
import { printerText, printProblem } from '../../lib/words.ts';
import { draftOf, problemsOf, settingsOf } from './printer-draft.ts';
import { PrinterFields } from './printer-fields.tsx';

export function PrinterSheet({ mayChange }: { readonly mayChange: boolean }) {
  const printer = useQuery(queries.printer());
  return (
    <Sheet title="小票打印机">
      {printer.data ? (
        mayChange ? (
          <PrinterForm settings={printer.data} />
        ) : (
          <p>
            {printerText(printer.data)}，纸宽 {printer.data.paperWidthMm} 毫米。要改请找店员或管理员。
          </p>
        )
      ) : printer.isError ? (
        <FailingState sentence={sentenceOf(printer.error)} onRetry={() => void printer.refetch()} />
      ) : (
        <LoadingState />
      )}
    </Sheet>
  );
}

function PrinterForm({ settings }: { readonly settings: PrinterSettings }) {
  const [draft, setDraft] = useState(() => draftOf(settings));
  const [tried, setTried] = useState(false);
  const queryClient = useQueryClient();
  const preview = useQuery(queries.testPage(draft.paperWidthMm));
  const problems = problemsOf(draft);
  const good = Object.keys(problems).length === 0;
  const save = useMutation({
    mutationFn: () => client.settings.savePrinter(settingsOf(draft)),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['printer'] }),
  });
  const test = useMutation({
    mutationFn: () => client.settings.testPrint(settingsOf(draft)),
    onSuccess: notePrint,
  });
  const change = (part: Partial<typeof draft>) => {
    setDraft((before) => ({ ...before, ...part }));
    save.reset();
    test.reset();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (good && !save.isPending) save.mutate();
  };
  const print = () => {
    setTried(true);
    if (good && !test.isPending) test.mutate();
  };
  return (
    <div className="printer">
      <form className="doorway-form" onSubmit={submit}>
        <PrinterFields draft={draft} problems={tried ? problems : {}} onChange={change} />
        {save.isSuccess ? <Notice tone="done">已保存打印机设置。</Notice> : null}
        {test.data ? <TestOutcome outcome={test.data} /> : null}
        {save.isError || test.isError ? (
          <Notice tone="refused" live="assertive">
            {sentenceOf(save.error ?? test.error)}
          </Notice>
        ) : null}
        <div className="form-actions">
          {draft.type === 'none' ? null : (
            <Button size="large" onClick={print} loading={test.isPending}>
              打印测试页
            </Button>
          )}
          <Button size="large" type="primary" htmlType="submit" loading={save.isPending}>
            保存
          </Button>
        </div>
      </form>
      <div className="printer-preview">{preview.data ? <ReceiptPaper layout={preview.data} /> : null}</div>
    </div>
  );
}

function TestOutcome({ outcome }: { readonly outcome: PrintOutcome }) {
  const problem = printProblem(outcome);
  if (problem !== null) {
    return (
      <Notice tone="refused" live="assertive">
        测试页没打出：{problem}。
      </Notice>
    );
  }
  return (
    <Notice tone="done">
      {outcome.state === 'confirmed' ? '打印机回答：测试页已打印。' : '测试页已发给打印机，请看有没有出纸。'}
    </Notice>
  );
}
