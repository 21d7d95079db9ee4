import type { LegalDay } from '#kernel';
import type { TaskState } from './office-return.ts';

/** Why something cannot be done in a campaign. Data only; the words are in `../api/texts.ts`. */
export type CampaignRefusal =
  | { readonly code: 'campaigns/forbidden' }
  | { readonly code: 'campaigns/not-found' }
  | { readonly code: 'campaigns/closed' }
  | { readonly code: 'campaigns/unknown-office' }
  | { readonly code: 'campaigns/deadline-past' }
  | { readonly code: 'campaigns/no-working-day'; readonly next: LegalDay }
  | { readonly code: 'campaigns/phases' }
  | { readonly code: 'campaigns/two-trials' }
  | { readonly code: 'campaigns/phase-order'; readonly phase: string }
  | { readonly code: 'campaigns/deadline-outside-phases' }
  | { readonly code: 'campaigns/deadline-stands' }
  | { readonly code: 'campaigns/not-in-this-state'; readonly state: TaskState }
  | { readonly code: 'campaigns/changed'; readonly digest: string }
  | { readonly code: 'campaigns/nil-with-entries' }
  | { readonly code: 'campaigns/not-this-office'; readonly powers: readonly string[] }
  | { readonly code: 'campaigns/nothing-listed' }
  | { readonly code: 'campaigns/not-its-successor' }
  | { readonly code: 'campaigns/reason-missing' }
  | { readonly code: 'campaigns/not-in-post' }
  | { readonly code: 'campaigns/signed-already' }
  | { readonly code: 'campaigns/unknown-finding' }
  | { readonly code: 'campaigns/unfinished'; readonly tasks: number; readonly findings: number }
  | { readonly code: 'campaigns/stale'; readonly rowVersion: number }
  | { readonly code: 'conflict' };

export type CampaignRefusalCode = CampaignRefusal['code'];
