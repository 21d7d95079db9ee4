import { messages } from '#platform/i18n';

/** Where a trial running 试运行 stands, in one word. */
export const trialWords = messages({
  ahead: { zh: '将试运行', en: 'trial to begin' },
  running: { zh: '试运行', en: 'on trial' },
  late: { zh: '试运行到期未定', en: 'trial past its day, undecided' },
  confirmed: { zh: '已转正', en: 'confirmed as final' },
  returned: { zh: '未转正，恢复以前的版本', en: 'not confirmed, back to an earlier version' },
  replaced: { zh: '未转正，由新版本代替', en: 'not confirmed, replaced by a new version' },
});
