import { useMutation } from '@tanstack/react-query';
import { Button } from 'antd';
import type { PhotosReport } from '../../../shared/contract/settings.ts';
import { PHOTOS_OFF_HINT } from '../../../shared/messages/verify-text.ts';
import { Sheet } from '../../components/page.tsx';
import { Notice } from '../../components/state-views.tsx';
import { client } from '../../lib/client.ts';
import { sentenceOf } from '../../lib/shop-error.ts';

/** Counts all books again from the first entry and says, in one sentence, whether they agree. */
export function VerifySheet() {
  const verify = useMutation({ mutationFn: () => client.settings.verify() });
  const report = verify.data;
  return (
    <Sheet
      title="核对账目"
      extra={
        <Button size="large" loading={verify.isPending} onClick={() => verify.mutate()}>
          {verify.isPending ? '正在核对…' : '现在核对'}
        </Button>
      }
    >
      <p className="soft sheet-lead">
        把积分、物品、货值、资金四本账从头算一遍，看余额对不对、有没有被改过；操作记录和单据的照片也一起核对。
      </p>
      <div className="verify-notices">
        {report ? (
          report.problem === null ? (
            <Notice tone="done">
              账目无误：{report.entries} 笔单据、{report.postings} 条分录，余额都对，也没有被改过。
            </Notice>
          ) : (
            <Notice tone="refused" live="assertive">
              账目有出入：{report.problem.where}，{report.problem.message} 请不要再办业务，联系维护人员。
            </Notice>
          )
        ) : null}
        {report && report.problem === null && report.photos.carried > 0 ? <Photos photos={report.photos} /> : null}
        {verify.isError ? (
          <Notice tone="refused" live="assertive">
            {sentenceOf(verify.error)}
          </Notice>
        ) : null}
      </div>
    </Sheet>
  );
}

/** Pictures are no part of the sums: the shop goes on without one, but it is told. */
function Photos({ photos }: { readonly photos: PhotosReport }) {
  if (photos.off === 0) return <Notice tone="done">单据的照片 {photos.carried} 张都在，也没有被改过。</Notice>;
  const more = photos.off - photos.messages.length;
  return (
    <Notice tone="refused" live="assertive">
      单据的照片有 {photos.off} 张不对：
      <ul>
        {photos.messages.map((message) => (
          <li key={message}>{message}</li>
        ))}
      </ul>
      {more > 0 ? `还有 ${more} 张。` : null}
      {PHOTOS_OFF_HINT}
    </Notice>
  );
}
