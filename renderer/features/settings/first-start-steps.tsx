import { useQuery } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { type FormEvent, type ReactNode, useState } from 'react';
import { secretProblem } from '../../../shared/domain/staff/secret.ts';
import { refusalText } from '../../../shared/messages/refusal-text.ts';
import { Field } from '../../components/field.tsx';
import { FailingState, LoadingState, Notice } from '../../components/state-views.tsx';
import { queries } from '../../lib/queries.ts';
import { sentenceOf } from '../../lib/shop-error.ts';
import { SCHEME_TEXT } from './scheme-text.ts';
import { type ShopDraft, villageNames } from './shop-draft.ts';

type StepProps = {
  readonly draft: ShopDraft;
  readonly onChange: (part: Partial<ShopDraft>) => void;
  readonly onNext: () => void;
};

function StepForm(props: { readonly onSubmit: () => void; readonly children: ReactNode }) {
  const submit = (event: FormEvent) => {
    event.preventDefault();
    props.onSubmit();
  };
  return (
    <form className="doorway-form" onSubmit={submit}>
      {props.children}
    </form>
  );
}

export function SchemeStep({ draft, onChange, onNext }: StepProps) {
  const presets = useQuery(queries.presets());
  if (presets.isError)
    return <FailingState sentence={sentenceOf(presets.error)} onRetry={() => void presets.refetch()} />;
  if (!presets.data) return <LoadingState />;
  return (
    <StepForm onSubmit={onNext}>
      <fieldset className="choices">
        <legend>村里照哪个办法记积分？</legend>
        {presets.data.map((scheme) => (
          <label key={scheme.id} className="choice">
            <input
              type="radio"
              name="scheme"
              checked={scheme.id === draft.scheme}
              onChange={() => onChange({ scheme: scheme.id })}
            />
            <strong>{scheme.name}</strong>
            <span className="small">{SCHEME_TEXT[scheme.id]}</span>
            <span className="soft small">依据：{scheme.source}</span>
          </label>
        ))}
      </fieldset>
      <div className="form-actions">
        <Button type="primary" size="large" htmlType="submit">
          下一步
        </Button>
      </div>
    </StepForm>
  );
}

export function ShopStep({ draft, onChange, onNext, onBack }: StepProps & { readonly onBack: () => void }) {
  const [tried, setTried] = useState(false);
  const names = villageNames(draft.villages);
  const shopMissing = draft.shopName.trim() === '';
  const next = () => {
    setTried(true);
    if (!shopMissing && names.length > 0) onNext();
  };
  return (
    <StepForm onSubmit={next}>
      <Field label="店名" help="印在小票和台账上" error={tried && shopMissing ? '请填店名。' : null}>
        <Input
          autoFocus
          size="large"
          maxLength={64}
          placeholder="例：光明村爱心超市"
          value={draft.shopName}
          onChange={(event) => onChange({ shopName: event.target.value })}
        />
      </Field>
      <Field
        label="村名"
        help={names.length > 1 ? `共 ${names.length} 个村：${names.join('、')}` : '几个村合用一个店，就一行写一个村'}
        error={tried && names.length === 0 ? '请至少填一个村。' : null}
      >
        <Input.TextArea
          autoSize={{ minRows: 2, maxRows: 6 }}
          placeholder="例：光明村"
          value={draft.villages}
          onChange={(event) => onChange({ villages: event.target.value })}
        />
      </Field>
      <div className="form-actions">
        <Button size="large" onClick={onBack}>
          上一步
        </Button>
        <Button type="primary" size="large" htmlType="submit">
          下一步
        </Button>
      </div>
    </StepForm>
  );
}

function pinProblem(pin: string): string | null {
  const problem = secretProblem(pin);
  return problem === null ? null : `${refusalText(problem)}。`;
}

export function PinStep(
  props: StepProps & { readonly onBack: () => void; readonly busy: boolean; readonly complaint: string | null },
) {
  const { draft, onChange } = props;
  const [tried, setTried] = useState(false);
  const problem = pinProblem(draft.pin);
  const differs = draft.pin !== draft.pinAgain;
  const finish = () => {
    setTried(true);
    if (problem === null && !differs && !props.busy) props.onNext();
  };
  return (
    <StepForm onSubmit={finish}>
      <Field
        label="管理员密码"
        help="6 到 12 位数字，或至少 8 个字符、有字母又有数字。下一步给您一份找回码，忘了密码用它。"
        error={tried ? problem : null}
      >
        <Input.Password
          autoFocus
          size="large"
          maxLength={64}
          autoComplete="new-password"
          visibilityToggle={false}
          value={draft.pin}
          onChange={(event) => onChange({ pin: event.target.value })}
        />
      </Field>
      <Field label="再输一遍" error={tried && problem === null && differs ? '两遍不一样，请重输。' : null}>
        <Input.Password
          size="large"
          maxLength={64}
          autoComplete="new-password"
          visibilityToggle={false}
          value={draft.pinAgain}
          onChange={(event) => onChange({ pinAgain: event.target.value })}
        />
      </Field>
      {props.complaint === null ? null : (
        <Notice tone="refused" live="assertive">
          {props.complaint}
        </Notice>
      )}
      <div className="form-actions">
        <Button size="large" onClick={props.onBack}>
          上一步
        </Button>
        <Button type="primary" size="large" htmlType="submit" loading={props.busy}>
          开店
        </Button>
      </div>
    </StepForm>
  );
}
