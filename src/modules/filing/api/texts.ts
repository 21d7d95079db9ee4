import { problem, type Ctx } from '#platform/http';
import { messages, type Message } from '#platform/i18n';
import { INTAKE_WORDS } from '../contract/words.ts';
import type { FilingRefusal, FilingRefusalCode } from '../domain/errors.ts';

type Answer = {
  readonly status: 403 | 404 | 409 | 413 | 422;
  readonly title: Message;
  readonly field?: string;
};

const words = messages({
  forbidden: { zh: '您没有这项权限。', en: 'You are not allowed to do this.' },
  notFound: { zh: '没有找到。', en: 'Not found.' },
  noKey: {
    zh: '还没有配置报送签发密钥，请运维人员按运行手册放置 filing-key。',
    en: 'There is no filing key yet; the operator puts it in place as the manual says.',
  },
  card: {
    zh: '登记卡里的密钥不对，请重新取得登记卡。',
    en: 'The card holds keys that are none; get it again.',
  },
  own: { zh: '这是本机关自己的登记卡。', en: 'This is your own agency’s card.' },
  underWay: {
    zh: '给这个机关的上一包还没有收到回执，收到或者撤回后再报。',
    en: 'A package to this recipient is still on its way; wait for its receipt, or withdraw it.',
  },
  nothingChanged: { zh: '与上次报送的相比没有变化。', en: 'Nothing has changed since the last filing.' },
  nothingPublished: { zh: '还没有已公布的职权可以报送。', en: 'No power is published yet.' },
  state: {
    zh: '报送包现在的状态不允许这样做，请刷新。',
    en: 'The state of the package does not allow this; reload.',
  },
  changed: {
    zh: '不是您看到的那一份，请刷新后再签。',
    en: 'It is not what you saw; reload before you sign.',
  },
  withheld: {
    zh: '准备之后，包里有内容决定不公开了。请撤回，重新准备一包。',
    en: 'Something in it was withheld since it was prepared. Withdraw it and prepare it again.',
  },
  fourEyes: { zh: '报送包是您准备的，要由另一位负责人签发。', en: 'You prepared it; somebody else signs.' },
  post: { zh: '您现在没有岗位，不能签发。', en: 'You hold no post today and cannot sign.' },
  address: {
    zh: '这个机关没有登记网络地址，请用文件报送。',
    en: 'This recipient has no address: file by file.',
  },
  answer: {
    zh: '现在连不上对方，没有取到。请稍后再取，或者请对方导出意见文件，在这里导入。',
    en: 'The recipient cannot be reached now. Try again later, or ask for its comments as a file.',
  },
  receipt: {
    zh: '这不是对方为这一包签发的回执。',
    en: 'This is no receipt that the recipient signed for this package.',
  },
  remarks: {
    zh: '这不是对方为这一包签发的意见。',
    en: 'These are no comments that the recipient signed for this package.',
  },
  entry: { zh: '报送包里没有这一项。', en: 'There is no such entry in the package.' },
  text: { zh: '请写明意见。', en: 'Say what is meant.' },
  reference: { zh: '参照目录里有编码重复。', en: 'A code stands twice in the reference list.' },
  conflict: { zh: '别人刚办过，请刷新后再办。', en: 'Somebody else was faster; reload.' },
});

const intake = (code: keyof typeof INTAKE_WORDS, status: Answer['status'] = 422): Answer => ({
  status,
  title: INTAKE_WORDS[code],
});

/** Status and sentence of each refusal. */
export const ANSWERS = {
  'filing/too-large': intake('filing/too-large', 413),
  'filing/malformed': intake('filing/malformed'),
  'filing/other-version': intake('filing/other-version'),
  'filing/unknown-sender': intake('filing/unknown-sender', 403),
  'filing/tampered': intake('filing/tampered', 403),
  'filing/other-recipient': intake('filing/other-recipient'),
  'filing/other-level': intake('filing/other-level', 403),
  'filing/replayed': intake('filing/replayed', 409),
  'filing/other-period': intake('filing/other-period'),
  'filing/other-previous': intake('filing/other-previous', 409),
  'filing/state-differs': intake('filing/state-differs', 409),
  'filing/forbidden': { status: 403, title: words.forbidden },
  'filing/not-found': { status: 404, title: words.notFound },
  'filing/no-key': { status: 409, title: words.noKey },
  'filing/card-not-valid': { status: 422, title: words.card, field: 'card' },
  'filing/own-card': { status: 422, title: words.own, field: 'card' },
  'filing/under-way': { status: 409, title: words.underWay },
  'filing/nothing-changed': { status: 409, title: words.nothingChanged },
  'filing/nothing-published': { status: 409, title: words.nothingPublished },
  'filing/not-in-this-state': { status: 409, title: words.state },
  'filing/changed': { status: 409, title: words.changed },
  'filing/withheld-since': { status: 409, title: words.withheld },
  'filing/prepared-by-you': { status: 403, title: words.fourEyes },
  'filing/not-in-post': { status: 403, title: words.post },
  'filing/no-address': { status: 409, title: words.address },
  'filing/no-answer': { status: 409, title: words.answer },
  'filing/receipt-not-valid': { status: 422, title: words.receipt, field: 'receipt' },
  'filing/remarks-not-valid': { status: 422, title: words.remarks },
  'filing/unknown-entry': { status: 422, title: words.entry, field: 'code' },
  'filing/text-missing': { status: 422, title: words.text, field: 'text' },
  'filing/reference-not-valid': { status: 422, title: words.reference, field: 'entries' },
  conflict: { status: 409, title: words.conflict },
} as const satisfies Record<FilingRefusalCode, Answer>;

export function refuse(c: Ctx, refusal: FilingRefusal): Response {
  const answer: Answer = ANSWERS[refusal.code];
  const { code, ...detail } = refusal;
  return problem(c, answer.status, code, {
    title: answer.title,
    detail,
    ...(answer.field === undefined ? {} : { fields: [{ path: answer.field, code, message: answer.title }] }),
  });
}
