import { type } from '@orpc/contract';
import { z } from 'zod';
import type { Rescued, RescuePreview, RescueState } from '../domain/settings/rescue.ts';
import { procedure, zOperatorId } from './base.ts';

const zPath = z.string().min(1).max(1024);
/** An administrator of the books in question, who says so with the own PIN or password. */
const zConfirmation = z.object({ operatorId: zOperatorId, secret: z.string().min(1).max(128) });

/**
 * For when the books cannot be worked with and nobody can sign in. Only on the shop's own PC: the stations' door lets none of this
 * through. What
 * changes anything is confirmed by an administrator of the books it changes to.
 */
const here = (summary: string) => procedure('public', summary);

export const rescueContract = {
  state: here('为什么打不开，有哪些备份').output(type<RescueState>()),
  preview: here('救援：查看一份备份')
    .input(z.object({ path: zPath }))
    .output(type<RescuePreview>()),
  restore: here('救援：恢复到一份备份；原来的文件另存，不删除')
    .input(
      z.object({
        path: zPath,
        // From the preview: what was looked at is what is restored.
        lastHash: z.string().regex(/^[0-9a-f]{64}$/),
        confirmation: zConfirmation,
      }),
    )
    .output(type<Rescued>()),
  acceptable: here('救援：谁可以确认用现有的账').output(
    type<readonly { readonly id: string; readonly name: string }[]>(),
  ),
  accept: here('救援：确认用现有的账继续')
    .input(z.object({ confirmation: zConfirmation }))
    .output(type<null>()),
  exportReadable: here('救援：导出还能读出的内容，姓名电话已遮盖').output(z.file()),
  supportBundle: here('救援：给维护人员的资料，不含村民信息').output(z.file()),
  retry: here('救援：再试着打开').output(type<RescueState>()),
};
