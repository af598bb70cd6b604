import { useMutation } from '@tanstack/react-query';
import { Button } from 'antd';
import { client } from '../../lib/client.ts';
import { sentenceOf } from '../../lib/shop-error.ts';
import { saveWorkbook } from '../../lib/save-workbook.ts';

/** Saves the rows left out as a workbook with the reasons in a last column. */
export function SaveProblems({ importId, rows }: { readonly importId: string; readonly rows: number }) {
  const save = useMutation({
    mutationFn: async () => saveWorkbook(await client.ledger.importProblems({ importId })),
  });
  return (
    <Button loading={save.isPending} onClick={() => save.mutate()}>
      <span aria-live="polite">{save.isError ? sentenceOf(save.error) : `存下有问题的 ${rows} 行`}</span>
    </Button>
  );
}
