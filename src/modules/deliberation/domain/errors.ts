/** Why something cannot be done in a deliberation. Data only; the words are in `../api/texts.ts`. */
export type DeliberationRefusal =
  | { readonly code: 'deliberation/forbidden' }
  | { readonly code: 'deliberation/not-found' }
  | { readonly code: 'deliberation/unknown-person'; readonly field: string }
  | { readonly code: 'deliberation/chair-not-a-member' }
  | { readonly code: 'deliberation/series-taken' }
  | { readonly code: 'deliberation/no-members-that-day' }
  | { readonly code: 'deliberation/before-its-day'; readonly day: string }
  | { readonly code: 'deliberation/not-in-this-state'; readonly state: string }
  | { readonly code: 'deliberation/attendance-incomplete'; readonly people: readonly string[] }
  | { readonly code: 'deliberation/undecidable'; readonly why: 'no-quorum' | 'head-away' }
  | { readonly code: 'deliberation/same-attendance' }
  | { readonly code: 'deliberation/time-of-change'; readonly from: Date; readonly until: Date }
  | { readonly code: 'deliberation/counted-already'; readonly items: number }
  | { readonly code: 'deliberation/changed-since-tabled' }
  | { readonly code: 'deliberation/tabled-already' }
  | { readonly code: 'deliberation/items-undecided'; readonly items: number }
  | { readonly code: 'deliberation/recused' }
  | { readonly code: 'deliberation/not-recused' }
  | { readonly code: 'deliberation/should-have-withdrawn'; readonly members: number }
  | { readonly code: 'deliberation/spoke-while-absent'; readonly members: number }
  | { readonly code: 'deliberation/unheard'; readonly members: number }
  | { readonly code: 'deliberation/not-a-voter' }
  | { readonly code: 'deliberation/spoken-already' }
  | { readonly code: 'deliberation/chair-speaks-last'; readonly waiting: number }
  | { readonly code: 'deliberation/chair-has-spoken' }
  | { readonly code: 'deliberation/stance' }
  | { readonly code: 'deliberation/no-quorum'; readonly present: number }
  | { readonly code: 'deliberation/opinions-missing'; readonly waiting: number }
  | { readonly code: 'deliberation/counts'; readonly voters: number }
  | { readonly code: 'deliberation/chair-away' }
  | { readonly code: 'deliberation/head-reason' }
  | { readonly code: 'deliberation/minutes-signed' }
  | { readonly code: 'deliberation/minutes-unsigned' }
  | { readonly code: 'deliberation/minutes-changed' }
  | { readonly code: 'deliberation/no-addendum' }
  | { readonly code: 'deliberation/chair-signs' }
  | { readonly code: 'deliberation/not-heard-all' }
  | { readonly code: 'deliberation/names-a-vote'; readonly field: string; readonly sentence: string }
  | { readonly code: 'deliberation/same-call' }
  | { readonly code: 'deliberation/no-post' }
  | { readonly code: 'deliberation/stale' }
  | { readonly code: 'conflict' };

export type DeliberationRefusalCode = DeliberationRefusal['code'];
