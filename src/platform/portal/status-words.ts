import type { Message } from '#platform/i18n';

/** The tone says how the word is coloured, the shape says the same without colour. */
export type Tone = 'plain' | 'now' | 'soon' | 'late' | 'done' | 'veiled';
export type Shape = 'ring' | 'dot' | 'triangle' | 'tick' | 'bar' | 'pause' | 'cross';

export type StatusEntry = {
  readonly word: Message;
  readonly tone: Tone;
  readonly shape: Shape;
  /** What it means for the reader, as a tooltip and in the glossary. */
  readonly meaning: Message;
};

function entry(tone: Tone, shape: Shape, word: [string, string], meaning: [string, string]): StatusEntry {
  return { tone, shape, word: { zh: word[0], en: word[1] }, meaning: { zh: meaning[0], en: meaning[1] } };
}

/** The one vocabulary of states, for cases, power versions, publications and proofs. */
export const statusWords = {
  received: entry(
    'plain',
    'ring',
    ['已收件', 'received'],
    [
      '机关已收到材料，5个工作日内告知是否受理或者一次告知补正。',
      'The agency has your papers and must tell you within 5 working days whether they are complete.',
    ],
  ),
  'needs-correction': entry(
    'soon',
    'pause',
    ['待补正', 'papers missing'],
    [
      '已一次告知全部需要补正的内容，等待申请人补正。',
      'Everything that is missing was said at once; the applicant is to bring it.',
    ],
  ),
  'not-accepted': entry(
    'late',
    'cross',
    ['不予受理', 'not accepted'],
    ['依法不予受理，已说明理由和救济途径。', 'Refused at the door, with reasons and remedies.'],
  ),
  returned: entry(
    'plain',
    'cross',
    ['已退件', 'returned'],
    ['受理前退回申请人，已说明原因。', 'Given back before acceptance, with the reason.'],
  ),
  accepted: entry(
    'now',
    'dot',
    ['已受理', 'accepted'],
    ['已受理，办理期限开始计算。', 'Accepted; the clock is running.'],
  ),
  'deemed-accepted': entry(
    'now',
    'dot',
    ['视为受理', 'deemed accepted'],
    [
      '机关逾期没有告知补正，自收到材料之日起即为受理。',
      'The agency did not answer in time, so the case counts as accepted from the day of receipt.',
    ],
  ),
  reviewing: entry(
    'now',
    'dot',
    ['审查中', 'under review'],
    ['正在按公布的流程审查。', 'Being examined along the published flow.'],
  ),
  decided: entry(
    'now',
    'dot',
    ['已决定，待送达', 'decided, to be served'],
    [
      '已作出决定；依法送达当事人之后才公开结果。',
      'The decision is made; by law its result is public only after the party has been served.',
    ],
  ),
  'special-procedure': entry(
    'plain',
    'pause',
    ['特别程序（不计时）', 'special procedure (not counted)'],
    [
      '听证、检验、鉴定、专家评审等所需时间不计入办理期限，已书面告知。',
      'Hearing, testing, appraisal or expert review: not counted, announced in writing.',
    ],
  ),
  suspended: entry(
    'plain',
    'pause',
    ['中止', 'suspended'],
    [
      '依法中止办理，期限暂停，已书面告知理由。',
      'Suspended on a lawful ground, told in writing; the clock stands still.',
    ],
  ),
  extended: entry(
    'soon',
    'dot',
    ['已延期', 'extended'],
    [
      '经本机关负责人批准延长一次，已告知理由。',
      'Extended once with the approval of the head, and you were told why.',
    ],
  ),
  granted: entry(
    'done',
    'tick',
    ['准予', 'granted'],
    ['作出准予决定。', 'Decided in favour of the applicant.'],
  ),
  refused: entry(
    'late',
    'cross',
    ['不予', 'refused'],
    ['作出不予决定，已说明理由和救济途径。', 'Decided against the applicant, with reasons and remedies.'],
  ),
  served: entry(
    'done',
    'tick',
    ['已送达', 'served'],
    [
      '决定已送达，复议和诉讼期限由此起算。',
      'The decision was served; the time for remedies runs from here.',
    ],
  ),
  closed: entry('done', 'tick', ['办结', 'closed'], ['全部环节已完成。', 'Every step is done.']),
  withdrawn: entry(
    'plain',
    'cross',
    ['已撤回', 'withdrawn'],
    ['申请人撤回了申请。', 'The applicant took the application back.'],
  ),
  terminated: entry(
    'plain',
    'cross',
    ['终止', 'terminated'],
    ['依法终止办理，已说明理由。', 'Ended without a decision, with the reason.'],
  ),
  draft: entry('plain', 'ring', ['草拟', 'draft'], ['尚未提交审核。', 'Not handed in yet.']),
  'in-force': entry(
    'done',
    'tick',
    ['现行有效', 'in force'],
    ['自施行之日起有效。', 'In force since its effective date.'],
  ),
  'not-yet-in-force': entry(
    'soon',
    'ring',
    ['尚未施行', 'not yet in force'],
    ['已公布，施行日期未到。', 'Published; its effective date lies ahead.'],
  ),
  'on-trial': entry(
    'soon',
    'ring',
    ['试运行', 'on trial'],
    [
      '已施行，在公布的期限内试运行；期满前要决定是否转正。',
      'In force for a set time; whether it becomes final is decided before that ends.',
    ],
  ),
  'trial-late': entry(
    'late',
    'triangle',
    ['试运行到期未定', 'trial past its day'],
    [
      '试运行的最后一日已过，还没有决定是否转正；在决定以前照常施行。',
      'The last day of its trial has passed and nobody has decided whether it is final; until then it stays in force.',
    ],
  ),
  superseded: entry(
    'plain',
    'bar',
    ['已被新版代替', 'superseded'],
    ['后来有新的版本施行。', 'A later version is in force.'],
  ),
  'transferred-out': entry(
    'plain',
    'bar',
    ['已划出', 'transferred'],
    ['职权已划给其他机关行使。', 'Another agency exercises this power now.'],
  ),
  repealed: entry(
    'plain',
    'bar',
    ['已废止', 'repealed'],
    ['不再施行，全文和沿革仍可查看。', 'Not in force any more; its text and history remain.'],
  ),
  cancelled: entry(
    'plain',
    'bar',
    ['已取消', 'cancelled'],
    ['职权已取消，不再行使。', 'This power no longer exists.'],
  ),
  published: entry(
    'done',
    'tick',
    ['已公开', 'published'],
    ['已按时公开并存证。', 'Disclosed and recorded in the ledger.'],
  ),
  due: entry(
    'plain',
    'ring',
    ['待公开', 'due'],
    ['公开期限未到。', 'Its time to be published has not come.'],
  ),
  'due-soon': entry(
    'soon',
    'ring',
    ['即将到期', 'due soon'],
    ['今日或者明日到期。', 'Due today or tomorrow.'],
  ),
  'awaiting-witness': entry(
    'soon',
    'ring',
    ['待见证', 'awaiting witness'],
    [
      '已公开并存证，见证方的签名尚未全部取得。',
      'Published and in the ledger; some witnesses have not signed yet.',
    ],
  ),
  'awaiting-entry': entry(
    'soon',
    'ring',
    ['待存证', 'awaiting entry'],
    [
      '法定公开时间已到，先行公开；账本签名恢复后立即存证。',
      'Shown because its lawful time has come; it enters the ledger as soon as signing resumes.',
    ],
  ),
  'published-late': entry(
    'late',
    'triangle',
    ['逾期公开', 'published late'],
    ['已公开，但晚于应当公开的时间。', 'Published, but after it was due.'],
  ),
  'late-unpublished': entry(
    'late',
    'triangle',
    ['逾期未公开', 'late, not published'],
    ['应当公开的时间已过，仍未公开。', 'It should be public by now and is not.'],
  ),
  late: entry(
    'late',
    'triangle',
    ['超期', 'late'],
    ['已过期限，仍未办结。', 'Past its time limit and not finished.'],
  ),
  withheld: entry(
    'veiled',
    'bar',
    ['不公开', 'withheld'],
    ['依法不公开，写明依据和期限。', 'Not public, with the article that forbids it and until when.'],
  ),
  masked: entry(
    'veiled',
    'bar',
    ['部分遮蔽', 'masked'],
    ['为保护个人信息遮蔽了一部分。', 'Part of it is masked to protect personal data.'],
  ),
  corrected: entry(
    'soon',
    'dot',
    ['已更正', 'corrected'],
    ['内容已更正，更正前后都在账本中留有记录。', 'Corrected; the ledger keeps both.'],
  ),
  'taken-down': entry(
    'late',
    'bar',
    ['已撤下', 'taken down'],
    ['已撤下，写明理由；账本中的记录仍可核验。', 'Taken down with a reason; the ledger still verifies.'],
  ),
  sealed: entry(
    'veiled',
    'bar',
    ['转为不公开办理', 'out of public view'],
    [
      '依法不再公开办理过程，理由见记录；须公开的决定送达后仍会公开。',
      'Handled out of public view from here on, with the ground on record; a decision that must be public still will be.',
    ],
  ),
  redacted: entry(
    'veiled',
    'bar',
    ['已遮蔽', 'redacted'],
    ['依法遮蔽了部分内容，账本中的记录仍可核验。', 'Part was redacted by law; the ledger still verifies.'],
  ),
} as const satisfies Readonly<Record<string, StatusEntry>>;

export type StatusCode = keyof typeof statusWords;

export function isStatusCode(text: string): text is StatusCode {
  return Object.hasOwn(statusWords, text);
}
