import { messages, type Message } from '#platform/i18n';

/** Where a trial running 试运行 stands, as the desk says it. */
export const STANDING_WORDS = messages({
  ahead: { zh: '未开始', en: 'not begun' },
  running: { zh: '试运行中', en: 'on trial' },
  late: { zh: '到期未定', en: 'past its day' },
  confirmed: { zh: '已转正', en: 'confirmed' },
  returned: { zh: '改回以前的版本', en: 'returned' },
  replaced: { zh: '由新版本代替', en: 'replaced' },
});

/** How the cases of a trial went, in one line. */
export const RUN_WORDS: Message = {
  zh: '收件 {cases} 件，在办 {open}；超期 {late}，偏离流程 {departures}，更正 {corrections}',
  en: '{cases} cases, {open} running; {late} late, {departures} departed, {corrections} corrected',
};
