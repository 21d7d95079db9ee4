import type { CaseAction, CaseState } from './states.ts';

/** Why something cannot be done to a case. Data only; the words are in `../texts/error-texts.ts`. */
export type CaseRefusal =
  | { readonly code: 'cases/not-found' }
  | { readonly code: 'cases/forbidden' }
  | { readonly code: 'cases/power-not-found' }
  | { readonly code: 'cases/not-on-application' }
  | { readonly code: 'cases/not-in-this-state'; readonly state: CaseState; readonly action: CaseAction }
  | { readonly code: 'cases/step-not-open'; readonly node: string }
  | {
      readonly code: 'cases/step-taken';
      readonly node: string;
      readonly by: string | null;
      readonly at: string;
    }
  | { readonly code: 'cases/outcome-unknown'; readonly outcome: string }
  | { readonly code: 'cases/not-your-post'; readonly post: string | null }
  | { readonly code: 'cases/supervisor-cannot-handle' }
  | { readonly code: 'cases/recused' }
  | { readonly code: 'cases/handled-it-yourself' }
  | { readonly code: 'cases/second-officer-needed' }
  | { readonly code: 'cases/second-officer-not-on-post' }
  | { readonly code: 'cases/party-step' }
  | { readonly code: 'cases/notice-needed' }
  | { readonly code: 'cases/new-demand'; readonly items: readonly string[] }
  | { readonly code: 'cases/supplement-empty' }
  | { readonly code: 'cases/clock-stands' }
  | { readonly code: 'cases/refusal-not-offered' }
  | { readonly code: 'cases/ground-needed' }
  | { readonly code: 'cases/decision-needed' }
  | { readonly code: 'cases/reasons-needed' }
  | { readonly code: 'cases/service-needed' }
  | { readonly code: 'cases/service-day' }
  | { readonly code: 'cases/suspension-ground'; readonly allowed: readonly string[] }
  | { readonly code: 'cases/suspension-notice-needed' }
  | { readonly code: 'cases/extended-already' }
  | { readonly code: 'cases/extension-too-long'; readonly max: number }
  | { readonly code: 'cases/extension-not-allowed' }
  | { readonly code: 'cases/extension-needed' }
  | { readonly code: 'cases/fact-missing'; readonly names: readonly string[] }
  | { readonly code: 'cases/class-not-closer'; readonly class: 'OPEN' | 'SEALED' | 'NONE' }
  | { readonly code: 'cases/deviation-impossible'; readonly node: string }
  | { readonly code: 'cases/deviation-skips-statutory'; readonly steps: readonly string[] }
  | { readonly code: 'cases/move-impossible'; readonly number: string | null; readonly step: string }
  | { readonly code: 'cases/move-not-newer' }
  | { readonly code: 'cases/proposed-it-yourself' }
  | { readonly code: 'cases/proposal-decided' }
  | { readonly code: 'cases/not-instant' }
  | { readonly code: 'cases/walk-too-long' }
  | { readonly code: 'cases/statements-unanswered'; readonly count: number }
  | { readonly code: 'cases/application-fields'; readonly fields: readonly FieldRefusal[] }
  | { readonly code: 'cases/idempotency-key-used' }
  | { readonly code: 'cases/stale'; readonly version: number }
  | { readonly code: 'conflict' };

export type FieldRefusal = { readonly path: string; readonly code: FieldRefusalCode };
export type FieldRefusalCode =
  | 'required'
  | 'too-long'
  | 'format'
  | 'id-card'
  | 'uscc'
  | 'phone'
  | 'email'
  | 'not-offered'
  | 'file-missing'
  | 'declare'
  | 'state-secret';

export type CaseRefusalCode = CaseRefusal['code'];
