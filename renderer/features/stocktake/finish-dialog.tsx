import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import type { StocktakeHead } from '../../../shared/contract/stocktake.ts';
import { Dialog } from '../../components/dialog.tsx';
import '../../components/doorway.css';
import { SecondPersonDialog } from '../../components/second-person-dialog.tsx';
import { Notice } from '../../components/state-views.tsx';
import { client } from '../../lib/client.ts';
import { go } from '../../lib/navigation.ts';
import { sentenceOf } from '../../lib/shop-error.ts';
import { useApproval } from '../../lib/use-approval.ts';

/** Ends the counting; whoever watched it says so on the spot. */
export function FinishDialog(props: {
  readonly head: StocktakeHead;
  readonly missing: number;
  readonly onClose: () => void;
}) {
  const { head, missing } = props;
  const queryClient = useQueryClient();
  const { withApproval, asked } = useApproval();
  const finish = useMutation({
    mutationFn: () =>
      withApproval(
        `监盘：“${head.title}”点完收单，共点 ${head.countedLots} 批${missing === 0 ? '' : `，${missing} 批没有点`}`,
        (approval) => client.stocktake.finish({ stocktakeId: head.id, approval }),
      ),
    onSuccess: async () => {
      go('/goods/stocktake');
      await queryClient.invalidateQueries({ queryKey: ['stocktake'] });
    },
  });
  return (
    <>
      <Dialog title="点完收单" onClose={props.onClose}>
        <div className="doorway-form">
          {missing === 0 ? (
            <p>账上有货的批次都点到了，共点 {head.countedLots} 批。</p>
          ) : (
            <Notice tone="soon">
              还有 {missing} 批没有点。找过没有的，请点 0；就这样收单，由复核的人决定退回补点还是不调整。
            </Notice>
          )}
          <p className="soft">收单后不能再点数。请监盘的人来输入自己的密码，点过数的人不能监盘。</p>
          {finish.isError ? (
            <Notice tone="refused" live="assertive">
              {sentenceOf(finish.error)}
            </Notice>
          ) : null}
          <div className="form-actions">
            <Button size="large" onClick={props.onClose}>
              接着点
            </Button>
            <Button size="large" type="primary" loading={finish.isPending} onClick={() => finish.mutate()}>
              收单，请监盘人确认
            </Button>
          </div>
        </div>
      </Dialog>
      {asked ? <SecondPersonDialog {...asked} /> : null}
    </>
  );
}
