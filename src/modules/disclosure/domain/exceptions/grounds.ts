import { SUBJECT_KINDS, type SubjectKind } from './subjects.ts';

type Ground = {
  readonly law: string;
  readonly article: string;
  readonly zh: string;
  readonly en: string;
  /** What it can be a ground for. */
  readonly of: readonly SubjectKind[];
  /** How far ahead the review date or the end of a postponement may lie: at most so many calendar days. */
  readonly mostDays: number;
  /** The law or administrative regulation that forbids it has to be cited too, to the article. */
  readonly cites?: true;
};

const INFORMATION = '政府信息公开条例';
const EVERYTHING = SUBJECT_KINDS;
const OF_A_CASE = ['case-field', 'document'] as const;
/** 政府信息公开条例 art. 18: what is not public is reviewed regularly. A year is this program's bound; process information ages sooner. */
const YEAR = 365;

/**
 * The lawful grounds for not disclosing, each with its article (B7). What is not in this table is no ground: an internal rule,
 * the minutes of a meeting or an instruction cannot take anything from society (政府信息公开条例 arts. 5, 13). State secrets are
 * no ground here either: they do not belong in this system at all (保守国家秘密法实施条例 art. 41).
 */
export const GROUNDS = {
  'public-security': {
    law: INFORMATION,
    article: '第十四条',
    zh: '公开后可能危及国家安全、公共安全、经济安全、社会稳定',
    en: 'Disclosure may endanger national, public or economic security or social stability',
    of: EVERYTHING,
    mostDays: YEAR,
  },
  'forbidden-by-law': {
    law: INFORMATION,
    article: '第十四条',
    zh: '法律、行政法规禁止公开',
    en: 'A law or administrative regulation forbids disclosure',
    of: EVERYTHING,
    mostDays: YEAR,
    cites: true,
  },
  'trade-secret': {
    law: INFORMATION,
    article: '第十五条',
    zh: '涉及商业秘密，公开会对第三方合法权益造成损害',
    en: 'A trade secret whose disclosure would harm a third party',
    of: ['power-field', ...OF_A_CASE],
    mostDays: YEAR,
  },
  privacy: {
    law: INFORMATION,
    article: '第十五条',
    zh: '涉及个人隐私，公开会对第三方合法权益造成损害',
    en: 'Privacy of a person, whose disclosure would harm a third party',
    of: OF_A_CASE,
    mostDays: YEAR,
  },
  'internal-affairs': {
    law: INFORMATION,
    article: '第十六条第一款',
    zh: '人事管理、后勤管理、内部工作流程等内部事务信息',
    en: 'Internal affairs: personnel, logistics, internal workflow',
    of: ['power', 'power-field', 'document', 'rule'],
    mostDays: YEAR,
  },
  process: {
    law: INFORMATION,
    article: '第十六条第二款',
    zh: '讨论记录、过程稿、磋商信函、请示报告等过程性信息',
    en: 'Information of a process: drafts, records of discussion, consultation, reports for instruction',
    of: ['power-field', ...OF_A_CASE],
    mostDays: 180,
  },
  'case-file': {
    law: INFORMATION,
    article: '第十六条第二款',
    zh: '行政执法案卷信息',
    en: 'Information of an enforcement case file',
    of: OF_A_CASE,
    mostDays: YEAR,
  },
  'licence-data': {
    law: '行政许可法',
    article: '第五条第二款',
    zh: '申请人提交的商业秘密、未披露信息或者保密商务信息',
    en: 'Trade secrets and undisclosed or confidential business information that an applicant submitted',
    of: OF_A_CASE,
    mostDays: YEAR,
  },
  'penalty-data': {
    law: '行政处罚法',
    article: '第五十条',
    zh: '实施行政处罚过程中知悉的商业秘密或者个人隐私',
    en: 'Trade secrets or privacy learnt while imposing a penalty',
    of: OF_A_CASE,
    mostDays: YEAR,
  },
  'penalty-without-effect': {
    law: '行政处罚法',
    article: '第四十八条第一款',
    zh: '不具有一定社会影响的行政处罚决定',
    en: 'A penalty without a certain effect on society',
    of: OF_A_CASE,
    mostDays: YEAR,
  },
  minors: {
    law: '预防未成年人犯罪法',
    article: '第五十九条',
    zh: '依法封存的未成年人记录',
    en: 'Sealed records of minors',
    of: OF_A_CASE,
    mostDays: YEAR,
  },
  'public-order-record': {
    law: '治安管理处罚法',
    article: '第一百三十六条',
    zh: '依法封存的违反治安管理记录',
    en: 'Sealed records of offences against public order',
    of: OF_A_CASE,
    mostDays: YEAR,
  },
  'letters-and-visits': {
    law: '信访工作条例',
    article: '第三十条',
    zh: '信访人的检举、控告材料及有关情况',
    en: 'What somebody reported or complained of in letters and visits',
    of: ['document'],
    mostDays: YEAR,
  },
} as const satisfies Readonly<Record<string, Ground>>;

export type GroundCode = keyof typeof GROUNDS;

/** Offered so that it can be refused with the reason: the ground people name most often, and none. */
export const INTERNAL_RULE = 'internal-rule';

export function groundOf(code: GroundCode): Ground {
  return GROUNDS[code];
}

export function isGround(text: string): text is GroundCode {
  return Object.hasOwn(GROUNDS, text);
}

/**
 * Whether what is cited reads as a law or an administrative regulation, to the article: only they can forbid disclosure
 * (政府信息公开条例 art. 14). Rules, notices and systems of an agency cannot, whatever they are called; a regulation that is called
 * 办法 or 规定 names its 国务院令. Whether the article says so is what the reviewers read.
 */
export function isLawOrRegulation(cited: string): boolean {
  const plain = cited.normalize('NFKC').replaceAll(/\s+/gu, '');
  const name = /^《([^》]+)》(?:\([^()]*\))?第.+条/u.exec(plain)?.[1]?.replace(/\([^()]*\)$/u, '');
  if (name === undefined || /制度|通知|意见|纪要|方案|细则|批示|函$/u.test(name)) return false;
  return /(?:(?<!办)法|条例|决定)$/u.test(name) || /国务院令第\d+号/u.test(plain);
}

/** The article as it stands in public: 《政府信息公开条例》第十五条. */
export function articleText(code: GroundCode, cited: string): string {
  const { law, article } = GROUNDS[code];
  return `《${law}》${article}${cited === '' ? '' : `；${cited}`}`;
}
