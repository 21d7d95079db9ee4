import {
  EXCEPTION_STATE_WORDS,
  elementWord,
  SUBJECT_WORDS,
  type ExceptionRow,
} from '#modules/disclosure/contract';
import type { Lang, Message } from '#platform/i18n';

/** What is withheld, in one line: the kind of thing and, where it is a part, which. */
export function whatOf(
  { subjectKind, element }: Pick<ExceptionRow, 'subjectKind' | 'element'>,
  lang: Lang,
): string {
  const kind = SUBJECT_WORDS[subjectKind][lang];
  if (element === null) return kind;
  return lang === 'zh' ? `${kind}：${elementWord(element).zh}` : `${kind}: ${elementWord(element).en}`;
}

/** The word of a state; a postponement that runs is called by its name. */
export function stateWord({ state, kind }: Pick<ExceptionRow, 'state' | 'kind'>): Message {
  if (state === 'in-force' && kind === 'postponed') return { zh: '延期公开', en: 'postponed' };
  return EXCEPTION_STATE_WORDS[state];
}

export const STATE_COLOURS: Readonly<Record<ExceptionRow['state'], string>> = {
  requested: 'processing',
  signed: 'processing',
  reviewed: 'processing',
  'in-force': 'warning',
  refused: 'error',
  withdrawn: 'default',
  ended: 'default',
};
