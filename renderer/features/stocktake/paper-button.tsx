import { useMutation } from '@tanstack/react-query';
import { App, Button } from 'antd';
import type { EntryId } from '../../../shared/kernel/brands.ts';
import { client } from '../../lib/client.ts';
import { saveWorkbook } from '../../lib/save-workbook.ts';
import { sentenceOf } from '../../lib/shop-error.ts';

/** 盘点表 as a PDF to print, sign and file. */
export function StocktakePaperButton({ entryId }: { readonly entryId: EntryId }) {
  const { message } = App.useApp();
  const paper = useMutation({
    mutationFn: async () => {
      const file = await client.paper.stocktake({ entryId });
      return { outcome: await saveWorkbook(file), name: file.name };
    },
    onSuccess: ({ outcome, name }) => {
      if (outcome.kind === 'failed') void message.error(outcome.reason);
      if (outcome.kind === 'saved') void message.success(`已存 ${name}`);
    },
    onError: (error) => void message.error(sentenceOf(error)),
  });
  return (
    <Button size="large" loading={paper.isPending} onClick={() => paper.mutate()}>
      打印盘点表
    </Button>
  );
}
