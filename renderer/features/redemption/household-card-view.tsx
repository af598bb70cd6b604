import { Button } from 'antd';
import type { HouseholdCard } from '../../../shared/contract/household.ts';
import type { Recipient } from '../../../shared/domain/redemption/redemption.ts';
import { centipoints, type EntryId } from '../../../shared/kernel/brands.ts';
import { pointsText } from '../../../shared/kernel/number-text.ts';
import { href } from '../../lib/navigation.ts';
import { HOUSEHOLD_STATUS_TEXT } from '../../lib/words.ts';

const SHOWN_DOCUMENTS = 3;

/** The household at the counter; the number that matters is the largest thing on it. */
export function HouseholdCardView(props: {
  readonly card: HouseholdCard;
  readonly recipient: Recipient | null;
  readonly locked: boolean;
  readonly onProxy: () => void;
  readonly onDocument: (id: EntryId) => void;
}) {
  const { card } = props;
  const { household } = card;
  return (
    <article className="card" aria-label={`${household.headName}户`}>
      <div className="card-who">
        <p className="card-name">
          {household.headName}
          {household.status === 'active' ? null : (
            <span className="card-status">! {HOUSEHOLD_STATUS_TEXT[household.status]}，不能兑换</span>
          )}
        </p>
        <p className="card-place">
          <span className="number">{household.householdNo}</span>
          <span>{household.villageName}</span>
          <span>{household.groupName}</span>
          {household.tags.map((tag) => (
            <span key={tag} className="card-tag">
              {tag}
            </span>
          ))}
        </p>
        <p className="card-facts">
          <a href={href(`/households/${household.id}`)}>
            荣誉 <span className="number">{pointsText(card.honourCentipoints)}</span>
          </a>
          <span>
            冻结 <span className="number">{pointsText(card.account.heldCentipoints)}</span>
          </span>
          <span>
            今年已兑 <span className="number">{pointsText(card.account.redeemedCentipoints)}</span>
          </span>
        </p>
        {card.arrearsCentipoints > 0 ? (
          <p className="card-arrears">
            ! 欠 {pointsText(card.arrearsCentipoints)} 分：扣分时积分已经兑完，以后加的分先补上。
          </p>
        ) : null}
      </div>
      <div className="card-points">
        <span className="card-points-label">可兑换</span>
        <span className="card-points-figure">
          <span className="number">{pointsText(card.spendableCentipoints)}</span>
          <span className="card-points-unit">分</span>
        </span>
        {props.locked && props.recipient === null ? null : (
          <Button size="small" type="link" className="card-proxy" disabled={props.locked} onClick={props.onProxy}>
            {props.recipient ? `代领：${props.recipient.name}（${props.recipient.relation}）` : '别人代领'}{' '}
            <kbd>F10</kbd>
          </Button>
        )}
      </div>
      {card.today.length > 0 ? <Today today={card.today} onDocument={props.onDocument} /> : null}
    </article>
  );
}

function Today(props: { readonly today: HouseholdCard['today']; readonly onDocument: (id: EntryId) => void }) {
  const { today } = props;
  const redeemed = today.reduce(
    (sum, { kind, totalCentipoints }) => sum + (kind === 'return' ? -Math.abs(totalCentipoints) : totalCentipoints),
    0,
  );
  return (
    <p className="card-today">
      <span>
        今日 {today.length} 笔，共 <span className="number">{pointsText(centipoints(redeemed))}</span> 分
      </span>
      {today.slice(0, SHOWN_DOCUMENTS).map((document) => (
        <button key={document.id} type="button" className="link" onClick={() => props.onDocument(document.id)}>
          {document.timeOfDay} {document.kind === 'return' ? '退回' : '兑换'}{' '}
          <span className="number">{pointsText(document.totalCentipoints)}</span>
        </button>
      ))}
      {today.length > SHOWN_DOCUMENTS ? <span>…</span> : null}
    </p>
  );
}
