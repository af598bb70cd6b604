import type { CounterItem } from '../../../shared/contract/goods.ts';
import type { LocalDate } from '../../../shared/kernel/brands.ts';
import { daysBetween } from '../../../shared/kernel/local-date.ts';
import { hundredthsText } from '../../../shared/kernel/number-text.ts';
import { longDate } from '../../lib/dates.ts';
import { unavailableWord } from './basket.ts';

/** Goods that expire within a month are offered first and marked 临期. */
const NEAR_EXPIRY_DAYS = 30;

export function GoodsTile(props: {
  readonly id: string;
  readonly item: CounterItem;
  readonly businessDate: LocalDate;
  readonly active: boolean;
  readonly onPick: () => void;
}) {
  const { item } = props;
  const word = unavailableWord(item);
  const near =
    word === null &&
    item.nearestExpiry !== null &&
    daysBetween(props.businessDate, item.nearestExpiry) <= NEAR_EXPIRY_DAYS;
  return (
    <div
      id={props.id}
      className="tile"
      role="option"
      aria-selected={props.active}
      aria-disabled={word !== null}
      onMouseDown={(event) => event.preventDefault()}
      onClick={props.onPick}
    >
      <span className="tile-name" title={item.name}>
        {item.name}
      </span>
      <span className="tile-spec">
        <span>{item.spec}</span>
        {near && item.nearestExpiry !== null ? (
          <span className="tile-near" title={`${longDate(item.nearestExpiry)}到期`}>
            临期 {item.nearestExpiry.slice(5)}
          </span>
        ) : null}
      </span>
      <span className="tile-foot">
        <span className="tile-price number">
          {item.priceCentipoints === null ? null : (
            <>
              {hundredthsText(item.priceCentipoints)}
              <span className="tile-unit">分</span>
            </>
          )}
        </span>
        {word !== null ? (
          <span className="tile-word">{word}</span>
        ) : item.partner !== null ? (
          <span className="tile-stock" title={`由${item.partner.name}发放，不扣本店库存`}>
            共建店
          </span>
        ) : (
          <span className="tile-stock number">
            余 {item.availableQuantity} {item.unit}
          </span>
        )}
      </span>
    </div>
  );
}
