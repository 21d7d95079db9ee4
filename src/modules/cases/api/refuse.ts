import { toOffsetString } from '#kernel';
import { t } from '#platform/i18n';
import { langOf, problem, type Ctx } from '#platform/http';
import type { CaseRefusal, CaseRefusalCode } from '../domain/errors.ts';
import { ERROR_TEXTS, FIELD_TEXTS } from '../texts/error-texts.ts';

const NOT_YOURS = 403;
const LOST = 409;
const FIELDS = 422;

/** The status of each refusal; exhaustive by its type. */
export const STATUS = {
  'cases/not-found': 404,
  'cases/forbidden': NOT_YOURS,
  'cases/power-not-found': 404,
  'cases/not-on-application': LOST,
  'cases/not-in-this-state': LOST,
  'cases/step-not-open': LOST,
  'cases/step-taken': LOST,
  'cases/outcome-unknown': FIELDS,
  'cases/not-your-post': NOT_YOURS,
  'cases/supervisor-cannot-handle': NOT_YOURS,
  'cases/recused': NOT_YOURS,
  'cases/handled-it-yourself': NOT_YOURS,
  'cases/second-officer-needed': FIELDS,
  'cases/second-officer-not-on-post': FIELDS,
  'cases/party-step': NOT_YOURS,
  'cases/notice-needed': FIELDS,
  'cases/new-demand': FIELDS,
  'cases/supplement-empty': FIELDS,
  'cases/clock-stands': LOST,
  'cases/refusal-not-offered': FIELDS,
  'cases/ground-needed': FIELDS,
  'cases/decision-needed': FIELDS,
  'cases/reasons-needed': FIELDS,
  'cases/service-needed': FIELDS,
  'cases/service-day': FIELDS,
  'cases/suspension-ground': FIELDS,
  'cases/suspension-notice-needed': FIELDS,
  'cases/extended-already': LOST,
  'cases/extension-too-long': FIELDS,
  'cases/extension-not-allowed': LOST,
  'cases/extension-needed': FIELDS,
  'cases/fact-missing': FIELDS,
  'cases/class-not-closer': FIELDS,
  'cases/deviation-impossible': FIELDS,
  'cases/deviation-skips-statutory': FIELDS,
  'cases/move-impossible': FIELDS,
  'cases/move-not-newer': FIELDS,
  'cases/proposed-it-yourself': NOT_YOURS,
  'cases/proposal-decided': LOST,
  'cases/not-instant': LOST,
  'cases/walk-too-long': FIELDS,
  'cases/statements-unanswered': FIELDS,
  'cases/application-fields': FIELDS,
  'cases/idempotency-key-used': FIELDS,
  'cases/stale': 412,
  conflict: LOST,
} as const satisfies Record<CaseRefusalCode, 403 | 404 | 409 | 412 | 422>;

/** Where on the form a refusal belongs. */
const PLACE: Partial<Record<CaseRefusalCode, string>> = {
  'cases/outcome-unknown': 'outcome',
  'cases/second-officer-needed': 'secondOfficer',
  'cases/second-officer-not-on-post': 'secondOfficer',
  'cases/notice-needed': 'notice',
  'cases/new-demand': 'notice',
  'cases/supplement-empty': 'note',
  'cases/ground-needed': 'ground',
  'cases/decision-needed': 'decision/content',
  'cases/reasons-needed': 'decision/reasons',
  'cases/service-needed': 'service',
  'cases/service-day': 'service/on',
  'cases/suspension-ground': 'special/ground',
  'cases/suspension-notice-needed': 'special',
  'cases/extension-too-long': 'extension/days',
  'cases/extension-needed': 'extension',
  'cases/class-not-closer': 'to',
  'cases/fact-missing': 'fields',
  'cases/deviation-impossible': 'to',
  'cases/deviation-skips-statutory': 'to',
  'cases/move-impossible': 'cases',
  'cases/statements-unanswered': 'decision/answers',
};

/** The answer to a refusal of this module. */
export function refuse(c: Ctx, refusal: CaseRefusal): Response {
  const lang = langOf(c);
  const title = t(lang, ERROR_TEXTS[refusal.code]);
  const { code, ...data } = refusal;
  const place = PLACE[code];
  const fields =
    refusal.code === 'cases/application-fields'
      ? refusal.fields.map(({ path, code: what }) => ({
          path,
          code: what,
          message: t(lang, FIELD_TEXTS[what]),
        }))
      : place === undefined
        ? undefined
        : [{ path: place, code, message: title }];
  const detail =
    refusal.code === 'cases/step-taken' ? { ...data, at: toOffsetString(new Date(refusal.at)) } : data;
  return problem(c, STATUS[code], code, { title, detail, ...(fields === undefined ? {} : { fields }) });
}
