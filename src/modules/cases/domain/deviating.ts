import { z } from 'zod';
import { LegalDay, Rid } from '#kernel';

export const DeviationGround = z.enum(['court-or-review', 'own-mistake', 'outage']);
export type DeviationGround = z.infer<typeof DeviationGround>;

/**
 * Grounds on which a case may leave its published flow by an approved deviation 经批准的程序偏离 (C5). Nobody deviates for
 * convenience: an act of a court or of review is carried out, the agency's own mistake is set right, or what was done
 * on paper during an outage is entered.
 */
export const DEVIATION_GROUNDS = {
  'court-or-review': {
    zh: '执行人民法院生效裁判或者行政复议决定',
    en: 'a judgment or review decision is carried out',
    basis: '行政诉讼法第九十四条、行政复议法第七十七条',
  },
  'own-mistake': {
    zh: '发现办理程序有误，退回重新办理',
    en: 'a mistake of procedure is set right',
    basis: null,
  },
  outage: {
    zh: '系统故障期间已线下办理，据实补录',
    en: 'done on paper during an outage and entered afterwards',
    basis: null,
  },
} as const satisfies Record<DeviationGround, object>;

/** An approved departure of one case: a jump within its flow, or its move to a later version of the flow. */
export const Deviation = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('jump'),
    on: LegalDay,
    ground: DeviationGround,
    from: z.string(),
    to: z.string(),
  }),
  z.strictObject({
    kind: z.literal('move'),
    on: LegalDay,
    /** The law that changed, and its article: only that moves a running case (C5). */
    law: z.string(),
    article: z.string(),
    /** Record of the flow version that the case runs on from here. */
    to: Rid,
  }),
]);
export type Deviation = z.infer<typeof Deviation>;

/** A departure as society reads it: when, which kind, on what ground; no words of the case, nobody's name. */
export type PublicDeviation = {
  readonly kind: 'jump' | 'move';
  readonly on: string;
  readonly ground: string;
  /** Record of the flow version that a moved case runs on. */
  readonly flow?: string;
};

/**
 * What society reads of a departure. While the item of the case is hidden because it is rare, a move names neither the law
 * nor the version of the flow: both would tell the item (DECISIONS §3). They follow with the result.
 */
export function publicDeviation(one: Deviation, itemShown: boolean): PublicDeviation {
  if (one.kind === 'move')
    return itemShown
      ? { kind: 'move', on: one.on, ground: `《${one.law}》${one.article}`, flow: one.to }
      : { kind: 'move', on: one.on, ground: '法律修改' };
  const { zh, basis } = DEVIATION_GROUNDS[one.ground];
  return { kind: 'jump', on: one.on, ground: basis === null ? zh : `${basis}：${zh}` };
}
