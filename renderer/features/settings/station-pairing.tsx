import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import type { DoorsState } from '../../../shared/contract/station.ts';
import { Notice } from '../../components/state-views.tsx';
import { client } from '../../lib/client.ts';
import { queries } from '../../lib/queries.ts';
import { sentenceOf } from '../../lib/shop-error.ts';

/** The code that lets one PC in, large enough to be read across the room. */
export function StationPairing({ pairing }: { readonly pairing: DoorsState['pairing'] }) {
  const queryClient = useQueryClient();
  const show = (next: DoorsState) => {
    queryClient.setQueryData(queries.doors().queryKey, next);
  };
  const make = useMutation({ mutationFn: () => client.station.newPairingCode(), onSuccess: show });
  const drop = useMutation({ mutationFn: () => client.station.dropPairingCode(), onSuccess: show });
  const failed = make.error ?? drop.error;
  return (
    <div className="station-pairing">
      {pairing === null ? (
        <Button type="primary" size="large" loading={make.isPending} onClick={() => make.mutate()}>
          新配对码
        </Button>
      ) : (
        <section className="station-code" aria-label="配对码">
          <p className="station-digits number">
            {pairing.digits.slice(0, 4)} {pairing.digits.slice(4)}
          </p>
          <p className="soft">
            在分机上输入这个配对码。只能用一次，{Math.ceil(pairing.secondsLeft / 60)}分钟内有效，还可以试
            {pairing.triesLeft}次。
          </p>
          <Button loading={drop.isPending} onClick={() => drop.mutate()}>
            作废
          </Button>
        </section>
      )}
      {failed ? (
        <Notice tone="refused" live="assertive">
          {sentenceOf(failed)}
        </Notice>
      ) : null}
    </div>
  );
}
