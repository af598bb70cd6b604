import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import '../../components/doorway.css';
import { Sheet } from '../../components/page.tsx';
import { client } from '../../lib/client.ts';
import { setFirstPapersDue } from '../../lib/first-papers.ts';
import { showRecoveryCode } from '../../lib/session-store.ts';
import { sentenceOf } from '../../lib/shop-error.ts';
import { useTakeSeat } from '../../lib/take-seat.ts';
import { DemoVillage } from './demo-village.tsx';
import { PinStep, SchemeStep, ShopStep } from './first-start-steps.tsx';
import { type ShopDraft, villageNames } from './shop-draft.ts';

const EMPTY: ShopDraft = { scheme: 'heixi', shopName: '', villages: '', pin: '', pinAgain: '' };
const STEPS = ['积分方案', '店名和村', '管理员密码'] as const;

/** The first time: which scheme, which villages, who is in charge; or a village to try things in. */
export function FirstStartScreen() {
  const [step, setStep] = useState(0);
  const [draft, setDraft] = useState(EMPTY);
  const queryClient = useQueryClient();
  const takeSeat = useTakeSeat();
  const change = (part: Partial<ShopDraft>) => setDraft((before) => ({ ...before, ...part }));
  const initialise = useMutation({
    mutationFn: () =>
      client.settings.initialise({
        scheme: draft.scheme,
        shopName: draft.shopName,
        villageNames: [...villageNames(draft.villages)],
        secret: draft.pin,
      }),
    onSuccess: async ({ recoveryCode, ...session }) => {
      setFirstPapersDue(true);
      takeSeat(session);
      showRecoveryCode(recoveryCode);
      await queryClient.invalidateQueries();
    },
  });
  return (
    <main className="doorway">
      <div className="doorway-box">
        <header className="doorway-head">
          <span className="doorway-seal" aria-hidden="true">
            爱心
          </span>
          <div>
            <h1>欢迎使用爱心超市</h1>
            <p className="soft">{step === 0 ? '分三步开店。只想看看，就先进演示村。' : '分三步开店。'}</p>
          </div>
        </header>
        {step === 0 ? <DemoVillage /> : null}
        <Sheet>
          <ol className="steps">
            {STEPS.map((name, index) => (
              <li key={name} aria-current={index === step ? 'step' : undefined}>
                {index + 1} {name}
              </li>
            ))}
          </ol>
          {step === 0 ? <SchemeStep draft={draft} onChange={change} onNext={() => setStep(1)} /> : null}
          {step === 1 ? (
            <ShopStep draft={draft} onChange={change} onBack={() => setStep(0)} onNext={() => setStep(2)} />
          ) : null}
          {step === 2 ? (
            <PinStep
              draft={draft}
              onChange={change}
              onBack={() => setStep(1)}
              busy={initialise.isPending}
              complaint={initialise.isError ? sentenceOf(initialise.error) : null}
              onNext={() => initialise.mutate()}
            />
          ) : null}
        </Sheet>
      </div>
    </main>
  );
}
