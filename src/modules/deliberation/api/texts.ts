import { problem, type Ctx } from '#platform/http';
import { messages, type Message } from '#platform/i18n';
import type { DeliberationRefusal, DeliberationRefusalCode } from '../domain/errors.ts';

type Answer = {
  readonly status: 403 | 404 | 409 | 412 | 422;
  readonly title: Message;
  readonly field?: string;
};

const words = messages({
  forbidden: { zh: '您没有这项权限。', en: 'You are not allowed to do this.' },
  notFound: { zh: '没有找到。', en: 'Not found.' },
  person: {
    zh: '有人不在本机关，或者不是这个议事机构的成员。',
    en: 'Somebody is not of this agency, or not a member of the body.',
  },
  chair: { zh: '主持人应当是成员之一。', en: 'The chair is one of the members.' },
  series: { zh: '这个文号字样已经用于别的议事机构。', en: 'Another body uses this word for its numbers.' },
  nobody: {
    zh: '这一天议事机构还没有成员，请核对日期。',
    en: 'The body had no members on that day; check the date.',
  },
  early: {
    zh: '会议日期还没有到，不能登记到会、开会。',
    en: 'The meeting is opened on its day, not before.',
  },
  state: {
    zh: '会议或者议题现在的状态不允许这样做，请刷新后查看。',
    en: 'The state of the meeting or item does not allow this; reload.',
  },
  attendance: {
    zh: '请逐人登记到会情况，没有到会的写明原因。',
    en: 'Say of every member whether they came, and why not.',
  },
  whyAway: { zh: '请写明没有到会的原因', en: 'Say why this member is away' },
  undecidable: {
    zh: '到会人数不足法定人数，或者由首长决定而首长没有到会，会上什么也不能决定。可以改期；只通报情况、不作决定的，请确认后再开会。',
    en: 'There is no quorum, or the head who decides is away: nothing can be decided. Move the meeting, or confirm that it is opened only to inform its members.',
  },
  sameAttendance: {
    zh: '这位成员的到会情况已经是这样登记的。',
    en: 'The attendance of this member is entered like that already.',
  },
  timeOfChange: {
    zh: '时间应当在开会以后、最近一次表决或者缓议以后，不晚于现在；实际时间更早的，请写在原因里。',
    en: 'The time lies after the opening and after the last item was settled, and not after now; if it was earlier in fact, say so in the reason.',
  },
  countedAlready: {
    zh: '该成员的意见已经计入会上作出的决定，不能更正为没有到会。确有错误的，请在纪要中写明，将该事项另行提请审议。',
    en: 'What this member said counted in a decision, so that they cannot be entered as never there. If that was wrong, say so in the minutes and table the matter anew.',
  },
  notRecused: { zh: '该成员没有回避本议题。', en: 'This member has not withdrawn from the item.' },
  chairSpoke: {
    zh: '主持人已经末位表态，本议题不再听取其他成员意见；还有成员应当发言的，请缓议，另行提请审议。',
    en: 'The chair has spoken last, and nobody is heard after. If somebody else should have been, defer the item and table it anew.',
  },
  spokeAbsent: {
    zh: '发言记录中有人实际没有到会，本议题只能缓议，另行提请审议。',
    en: 'The record has an opinion of somebody who was not there; the item can only be deferred and tabled anew.',
  },
  unheard: {
    zh: '有到会成员没有在主持人之前发表意见，本议题只能缓议，另行提请审议。',
    en: 'A member who was there was not heard before the chair; the item can only be deferred and tabled anew.',
  },
  changed: {
    zh: '提请审议后内容已经变更，原议题作废，请重新提请。',
    en: 'It changed after it was tabled; the item is void. Table it anew.',
  },
  tabled: { zh: '这一项已经列入会议议题。', en: 'It is on an agenda already.' },
  undecided: {
    zh: '还有议题没有表决或者缓议，不能闭会。',
    en: 'Items are neither decided nor deferred yet.',
  },
  recused: {
    zh: '该成员在本议题中应当回避，不发言、不表决。',
    en: 'This member withdrew from the item and neither speaks nor votes.',
  },
  tainted: {
    zh: '应当回避的成员已经对本议题发表意见，本议题只能缓议，另行提请审议。',
    en: 'A member who withdrew had already spoken on this item; it can only be deferred and tabled anew.',
  },
  voter: {
    zh: '没有到会的人不发言、不表决，也不用登记回避。',
    en: 'Only members who are present speak, vote or withdraw.',
  },
  spoken: {
    zh: '该成员已经发表意见，意见记录不能更改。',
    en: 'This member has spoken; the record is not changed.',
  },
  last: {
    zh: '主持人应当最后发表意见，请先听取其他成员意见。',
    en: 'The chair speaks last; hear the others first.',
  },
  stance: {
    zh: '公开表决须写明赞成、反对或者弃权；无记名投票不记个人立场。',
    en: 'An open ballot names the stance; a secret one does not.',
  },
  quorum: {
    zh: '到会人数不足法定人数（回避的不计），不能表决。',
    en: 'There is no quorum, not counting who withdrew.',
  },
  opinions: { zh: '还有到会成员没有发表意见。', en: 'Members who are present have not spoken yet.' },
  counts: { zh: '票数之和应当等于参加表决的人数。', en: 'The votes must add up to the number of voters.' },
  away: {
    zh: '由行政首长决定的事项，首长没有到会或者回避的不能决定。',
    en: 'What the head decides is not decided while the head is away or has withdrawn.',
  },
  reason: {
    zh: '首长的决定与多数人意见不一致，须写明理由（重大行政决策程序暂行条例第三十条）。',
    en: 'The head decides against the majority: the reason goes on record.',
  },
  signed: {
    zh: '会议纪要已经签发，不能再改；有错漏请拟补正，由主持人另行签发。',
    en: 'The minutes are signed and not changed; correct them by an addendum.',
  },
  unsigned: { zh: '会议纪要还没有签发。', en: 'The minutes are not signed yet.' },
  minutesChanged: {
    zh: '您看到的内容刚刚有改动，请刷新后看过再签发。',
    en: 'What you saw has changed meanwhile; reload and read it before you sign.',
  },
  noAddendum: { zh: '没有等待签发的补正。', en: 'No addendum waits for a signature.' },
  chairSigns: {
    zh: '由主持人签发；主持人没有回避任何议题，不能另指定人。',
    en: 'The chair signs: having withdrawn from nothing, nobody is named instead.',
  },
  heardAll: {
    zh: '请指定全程到会、没有回避任何议题的成员。',
    en: 'Name a member who was there from the opening to the end and withdrew from no item.',
  },
  namesVote: {
    zh: '无记名投票只留票数。文字里写明了某人怎样表决，请改写后再保存。',
    en: 'A secret ballot leaves counts only. The words say how somebody voted; put them otherwise and save again.',
  },
  sameCall: { zh: '日期和地点都没有变。', en: 'Neither day nor place would change.' },
  noPost: { zh: '您现在没有岗位，不能签发。', en: 'You hold no post now and cannot sign.' },
  stale: { zh: '刚刚有别的操作，请刷新后再办。', en: 'Something changed meanwhile; reload.' },
});

/** Status, sentence and place on the form of each refusal. */
export const ANSWERS = {
  'deliberation/forbidden': { status: 403, title: words.forbidden },
  'deliberation/not-found': { status: 404, title: words.notFound },
  'deliberation/unknown-person': { status: 422, title: words.person, field: 'memberIds' },
  'deliberation/chair-not-a-member': { status: 422, title: words.chair, field: 'chairId' },
  'deliberation/series-taken': { status: 422, title: words.series, field: 'series' },
  'deliberation/no-members-that-day': { status: 422, title: words.nobody, field: 'heldOn' },
  'deliberation/before-its-day': { status: 409, title: words.early },
  'deliberation/not-in-this-state': { status: 409, title: words.state },
  'deliberation/attendance-incomplete': { status: 422, title: words.attendance },
  'deliberation/undecidable': { status: 409, title: words.undecidable },
  'deliberation/same-attendance': { status: 409, title: words.sameAttendance },
  'deliberation/time-of-change': { status: 422, title: words.timeOfChange, field: 'at' },
  'deliberation/counted-already': { status: 409, title: words.countedAlready },
  'deliberation/changed-since-tabled': { status: 409, title: words.changed },
  'deliberation/tabled-already': { status: 409, title: words.tabled },
  'deliberation/items-undecided': { status: 409, title: words.undecided },
  'deliberation/recused': { status: 409, title: words.recused },
  'deliberation/not-recused': { status: 409, title: words.notRecused },
  'deliberation/spoke-while-absent': { status: 409, title: words.spokeAbsent },
  'deliberation/unheard': { status: 409, title: words.unheard },
  'deliberation/chair-has-spoken': { status: 409, title: words.chairSpoke },
  'deliberation/should-have-withdrawn': { status: 409, title: words.tainted },
  'deliberation/not-a-voter': { status: 409, title: words.voter },
  'deliberation/spoken-already': { status: 409, title: words.spoken },
  'deliberation/chair-speaks-last': { status: 409, title: words.last },
  'deliberation/stance': { status: 422, title: words.stance, field: 'stance' },
  'deliberation/no-quorum': { status: 409, title: words.quorum },
  'deliberation/opinions-missing': { status: 409, title: words.opinions },
  'deliberation/counts': { status: 422, title: words.counts, field: 'counts' },
  'deliberation/chair-away': { status: 409, title: words.away },
  'deliberation/head-reason': { status: 422, title: words.reason, field: 'headReason' },
  'deliberation/minutes-signed': { status: 409, title: words.signed },
  'deliberation/minutes-unsigned': { status: 409, title: words.unsigned },
  'deliberation/minutes-changed': { status: 409, title: words.minutesChanged },
  'deliberation/no-addendum': { status: 409, title: words.noAddendum },
  'deliberation/chair-signs': { status: 409, title: words.chairSigns },
  'deliberation/not-heard-all': { status: 422, title: words.heardAll, field: 'personId' },
  'deliberation/names-a-vote': { status: 422, title: words.namesVote },
  'deliberation/same-call': { status: 422, title: words.sameCall, field: 'heldOn' },
  'deliberation/no-post': { status: 403, title: words.noPost },
  'deliberation/stale': { status: 412, title: words.stale },
  conflict: { status: 409, title: words.stale },
} as const satisfies Record<DeliberationRefusalCode, Answer>;

export function refuse(c: Ctx, refusal: DeliberationRefusal): Response {
  const answer: Answer = ANSWERS[refusal.code];
  const { code, ...detail } = refusal;
  const { title } = answer;
  if (refusal.code === 'deliberation/names-a-vote') {
    // The sentence is shown to who wrote it, at the field, and kept out of everything else.
    const { field: path, sentence } = refusal;
    const message = {
      zh: `“${sentence}”写明了某人怎样表决，请改写`,
      en: `“${sentence}” says how somebody voted; put it otherwise`,
    };
    return problem(c, answer.status, code, { title, fields: [{ path, code, message }] });
  }
  if (refusal.code === 'deliberation/attendance-incomplete') {
    const fields = refusal.people.map((one) => ({
      path: `attendance/${one}/reason`,
      code,
      message: words.whyAway,
    }));
    return problem(c, answer.status, code, { title, fields });
  }
  return problem(c, answer.status, code, {
    title,
    detail,
    ...(answer.field === undefined ? {} : { fields: [{ path: answer.field, code, message: title }] }),
  });
}
