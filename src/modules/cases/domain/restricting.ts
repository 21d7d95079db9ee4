import { err, ok, type Result } from '#kernel';
import type { CaseRefusal } from './errors.ts';

type CommitmentClass = 'OPEN' | 'SEALED' | 'NONE';

/** Grounds on which a case is handled out of public view after all, with the article that says so. */
const RESTRICTION_GROUNDS = {
  'forbidden-by-law': {
    zh: '法律、行政法规禁止公开',
    en: 'a law or regulation forbids disclosure',
    article: '政府信息公开条例第十四条',
  },
  'safety-and-stability': {
    zh: '公开后可能危及国家安全、公共安全、经济安全、社会稳定',
    en: 'disclosure may endanger security or stability',
    article: '政府信息公开条例第十四条',
  },
  'third-party': {
    zh: '涉及商业秘密、个人隐私等，公开会对第三方合法权益造成损害',
    en: 'trade secrets or privacy of a third party',
    article: '政府信息公开条例第十五条',
  },
} as const;
export type RestrictionGround = keyof typeof RESTRICTION_GROUNDS;

const CLOSED: Readonly<Record<CommitmentClass, number>> = { OPEN: 0, SEALED: 1, NONE: 2 };

/** A case only ever moves to a more closed class (DECISIONS §3). Refuses `cases/class-not-closer`. */
export function decideRestriction(
  from: CommitmentClass,
  to: CommitmentClass,
): Result<CommitmentClass, CaseRefusal> {
  return CLOSED[to] > CLOSED[from] ? ok(to) : err({ code: 'cases/class-not-closer', class: from });
}

/** The ground as it stands in public: article and what it says, nothing of the case. */
export function groundText(ground: RestrictionGround): string {
  const { zh, article } = RESTRICTION_GROUNDS[ground];
  return `${article}：${zh}`;
}
