import { messages, type Message } from '#platform/i18n';
import type { StatusCode } from '#platform/portal';
import type { CaseResult, CaseState } from '../domain/states.ts';

/** The word of the common vocabulary for a state of a case; a decided one says how. */
export function statusOf(state: CaseState, result: CaseResult | null, deemed: boolean): StatusCode {
  switch (state) {
    case 'awaiting-correction':
      return 'needs-correction';
    case 'accepted':
      return deemed ? 'deemed-accepted' : 'accepted';
    case 'decided':
      return result === 'refused' ? 'refused' : 'granted';
    default:
      return state;
  }
}

/** What happened, for the timeline of a party. */
const EVENT_WORDS = messages({
  submitted: { zh: '收到申请', en: 'Application received' },
  'step-done': { zh: '办完“{step}”', en: '“{step}” done' },
  'timer-fired': { zh: '期限届满：{step}', en: 'Time ran out: {step}' },
  'correction-asked': { zh: '一次性告知需要补正的内容', en: 'Told what is missing' },
  supplemented: { zh: '收到申请人的补正', en: 'The applicant’s answer received' },
  accepted: { zh: '受理', en: 'Accepted' },
  'acceptance-confirmed': { zh: '出具受理通知书', en: 'Notice of acceptance issued' },
  'not-accepted': { zh: '不予受理', en: 'Not accepted' },
  suspended: { zh: '进入特别程序，不计时', en: 'Special procedure; the clock stands' },
  resumed: { zh: '恢复计时', en: 'The clock runs again' },
  extended: { zh: '延长办理期限', en: 'Limit extended' },
  'extension-declined': { zh: '未批准延长', en: 'Extension not approved' },
  statement: { zh: '陈述申辩', en: 'Statement and defence' },
  'statement-answered': { zh: '答复陈述申辩', en: 'Defence answered' },
  decided: { zh: '作出决定', en: 'Decided' },
  served: { zh: '送达', en: 'Served' },
  withdrawn: { zh: '申请人撤回申请', en: 'Withdrawn by the applicant' },
  lapsed: { zh: '逾期未补正，视为放弃申请', en: 'Not answered in time: counts as given up' },
  returned: { zh: '退件', en: 'Returned' },
  terminated: { zh: '终止办理', en: 'Terminated' },
  closed: { zh: '办结', en: 'Closed' },
  jumped: { zh: '经批准偏离流程', en: 'Approved deviation from the flow' },
  moved: { zh: '因法律修改移至新版流程', en: 'Moved to a new version of the flow: the law changed' },
  restricted: { zh: '转为不公开办理', en: 'Out of public view from here on' },
  sealed: { zh: '存入办理日志', en: 'Committed in the journal' },
  note: { zh: '内部备注', en: 'Note' },
});

export function eventWord(kind: string): Message {
  return Object.entries(EVENT_WORDS).find(([one]) => one === kind)?.[1] ?? { zh: kind, en: kind };
}

/** Why a case left its flow, for the timeline of party and handlers (C5). */
export const departureWords = messages({
  jumped: {
    zh: '{why}。从“{from}”转到“{to}”，由负责人批准。',
    en: '{why}. From “{from}” to “{to}”, approved by a leader.',
  },
  moved: {
    zh: '《{law}》{article}有修改，以后按新版流程办理，由负责人批准。',
    en: '《{law}》 {article} has changed: from here on under the new version, approved by a leader.',
  },
});

export const myWords = messages({
  title: { zh: '我的办件', en: 'My case' },
  intro: {
    zh: '输入收件凭证上的查询码，查看办到哪一步、补材料、看决定。',
    en: 'Enter the code on your receipt to follow the case, bring materials and read the decision.',
  },
  code: { zh: '查询码', en: 'Receipt code' },
  codeHint: {
    zh: '四组五位，例如 7K2MX-9QHTB-4V0RW-PD3CE；大小写、空格都可以',
    en: 'Four groups of five, e.g. 7K2MX-9QHTB-4V0RW-PD3CE; case and spaces do not matter',
  },
  wrong: {
    zh: '查询码不对，请对照收件凭证再输入一次。',
    en: 'This code is not right; compare it with your receipt.',
  },
  open: { zh: '查看', en: 'Open' },
  leave: { zh: '退出', en: 'Leave' },
  notYet: { zh: '尚未受理', en: 'not accepted yet' },
  needs: { zh: '需要您补正', en: 'You are asked for something' },
  needsText: {
    zh: '请补齐下面全部内容。补齐提交后，我们从收到之日起重新判断是否受理。',
    en: 'Please bring all of this. Once you have, we decide anew whether to accept.',
  },
  supplement: { zh: '提交补正材料', en: 'Send what was missing' },
  explain: { zh: '说明', en: 'Remarks' },
  other: { zh: '其他材料', en: 'Other material' },
  chooseAgain: {
    zh: '同时选的其他文件也没有提交，请一起重新选择。',
    en: ' The other files were not sent either: choose them again.',
  },
  required: {
    zh: '至少上传一份材料，或者写明情况。',
    en: 'Bring at least one file, or say how things stand.',
  },
  upload: { zh: '补充材料', en: 'Add materials' },
  send: { zh: '提交', en: 'Send' },
  defend: { zh: '陈述、申辩', en: 'State and defend' },
  defendText: {
    zh: '您可以说明情况、提出意见。作出决定前，我们会逐条答复。',
    en: 'Say what should be considered. Each point is answered before anything is decided.',
  },
  withdraw: { zh: '撤回申请', en: 'Withdraw the application' },
  withdrawText: { zh: '撤回后不再办理；以后可以重新申请。', en: 'The case ends; you may apply again later.' },
  reason: { zh: '原因', en: 'Reason' },
  reasonShort: { zh: '请写明原因，至少五个字。', en: 'Please give the reason in at least five characters.' },
  textShort: { zh: '请写下您的意见。', en: 'Please write your statement.' },
  documents: { zh: '文书和材料', en: 'Documents' },
  receipt: { zh: '收件凭证', en: 'Receipt' },
  pdf: { zh: '下载 PDF', en: 'PDF' },
  signed: { zh: '签名文本', en: 'signed text' },
  record: { zh: '在公开账本中的记录', en: 'Record in the public ledger' },
  done: { zh: '已提交。', en: 'Sent.' },
  review: { zh: '行政复议', en: 'Administrative review' },
  action: { zh: '行政诉讼', en: 'Court action' },
  reviewText: { zh: '自收到决定之日起 60 日内，向 {body}', en: 'within 60 days of receipt, to {body}' },
  reviewFirst: {
    zh: '应当先申请行政复议：自收到决定之日起 60 日内，向 {body}',
    en: 'review comes first: within 60 days of receipt, to {body}',
  },
  actionText: { zh: '自收到决定之日起 6 个月内，向 {court}', en: 'within 6 months of receipt, at {court}' },
  complaint: { zh: '向 {agency}投诉、举报', en: 'Complain to {agency}' },
  print: { zh: '打印本页', en: 'Print this page' },
  demo: {
    zh: '演示文书，无法律效力；印章为演示印章',
    en: 'A demonstration: of no legal force, with a demonstration seal',
  },
  back: { zh: '返回办件', en: 'Back to the case' },
  remedies: { zh: '救济途径', en: 'Remedies' },
  seal: { zh: '（演示印章）', en: '(demonstration seal)' },
});
