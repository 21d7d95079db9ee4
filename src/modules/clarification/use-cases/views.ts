import { PowerContent } from '#modules/powers';
import type { AdjustmentView, HandoverRow, SideView } from '../contract/index.ts';
import type { adjustmentsOf, Finding, Side } from '../db/finding-reader.ts';
import type { Handover } from '../db/handover-reader.ts';
import { leftAsItWas } from '../domain/questioned.ts';

/** An item as two of them are read side by side. */
export function sideView(side: Side): SideView {
  const content = PowerContent.parse(side.content);
  return {
    powerId: side.powerId,
    versionId: side.versionId,
    code: side.code,
    agency: side.agency,
    office: side.office ?? '',
    name: content.name,
    typeCode: content.typeCode,
    level: content.level,
    bases: content.legalBasis.map(({ law, article, level = '' }) => ({ law, article, level })),
    conditions: content.conditions,
    materials: content.materials.map(({ name }) => name),
    duties: content.duties.map(({ stage, content: what }) => `${stage}：${what}`),
    history: content.history.map(({ on, what }) => ({ on: on ?? null, what })),
  };
}

/** An adjustment with what of the questioned elements it leaves as they were. */
export function adjustmentView(
  { rule, evidence, decided, powerId }: Finding,
  one: Awaited<ReturnType<typeof adjustmentsOf>>[number],
): AdjustmentView {
  const { versionId, name, state, status, content, before } = one;
  const decision = one.powerId === powerId ? (decided?.decision ?? null) : null;
  const left =
    before === null
      ? []
      : leftAsItWas({ rule, evidence, decision }, PowerContent.parse(before), PowerContent.parse(content));
  return { versionId, name, state, status, left: [...left] };
}

/** A question to another body as either of the two reads it. */
export function handoverRow(one: Handover): HandoverRow {
  return {
    id: one.id,
    power: one.name,
    giver: one.giver,
    receiverId: one.receiverId,
    receiver: one.receiver,
    text: one.text,
    askedPost: one.askedPost,
    askedAt: one.askedAt.toISOString(),
    state: one.answer ?? (one.findingState === 'open' ? 'asked' : 'lapsed'),
    reason: one.reason,
    answeredPost: one.answeredPost,
    answeredAt: one.answeredAt?.toISOString() ?? null,
  };
}
