import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useEffect, useState } from 'react';
import type { OperatorId } from '../../shared/kernel/brands.ts';
import { Notice } from '../components/state-views.tsx';
import { type PendingCommand, resumable, resume } from '../lib/pending-command.ts';
import { sentenceOf } from '../lib/shop-error.ts';

type Answered = { readonly requestId: string; readonly sentence: string; readonly done: boolean };

/** Commands whose answer was lost are asked about when their person is back, and what became of them is said once. */
export function PendingNotice({ operatorId }: { readonly operatorId: OperatorId }) {
  const [answers, setAnswers] = useState<readonly Answered[]>([]);
  const queryClient = useQueryClient();
  useEffect(() => {
    for (const command of resumable(operatorId)) {
      void ask(command).then(async (answered) => {
        setAnswers((before) => [...before, answered]);
        await queryClient.invalidateQueries();
      });
    }
  }, [operatorId, queryClient]);
  return answers.map(({ requestId, sentence, done }) => (
    <Notice
      key={requestId}
      tone={done ? 'done' : 'refused'}
      live="assertive"
      action={
        <Button onClick={() => setAnswers((before) => before.filter((each) => each.requestId !== requestId))}>
          知道了
        </Button>
      }
    >
      {sentence}
    </Notice>
  ));
}

async function ask(command: PendingCommand): Promise<Answered> {
  const { requestId, what } = command;
  try {
    const { documentNo } = await resume(command);
    return { requestId, sentence: `断开前办的“${what}”已经记上，单号 ${documentNo}，只记了一次。`, done: true };
  } catch (error) {
    return { requestId, sentence: `断开前办的“${what}”没有记上：${sentenceOf(error)}`, done: false };
  }
}
