import { err, ok, type Result } from '#kernel';
import type { DeliberationRefusal } from './errors.ts';

export const BALLOTS = ['oral', 'hands', 'secret'] as const;
export type Ballot = (typeof BALLOTS)[number];
export const STANCES = ['for', 'against', 'abstain'] as const;
export type Stance = (typeof STANCES)[number];
export const QUORUMS = ['more-than-half', 'two-thirds'] as const;
export type Quorum = (typeof QUORUMS)[number];
/**
 * Who decides after deliberation: the head, who answers for the body (行政首长负责制, 重大行政决策程序暂行条例 art. 30), or the
 * majority of all members or of those present (党组 and panels).
 */
export const DECIDERS = ['head', 'majority-of-members', 'majority-of-present'] as const;
export type Decider = (typeof DECIDERS)[number];

export type Member = { readonly personId: string; readonly chair: boolean; readonly present: boolean };
export type Opinion = { readonly personId: string; readonly stance: Stance | null };
export type Counts = { readonly for: number; readonly against: number; readonly abstain: number };

/** An item as it is decided upon: who is there, who withdrew, what was said. */
export type Deliberation = {
  readonly quorum: Quorum;
  readonly decides: Decider;
  readonly ballot: Ballot;
  readonly members: readonly Member[];
  readonly recused: readonly string[];
  readonly opinions: readonly Opinion[];
};

/** Members who may speak and vote on the item: present, and not withdrawn. */
export function votersOf({ members, recused }: Pick<Deliberation, 'members' | 'recused'>): readonly Member[] {
  return members.filter(({ personId, present }) => present && !recused.includes(personId));
}

/** Whether enough are there to decide the item; who withdrew counts on neither side. */
export function hasQuorum(d: Pick<Deliberation, 'quorum' | 'members' | 'recused'>): boolean {
  const all = d.members.filter(({ personId }) => !d.recused.includes(personId)).length;
  const there = votersOf(d).length;
  return d.quorum === 'two-thirds' ? there * 3 >= all * 2 && there > 0 : there * 2 > all;
}

/**
 * Whether a member may give an opinion now. The chair speaks last 末位表态 (重大行政决策程序暂行条例 art. 30). Refuses
 * `deliberation/not-a-voter`, `deliberation/recused`, `deliberation/spoken-already`, `deliberation/chair-speaks-last`,
 * and `deliberation/stance` when the ballot does not fit.
 */
export function mayGiveOpinion(
  d: Deliberation,
  { personId, stance }: Opinion,
): Result<void, DeliberationRefusal> {
  if (d.recused.includes(personId)) return err({ code: 'deliberation/recused' });
  const voters = votersOf(d);
  const me = voters.find((one) => one.personId === personId);
  if (me === undefined) return err({ code: 'deliberation/not-a-voter' });
  const spoken = new Set(d.opinions.map((one) => one.personId));
  if (spoken.has(personId)) return err({ code: 'deliberation/spoken-already' });
  const waiting = voters.filter((one) => !one.chair && !spoken.has(one.personId));
  if (me.chair && waiting.length > 0)
    return err({ code: 'deliberation/chair-speaks-last', waiting: waiting.length });
  if ((stance === null) !== (d.ballot === 'secret')) return err({ code: 'deliberation/stance' });
  return ok();
}

export type Decision = { readonly outcome: 'adopted' | 'rejected'; readonly counts: Counts };

/**
 * What the deliberation comes to. Every voter has spoken, or under a secret ballot the counted votes are as many as the
 * voters. Refuses `deliberation/no-quorum`, `deliberation/should-have-withdrawn` when somebody withdrew only after speaking,
 * `deliberation/opinions-missing`, `deliberation/counts`, and `deliberation/head-reason` when the head decides against the
 * majority of the others and does not say why.
 */
export function decideItem(
  d: Deliberation,
  said: { readonly counts: Counts | null; readonly headAdopts: boolean; readonly headReason: string },
): Result<Decision, DeliberationRefusal> {
  const voters = votersOf(d);
  if (!hasQuorum(d)) return err({ code: 'deliberation/no-quorum', present: voters.length });
  const spoken = new Map(d.opinions.map((one) => [one.personId, one.stance]));
  const tainted = d.recused.filter((personId) => spoken.has(personId)).length;
  if (tainted > 0) return err({ code: 'deliberation/should-have-withdrawn', members: tainted });
  const silent = voters.filter(({ personId }) => !spoken.has(personId)).length;
  if (silent > 0) return err({ code: 'deliberation/opinions-missing', waiting: silent });
  const counts =
    d.ballot === 'secret' ? said.counts : count(voters.map(({ personId }) => spoken.get(personId)));
  if (counts === null || counts.for + counts.against + counts.abstain !== voters.length)
    return err({ code: 'deliberation/counts', voters: voters.length });
  if (d.decides !== 'head') {
    const base =
      d.decides === 'majority-of-present'
        ? voters.length
        : d.members.filter(({ personId }) => !d.recused.includes(personId)).length;
    return ok({ outcome: counts.for * 2 > base ? 'adopted' : 'rejected', counts });
  }
  const chair = voters.find((one) => one.chair);
  if (chair === undefined) return err({ code: 'deliberation/chair-away' });
  const stance = spoken.get(chair.personId);
  const adopts = stance === null ? said.headAdopts : stance === 'for';
  const majority = counts.for * 2 > voters.length;
  if (adopts !== majority && said.headReason.trim() === '') return err({ code: 'deliberation/head-reason' });
  return ok({ outcome: adopts ? 'adopted' : 'rejected', counts });
}

function count(stances: readonly (Stance | null | undefined)[]): Counts {
  const n = (stance: Stance): number => stances.filter((one) => one === stance).length;
  return { for: n('for'), against: n('against'), abstain: n('abstain') };
}

/** 唐商办决〔2026〕3号 */
export function resolutionNumber(series: string, year: number, n: number): string {
  return `${series}〔${year}〕${n}号`;
}
