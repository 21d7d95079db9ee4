import { LegalDay, type Uuid } from '#kernel';
import {
  act,
  demoBody,
  demoItems,
  draftWithFlow,
  must,
  publish,
} from '../../src/modules/powers/powers.test-support.ts';
import type { testContext } from './context.ts';

export type Bureau = {
  readonly agencyId: Uuid;
  readonly officeId: Uuid;
  readonly powerId: string;
  readonly powerCode: string;
};

/** The demonstration bureau on 23 November 2026 with one licence in force, which has a flow. */
export async function bureauWithLicence(ctx: ReturnType<typeof testContext>): Promise<Bureau> {
  ctx.clock.set('2026-11-23T09:00:00+08:00');
  const body = await demoBody(ctx);
  const content = demoItems[0]?.content;
  if (content?.implementationCode === undefined) throw new Error('no item');
  const { powerId, versionId } = await draftWithFlow(ctx, body, content, 'flow-bureau');
  await act(ctx, body.agencyId, versionId, 'sign', 'countersign', 'pass');
  must(await publish(ctx, body.agencyId, versionId, LegalDay.parse('2026-11-23')));
  return { ...body, powerId, powerCode: content.implementationCode };
}
