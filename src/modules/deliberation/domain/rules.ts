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

export type Member = {
  readonly personId: string;
  readonly chair: boolean;
  readonly present: boolean;
  /** Came, or came back, after the opening. */
  readonly late: boolean;
  /** Was there, and left. */
  readonly left: boolean;
};
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

type Voting = Pick<Deliberation, 'members' | 'recused' | 'ballot' | 'opinions'>;

/**
 * Members who speak and vote on the item: present, and not withdrawn. An open vote is given with the opinion, so who left after it
 * is one of them, but not at a secret ballot. Who came after the chair had spoken, which ends the discussion, is not.
 */
export function votersOf(d: Voting): readonly Member[] {
  const spoken = new Set(d.opinions.map(({ personId }) => personId));
  const closed = chairHasSpoken(d);
  return d.members.filter(({ personId, present, late, left }) => {
    if (d.recused.includes(personId)) return false;
    if (present) return !late || !closed || spoken.has(personId);
    return left && d.ballot !== 'secret' && spoken.has(personId);
  });
}

function chairHasSpoken({ members, opinions }: Pick<Voting, 'members' | 'opinions'>): boolean {
  return members.some((one) => one.chair && opinions.some(({ personId }) => personId === one.personId));
}

/** How many of these have to be there. */
export function quorumOf(quorum: Quorum, members: number): number {
  return quorum === 'two-thirds' ? Math.max(1, Math.ceil((members * 2) / 3)) : Math.floor(members / 2) + 1;
}

/** Whether enough are there to decide the item; who withdrew counts on neither side. */
export function hasQuorum(d: Voting & Pick<Deliberation, 'quorum'>): boolean {
  const all = d.members.filter(({ personId }) => !d.recused.includes(personId)).length;
  return votersOf(d).length >= quorumOf(d.quorum, all);
}

/** Why nothing could be decided in a meeting with these there; undefined where something can. */
export function whyUndecidable(
  { quorum, decides }: Pick<Deliberation, 'quorum' | 'decides'>,
  members: readonly { readonly chair: boolean; readonly present: boolean }[],
): 'no-quorum' | 'head-away' | undefined {
  const there = members.filter(({ present }) => present);
  if (there.length < quorumOf(quorum, members.length)) return 'no-quorum';
  return decides === 'head' && !there.some(({ chair }) => chair) ? 'head-away' : undefined;
}

export const TAINTS = ['withdrew', 'absent', 'unheard'] as const;
/**
 * Why an item can only be deferred: somebody `withdrew` only after speaking; somebody is on record as having spoken who was
 * `absent`; or the chair spoke before somebody who was there all along, and is `unheard`.
 */
export type Taint = (typeof TAINTS)[number];

export function taintOf(d: Voting): { readonly taint: Taint; readonly members: number } | undefined {
  const spoken = new Set(d.opinions.map(({ personId }) => personId));
  const withdrew = d.recused.filter((personId) => spoken.has(personId)).length;
  if (withdrew > 0) return { taint: 'withdrew', members: withdrew };
  const absent = d.members.filter((one) => spoken.has(one.personId) && !one.present && !one.left).length;
  if (absent > 0) return { taint: 'absent', members: absent };
  const silent = chairHasSpoken(d) ? votersOf(d).filter(({ personId }) => !spoken.has(personId)).length : 0;
  return silent > 0 ? { taint: 'unheard', members: silent } : undefined;
}

/**
 * Whether a member may give an opinion now. The chair speaks last 末位表态 (重大行政决策程序暂行条例 art. 30), and nobody after.
 * Refuses `deliberation/not-a-voter`, `deliberation/recused`, `deliberation/spoken-already`, `deliberation/chair-speaks-last`,
 * `deliberation/chair-has-spoken`, and `deliberation/stance` when the ballot does not fit.
 */
export function mayGiveOpinion(
  d: Deliberation,
  { personId, stance }: Opinion,
): Result<void, DeliberationRefusal> {
  if (d.recused.includes(personId)) return err({ code: 'deliberation/recused' });
  const spoken = new Set(d.opinions.map((one) => one.personId));
  if (spoken.has(personId)) return err({ code: 'deliberation/spoken-already' });
  if (!d.members.some((one) => one.personId === personId && one.present))
    return err({ code: 'deliberation/not-a-voter' });
  if (chairHasSpoken(d)) return err({ code: 'deliberation/chair-has-spoken' });
  const voters = votersOf(d);
  const me = voters.find((one) => one.personId === personId);
  if (me === undefined) return err({ code: 'deliberation/not-a-voter' });
  const waiting = voters.filter((one) => !one.chair && !spoken.has(one.personId));
  if (me.chair && waiting.length > 0)
    return err({ code: 'deliberation/chair-speaks-last', waiting: waiting.length });
  if ((stance === null) !== (d.ballot === 'secret')) return err({ code: 'deliberation/stance' });
  return ok();
}

const TAINTED = {
  withdrew: 'deliberation/should-have-withdrawn',
  absent: 'deliberation/spoke-while-absent',
  unheard: 'deliberation/unheard',
} as const;

export type Decision = { readonly outcome: 'adopted' | 'rejected'; readonly counts: Counts };

/**
 * What the deliberation comes to. Every voter has spoken, or under a secret ballot the counted votes are as many as the
 * voters. Refuses `deliberation/no-quorum`, by its taint `deliberation/should-have-withdrawn`, `deliberation/spoke-while-absent` or
 * `deliberation/unheard`, `deliberation/opinions-missing`, `deliberation/counts`, and `deliberation/head-reason` when the head decides against the
 * majority of the others and does not say why.
 */
export function decideItem(
  d: Deliberation,
  said: { readonly counts: Counts | null; readonly headAdopts: boolean; readonly headReason: string },
): Result<Decision, DeliberationRefusal> {
  const voters = votersOf(d);
  if (!hasQuorum(d)) return err({ code: 'deliberation/no-quorum', present: voters.length });
  const spoken = new Map(d.opinions.map((one) => [one.personId, one.stance]));
  const tainted = taintOf(d);
  if (tainted !== undefined) return err({ code: TAINTED[tainted.taint], members: tainted.members });
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
