import { messages, type Message } from '#platform/i18n';
import type { CaseRefusalCode, FieldRefusalCode } from '../domain/errors.ts';

/** What each refusal says to the person: what happened and what to do. */
export const ERROR_TEXTS = messages({
  'cases/not-found': { zh: '没有找到这个办件。', en: 'There is no such case.' },
  'cases/forbidden': { zh: '您没有办理这一步的权限。', en: 'You may not do this.' },
  'cases/power-not-found': {
    zh: '这个事项现在不能申请，请回到事项页核对。',
    en: 'This cannot be applied for now; look at its page.',
  },
  'cases/not-on-application': {
    zh: '这个事项由机关依职权启动，不接受个人申请。',
    en: 'The agency begins this on its own motion; it takes no applications.',
  },
  'cases/not-in-this-state': {
    zh: '办件现在的状态不允许这样做，请刷新后查看。',
    en: 'The state of the case does not allow this now; please reload.',
  },
  'cases/step-not-open': { zh: '这一环节现在没有打开，不能办理。', en: 'This step is not open now.' },
  'cases/step-taken': {
    zh: '这一环节刚刚已由他人办理，您的操作没有写入。',
    en: 'Somebody has just done this step; nothing of yours was written.',
  },
  'cases/outcome-unknown': { zh: '请选择流程规定的办理结果。', en: 'Choose an outcome that the flow has.' },
  'cases/not-your-post': { zh: '这一环节由其他岗位办理。', en: 'This step belongs to another post.' },
  'cases/supervisor-cannot-handle': {
    zh: '监督人员不能办理（审批与监管相分离）。',
    en: 'Supervisors do not handle cases.',
  },
  'cases/recused': { zh: '您在本案中已回避，不能办理。', en: 'You are recused from this case.' },
  'cases/handled-it-yourself': {
    zh: '承办与审核、决定不能是同一个人。',
    en: 'Who examined a case does not check or decide it.',
  },
  'cases/second-officer-needed': {
    zh: '这一环节须两名以上工作人员，请填写另一名工作人员。',
    en: 'Two officers are needed; name the other one.',
  },
  'cases/second-officer-not-on-post': {
    zh: '所填的另一名工作人员不在这个岗位上。',
    en: 'The other officer does not hold this post.',
  },
  'cases/party-step': { zh: '这一环节由申请人办理。', en: 'This step is the applicant’s.' },
  'cases/notice-needed': {
    zh: '请列出需要补正的全部内容（一次性告知）。',
    en: 'List everything that is missing, at once.',
  },
  'cases/new-demand': {
    zh: '一次性告知之后不能再提新要求；法律或者事实有变化的，请逐项说明。',
    en: 'Nothing new may be asked after the one notice, unless law or facts changed: say which.',
  },
  'cases/supplement-empty': {
    zh: '还没有补正任何内容：请至少上传一份材料，或者在“说明”里写明情况。',
    en: 'Nothing was brought: send at least one file, or say under “Remarks” how things stand.',
  },
  'cases/clock-stands': {
    zh: '特别程序期间不计时，不能办理其他环节。请先“恢复计时”，再办理这一环节。',
    en: 'The clock stands for a special procedure, so no step is done meanwhile. Let the clock run again first.',
  },
  'cases/refusal-not-offered': { zh: '流程没有规定不予受理。', en: 'The flow has no refusal here.' },
  'cases/ground-needed': { zh: '请选择法定情形。', en: 'Choose a lawful ground.' },
  'cases/decision-needed': { zh: '请填写决定内容。', en: 'Write what is decided.' },
  'cases/reasons-needed': { zh: '请写明理由。', en: 'Give the reasons.' },
  'cases/service-needed': {
    zh: '请填写送达方式、日期和收件人。',
    en: 'Say how, when and to whom it was served.',
  },
  'cases/service-day': {
    zh: '送达日期不能早于决定日期，也不能晚于今天。',
    en: 'Service lies between the decision and today.',
  },
  'cases/suspension-ground': {
    zh: '这不是法律规定可以不计时的情形。',
    en: 'The law does not stop the clock for this.',
  },
  'cases/suspension-notice-needed': {
    zh: '进入特别程序前，须书面告知所需时间：请填写情形、天数和理由。',
    en: 'Tell the time needed in writing: ground, days, reason.',
  },
  'cases/extended-already': { zh: '期限只能延长一次。', en: 'A limit is extended once only.' },
  'cases/extension-too-long': { zh: '延长的时间超过法律允许的上限。', en: 'Longer than the law allows.' },
  'cases/extension-not-allowed': { zh: '这个事项的期限依法不能延长。', en: 'This limit cannot be extended.' },
  'cases/extension-needed': {
    zh: '请填写是否批准延长、延长天数和理由。',
    en: 'Say whether, by how much and why.',
  },
  'cases/fact-missing': { zh: '流程判断还缺少信息，请补填。', en: 'The flow needs further facts.' },
  'cases/class-not-closer': {
    zh: '办件只能转为公开程度更低的级别。',
    en: 'A case moves to a more closed class only.',
  },
  'cases/deviation-impossible': {
    zh: '流程不可能走到这个环节，不能偏离到这里。请选择别的环节。',
    en: 'The flow can never stand there; choose another step.',
  },
  'cases/deviation-skips-statutory': {
    zh: '这样会跳过还没有办理的法定环节，任何人都不能批准。',
    en: 'This would pass over a statutory step that was not done; nobody can approve that.',
  },
  'cases/move-impossible': {
    zh: '有办件正停在新版流程没有的环节，不能移版。请先办完该环节，或者不列入这一件。',
    en: 'A case stands at a step that the new version does not have; let it go on first, or leave it out.',
  },
  'cases/move-not-newer': {
    zh: '只能移到同一事项较新的已公布流程版本。',
    en: 'Cases move only to a later published version of their own flow.',
  },
  'cases/proposed-it-yourself': {
    zh: '提请和批准不能是同一个人。',
    en: 'Who proposed it does not decide on it.',
  },
  'cases/proposal-decided': {
    zh: '这项提请已经有了决定，请刷新后查看。',
    en: 'This was decided meanwhile; reload.',
  },
  'cases/walk-too-long': {
    zh: '这段时间里定时反复到期太多次，请少过几天，或者检查定时是否绕回自己的环节。',
    en: 'Timers fire too often in these days: let fewer pass, or see whether a timer leads back to its own step.',
  },
  'cases/not-instant': { zh: '这个事项不是即办件，请逐环节办理。', en: 'This is not handled on the spot.' },
  'cases/statements-unanswered': {
    zh: '当事人的陈述申辩还没有逐条答复，请先答复。',
    en: 'Answer each point of the defence first.',
  },
  'cases/application-fields': {
    zh: '有内容需要修改，请看各项提示。',
    en: 'Something needs mending; see the fields.',
  },
  'cases/idempotency-key-used': {
    zh: '这个幂等键已经用于另一份申请，请换一个。',
    en: 'This idempotency key was used for another application.',
  },
  'cases/stale': { zh: '办件已有变化，请刷新后再办。', en: 'The case changed meanwhile; reload.' },
  conflict: { zh: '同时有别的操作，请再试一次。', en: 'Somebody was faster; try again.' },
} as const satisfies Record<CaseRefusalCode, Message>);

export const FIELD_TEXTS = messages({
  required: { zh: '请填写。', en: 'Fill this in.' },
  'too-long': { zh: '太长了，请缩短。', en: 'Too long.' },
  format: {
    zh: '格式不对：数字只写数字，日期写成 2026-01-31 这样。',
    en: 'Not in the right form: numbers as digits only, dates like 2026-01-31.',
  },
  'id-card': { zh: '身份证号码不对，请核对十八位号码。', en: 'This is not a valid identity number.' },
  uscc: { zh: '统一社会信用代码不对，请核对十八位代码。', en: 'This is not a valid credit code.' },
  phone: { zh: '请填写能联系到您的电话号码。', en: 'Give a phone number we can reach you at.' },
  email: {
    zh: '电子邮箱不对，例如 name@example.cn；没有可以不填。',
    en: 'Not an e-mail address, e.g. name@example.cn; leave it empty if you have none.',
  },
  'not-offered': { zh: '这不是本事项要求的材料。', en: 'This is not one of the materials.' },
  'file-missing': { zh: '请上传文件。', en: 'Attach a file.' },
  declare: { zh: '请确认后再提交。', en: 'Confirm before you send.' },
  'state-secret': {
    zh: '本系统不得传输国家秘密，请确认材料不含国家秘密。',
    en: 'No state secrets may be sent here; please confirm.',
  },
} as const satisfies Record<FieldRefusalCode, Message>);
