import { formatDay, LegalDay } from '#kernel';
import { STATE_WORDS, type StateView } from '#modules/library/contract';
import { messages, type Lang } from '#platform/i18n';
import type { useLanguage } from '../../lib/language.tsx';

export const m = messages({
  title: { zh: '法律依据库', en: 'Library of laws' },
  back: { zh: '← 依据库', en: '← Library' },
  add: { zh: '新增法律或文件', en: 'Add a law' },
  edit: { zh: '修改条目', en: 'Change the entry' },
  amend: { zh: '登记修改', en: 'Record an amendment' },
  repeal: { zh: '登记废止', en: 'Record a repeal' },
  name: { zh: '名称', en: 'Title' },
  level: { zh: '效力层级', en: 'Level' },
  issuer: { zh: '制定机关', en: 'Made by' },
  number: { zh: '文号', en: 'Number' },
  promulgated: { zh: '公布日期', en: 'Promulgated' },
  inForce: { zh: '施行日期', en: 'In force from' },
  repealedFrom: { zh: '废止日期', en: 'Repealed from' },
  repealNote: { zh: '废止说明', en: 'How it was repealed' },
  source: { zh: '来源', en: 'Source' },
  sourceHint: { zh: '公布文本在哪里，例如公报的期号', en: 'where the official text is, e.g. the gazette' },
  articles: { zh: '条文', en: 'Articles' },
  article: { zh: '条', en: 'Article' },
  text: { zh: '内容', en: 'What it says' },
  kind: { zh: '内容性质', en: 'Kind of text' },
  wording: { zh: '原文', en: 'wording' },
  summary: { zh: '要点', en: 'in short' },
  need: { zh: '请填写', en: 'Please fill this in' },
  save: { zh: '保存', en: 'Save' },
});

/** How a citation stands, with the day. */
export function stateText(say: ReturnType<typeof useLanguage>['say'], lang: Lang, state: StateView): string {
  return say(
    STATE_WORDS[state.code],
    state.on === null ? {} : { on: formatDay(LegalDay.parse(state.on), lang) },
  );
}
