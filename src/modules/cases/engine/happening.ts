import type { LegalDay } from '#kernel';
import type { DueDerivation } from '#modules/calendar';
import type { DeviationGround } from '../domain/deviating.ts';
import type { RestrictionGround } from '../domain/restricting.ts';
import type { NoticeItem } from '../domain/one-time-notice.ts';
import type { Case } from './case.ts';

/** What an act brought about; the committing side writes events, documents, journal and disclosures from it. */
export type Happening =
  | { readonly kind: 'submitted' }
  | { readonly kind: 'step-done'; readonly node: string; readonly outcome: string }
  | { readonly kind: 'timer-fired'; readonly node: string }
  | { readonly kind: 'correction-asked'; readonly round: number; readonly items: readonly NoticeItem[] }
  | { readonly kind: 'supplemented'; readonly round: number }
  | { readonly kind: 'accepted'; readonly on: LegalDay; readonly deemed: boolean }
  | { readonly kind: 'acceptance-confirmed' }
  | { readonly kind: 'not-accepted'; readonly reasons: string; readonly competent: string | null }
  | { readonly kind: 'suspended'; readonly ground: string; readonly days: number; readonly reason: string }
  | { readonly kind: 'resumed'; readonly ground: string }
  | { readonly kind: 'extended'; readonly days: number; readonly reason: string }
  | { readonly kind: 'extension-declined'; readonly reason: string }
  | { readonly kind: 'statement-answered'; readonly statement: string; readonly answer: string }
  | { readonly kind: 'decided' }
  | { readonly kind: 'served'; readonly on: LegalDay; readonly way: string; readonly receivedBy: string }
  | { readonly kind: 'withdrawn'; readonly reason: string }
  | { readonly kind: 'lapsed'; readonly basis: string }
  | { readonly kind: 'returned'; readonly reason: string }
  | { readonly kind: 'terminated'; readonly ground: string; readonly reason: string }
  | {
      readonly kind: 'restricted';
      readonly to: 'SEALED' | 'NONE';
      readonly ground: RestrictionGround;
      readonly reason: string;
    }
  | {
      readonly kind: 'jumped';
      readonly on: string;
      readonly ground: DeviationGround;
      readonly from: string;
      readonly to: string;
    }
  | {
      readonly kind: 'moved';
      readonly on: string;
      readonly law: string;
      readonly article: string;
      readonly to: string;
    }
  | { readonly kind: 'closed' }
  | {
      readonly kind: 'clock-changed';
      readonly clockId: string;
      readonly cause: 'calendar' | 'pause' | 'resume' | 'extension';
      readonly before: DueDerivation;
      readonly after: DueDerivation;
    };

export type Acted = { readonly next: Case; readonly happenings: readonly Happening[] };
