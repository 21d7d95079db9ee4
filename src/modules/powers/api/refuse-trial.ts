import { assertNever, formatDay, type LegalDay } from '#kernel';
import { langOf, problem, type Ctx } from '#platform/http';
import { messages, t } from '#platform/i18n';
import type { TrialRefusal } from '../domain/errors.ts';
import { trialWords } from '../portal/trial-words.ts';

const words = messages({
  withheld: {
    zh: '这个事项整项不公开，不能试运行：社会看不到，就不能提意见。',
    en: 'The whole item is withheld, so it cannot run on trial: nobody could comment on what nobody sees.',
  },
  endsPower: {
    zh: '划出或者取消职权的版本不能试运行。',
    en: 'A version that transfers or ends a power cannot run on trial.',
  },
  endMissing: {
    zh: '试运行要有最后一日，请填写。',
    en: 'A trial needs its last day: please enter it.',
  },
  endBeforeStart: {
    zh: '试运行的最后一日不能早于施行日期（{day}）。',
    en: 'The last day of the trial cannot lie before its first ({day}).',
  },
  tooLong: {
    zh: '试运行最长{n}日，连续几次合并计算：最后一日不能晚于{day}。',
    en: 'A trial lasts {n} days at most, those that follow one another taken together: its last day is {day} at the latest.',
  },
  usedUp: {
    zh: '这个事项转正以前的几次试运行已经用了{used}日，合并计算最长{n}日，不能再试运行，请正式公布。',
    en: 'Its trials since it was last final have taken {used} days, and {n} is the most they may take together: publish it as final.',
  },
  earlyReason: {
    zh: '试运行到{day}才期满，提前决定要写明为什么不等到期满、凭什么认为已经试够。',
    en: 'The trial runs until {day}: to decide it earlier, say why it is not waited for and what shows that it was tried enough.',
  },
  outlived: {
    zh: '现行版本在试运行，接替它的版本最迟自{day}起施行；还没有定的，先决定是否转正。',
    en: 'The version in force is on trial: what follows it takes effect on {day} at the latest. If that is too early, decide the trial first.',
  },
  none: {
    zh: '这个版本没有试运行，不用决定。',
    en: 'This version is not on trial; nothing is to be decided.',
  },
  decided: {
    zh: '已经于{day}决定：{outcome}。一次试运行只决定一次。',
    en: 'It was decided on {day}: {outcome}. A trial is decided once.',
  },
  notBegun: {
    zh: '试运行从{day}开始，还没有运行过，不能转正。',
    en: 'The trial begins on {day}: what has not run yet cannot be confirmed.',
  },
  ownHand: {
    zh: '您参与过这个版本的起草、签字、审签、审核或者公布，要由没有经手的领导决定；没有别的领导的，先由管理员授予别人这个角色。',
    en: 'You drafted, signed, countersigned, passed or published this version: a leader who did none of it decides. Where there is no other, the administrator grants the role to somebody first.',
  },
  nothingBefore: {
    zh: '在这个版本以前没有转正的版本可以恢复，请以新版本调整，或者转正。',
    en: 'No earlier version is final, so there is nothing to return to: publish a new version, or confirm this one.',
  },
});

/** Every refusal of a trial as an answer of the API, at the field where one is at fault. */
export function refuseTrial(c: Ctx, refusal: TrialRefusal): Response {
  const lang = langOf(c);
  const day = (of: LegalDay): string => formatDay(of, lang);
  const field = (path: string, message: string) =>
    problem(c, 422, refusal.code, {
      title: message,
      fields: [{ path, code: refusal.code, message }],
    });
  switch (refusal.code) {
    case 'powers/trial-withheld':
      return problem(c, 409, refusal.code, { title: t(lang, words.withheld) });
    case 'powers/trial-ends-power':
      return problem(c, 409, refusal.code, { title: t(lang, words.endsPower) });
    case 'powers/trial-end-missing':
      return field('trial/until', t(lang, words.endMissing));
    case 'powers/trial-end-before-start':
      return field('trial/until', t(lang, words.endBeforeStart, { day: day(refusal.from) }));
    case 'powers/trial-too-long':
      return field('trial/until', t(lang, words.tooLong, { n: refusal.days, day: day(refusal.latest) }));
    case 'powers/trial-used-up': {
      const { used, days } = refusal;
      return field('trial/until', t(lang, words.usedUp, { used, n: days }));
    }
    case 'powers/trial-early-reason-missing':
      return field('earlyReason', t(lang, words.earlyReason, { day: day(refusal.until) }));
    case 'powers/trial-outlived':
      return field('effectiveFrom', t(lang, words.outlived, { day: day(refusal.latest) }));
    case 'powers/not-on-trial':
      return problem(c, 409, refusal.code, { title: t(lang, words.none) });
    case 'powers/trial-decided': {
      const outcome = t(lang, trialWords[refusal.outcome]);
      return problem(c, 409, refusal.code, {
        title: t(lang, words.decided, { day: day(refusal.on), outcome }),
      });
    }
    case 'powers/trial-not-begun':
      return problem(c, 409, refusal.code, { title: t(lang, words.notBegun, { day: day(refusal.from) }) });
    case 'powers/trial-own-hand':
      return problem(c, 403, refusal.code, { title: t(lang, words.ownHand) });
    case 'powers/trial-nothing-before':
      return problem(c, 409, refusal.code, { title: t(lang, words.nothingBefore) });
    default:
      return assertNever(refusal);
  }
}
