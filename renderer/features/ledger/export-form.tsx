import { Button, Select } from 'antd';
import { type FormEvent, useState } from 'react';
import type { HouseholdHit } from '../../../shared/contract/household.ts';
import type { ShopStatus } from '../../../shared/contract/settings.ts';
import type { VillageId } from '../../../shared/kernel/brands.ts';
import { parseLocalDate } from '../../../shared/kernel/local-date.ts';
import { DateField } from '../../components/date-field.tsx';
import { Field } from '../../components/field.tsx';
import { Sheet } from '../../components/page.tsx';
import { SearchField } from '../../components/search-field.tsx';
import { client } from '../../lib/client.ts';
import { useHouseholdSearch } from '../../lib/household-search.tsx';
import { may } from '../../lib/permissions.ts';
import { readScannedCode } from '../../lib/scanner/scanned-code.ts';
import { useScanner } from '../../lib/scanner/scanner.ts';
import { useOperator } from '../../lib/session-store.ts';
import { soundOk, soundRefused } from '../../lib/sounds.ts';
import { asksHousehold, EXPORT_CHOICES, type ExportChoice, hasPersonalNumbers, scopeOf } from './export-choices.ts';
import { isReasonGiven, PersonalChoice, type PersonalReason } from './personal-choice.tsx';
import { ALL_TIME, type Period, usualPeriods } from './export-period.ts';
import type { ExportRequest } from './use-export.ts';

type ChosenHousehold = Pick<HouseholdHit, 'id' | 'householdNo' | 'headName'>;

/** Which ledger, which days, whose. Only what narrows the chosen ledger is asked. */
export function ExportForm(props: {
  readonly status: ShopStatus;
  /** Export was pressed while something was missing. */
  readonly tried: boolean;
  readonly onTry: () => void;
  readonly onStart: (request: ExportRequest) => void;
}) {
  const { status } = props;
  const [choice, setChoice] = useState<ExportChoice>('all');
  const [period, setPeriod] = useState<Period>(ALL_TIME);
  const [villageId, setVillageId] = useState<VillageId | null>(null);
  const [household, setHousehold] = useState<ChosenHousehold | null>(null);
  const [reason, setReason] = useState<PersonalReason>(null);
  const operator = useOperator();
  const asksPersonal = operator !== null && may(operator.role, 'exportPersonal') && hasPersonalNumbers(choice);
  const personalReason = asksPersonal ? reason : null;
  const scope = scopeOf(choice);
  const backwards = period.from !== null && period.to !== null && period.from > period.to;
  const missing = choice === 'passbook' && household === null;
  const choose = (next: ExportChoice) => {
    setChoice(next);
    if (!asksHousehold(next)) setHousehold(null);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (backwards || missing || !isReasonGiven(personalReason)) {
      props.onTry();
      return;
    }
    props.onStart({
      choice,
      period: scope.days ? period : ALL_TIME,
      villageId: scope.households && choice !== 'passbook' ? villageId : null,
      householdId: household?.id ?? null,
      personalReason,
    });
  };
  return (
    <form className="export-form" onSubmit={submit}>
      <LedgerChoice value={choice} onChange={choose} />
      <Sheet title="范围">
        {scope.days ? (
          <Days
            today={status.businessDate}
            value={period}
            onChange={setPeriod}
            error={backwards ? '起始日期晚于截止日期。' : null}
          />
        ) : (
          <p className="soft">这本台账是现在的情况，不分日期。</p>
        )}
        {scope.households ? (
          <div className="form-grid export-whose">
            {choice === 'passbook' || status.villages.length < 2 ? null : (
              <Field label="村" help={choice === 'all' ? '只管按户记的台账；物品是全店的' : '不选就是全部'}>
                <Select
                  allowClear
                  placeholder="全部"
                  value={villageId}
                  options={status.villages.map(({ id, name }) => ({ value: id, label: name }))}
                  onChange={(id: VillageId | undefined) => setVillageId(id ?? null)}
                />
              </Field>
            )}
            {asksHousehold(choice) ? (
              <HouseholdChoice
                needed={choice === 'passbook'}
                error={props.tried && missing ? '积分存折是一户一本，请先找到这一户。' : null}
                value={household}
                onChange={setHousehold}
              />
            ) : null}
          </div>
        ) : (
          <p className="soft">物品是全店的，不分村和户。</p>
        )}
        {asksPersonal ? (
          <PersonalChoice
            value={reason}
            onChange={setReason}
            error={props.tried && !isReasonGiven(reason) ? '请写明用途，至少 4 个字。' : null}
          />
        ) : null}
        <div className="form-actions">
          <Button type="primary" size="large" htmlType="submit">
            导出
          </Button>
        </div>
      </Sheet>
    </form>
  );
}

function LedgerChoice(props: { readonly value: ExportChoice; readonly onChange: (choice: ExportChoice) => void }) {
  return (
    <fieldset className="export-kinds">
      <legend className="visually-hidden">导出哪一本</legend>
      {EXPORT_CHOICES.map(({ id, name, hint }) => (
        <label key={id} className="export-kind" data-on={props.value === id}>
          <input type="radio" name="ledger" checked={props.value === id} onChange={() => props.onChange(id)} />
          <span className="export-kind-name">{name}</span>
          <span className="soft small">{hint}</span>
        </label>
      ))}
    </fieldset>
  );
}

function Days(props: {
  readonly today: Parameters<typeof usualPeriods>[0];
  readonly value: Period;
  readonly onChange: (period: Period) => void;
  readonly error: string | null;
}) {
  const { value, onChange } = props;
  const day = (text: string | null) => (text === null ? null : parseLocalDate(text));
  return (
    <div className="export-days">
      <Field label="从哪天" error={props.error}>
        <DateField
          value={value.from}
          placeholder="建账那天"
          onChange={(text) => onChange({ ...value, from: day(text) })}
        />
      </Field>
      <Field label="到哪天">
        <DateField value={value.to} placeholder="今天" onChange={(text) => onChange({ ...value, to: day(text) })} />
      </Field>
      <div className="export-usual" role="group" aria-label="常用日期">
        {usualPeriods(props.today).map(({ name, period }) => {
          const on = period.from === value.from && period.to === value.to;
          return (
            <Button key={name} aria-pressed={on} onClick={() => onChange(period)}>
              {name}
            </Button>
          );
        })}
      </div>
    </div>
  );
}

function HouseholdChoice(props: {
  readonly needed: boolean;
  readonly error: string | null;
  readonly value: ChosenHousehold | null;
  readonly onChange: (household: ChosenHousehold | null) => void;
}) {
  const search = useHouseholdSearch(props.onChange);
  useScanner((scan) => {
    const code = readScannedCode(scan.text);
    if (code.kind !== 'household') return soundRefused();
    void client.household.search({ query: code.cardNo, limit: 1 }).then(
      ([hit]) => {
        if (hit === undefined) return soundRefused();
        soundOk();
        props.onChange(hit);
      },
      () => soundRefused(),
    );
  });
  if (props.value) {
    return (
      <div className="field">
        <span className="field-label">户</span>
        <p className="export-household">
          <span>
            <span className="number">{props.value.householdNo}</span> {props.value.headName}
          </span>
          <Button onClick={() => props.onChange(null)}>{props.needed ? '换一户' : '不限户'}</Button>
        </p>
      </div>
    );
  }
  return (
    <div className="field">
      <SearchField {...search} label={props.needed ? '哪一户' : '只导一户（可不填）'} />
      {props.error ? (
        <span className="field-error" role="alert">
          {props.error}
        </span>
      ) : null}
    </div>
  );
}
