import type { Message } from '#platform/i18n';
import type { Decision, Kind, NoteForm, Rule } from '../domain/finding.ts';

export const KIND_WORDS: Record<Kind, Message> = {
  'beyond-authority': { zh: '越权', en: 'beyond authority' },
  overlapping: { zh: '交叉重复', en: 'overlapping' },
  unclear: { zh: '权责不清', en: 'unclear' },
  'not-performed': { zh: '未履行', en: 'not performed' },
  'approval-without-basis': { zh: '变相许可', en: 'approval without a basis' },
  'periodic-review': { zh: '定期评估', en: 'periodic review' },
};

/** What each rule found, and why it is asked. */
export const RULE_WORDS: Record<Rule, Message> = {
  'basis-too-low': {
    zh: '列出的依据层级都不能设定这一类权力。',
    en: 'None of the bases listed is of a rank that can found a power of this type.',
  },
  'level-not-allowed': {
    zh: '上级清单没有把这一事项放在本层级行使。',
    en: 'The catalogue above does not let this level exercise it.',
  },
  'basis-ended': {
    zh: '依据的法律或者条文已经废止。',
    en: 'A law or article it rests on was repealed.',
  },
  'basis-amended': {
    zh: '公布以后，依据的法律或者条文修改过，或者还没有施行。',
    en: 'A law or article it rests on was amended since it was published, or is not in force yet.',
  },
  'same-name': { zh: '名称与另一事项几乎相同。', en: 'Its name is nearly that of another power.' },
  'same-article': {
    zh: '与另一事项依据同一条文，名称也相近。',
    en: 'It rests on the same article as another power with a similar name.',
  },
  'article-missing': { zh: '依据没有写到条。', en: 'A basis does not name the article.' },
  'catch-all': {
    zh: '条件或者材料里有兜底的说法。',
    en: 'Conditions or materials leave to the handler what else is asked.',
  },
  'duty-without-post': { zh: '责任事项没有落到岗位。', en: 'No duty is laid on a post.' },
  'no-cases': { zh: '一年里没有办过一件。', en: 'There was no case within a year.' },
  'disguised-approval': {
    zh: '不是行政许可，名称却是审批，也没有可以设定许可的依据。',
    en: 'It is no licence, yet called an approval, and rests on nothing that could found one.',
  },
  'review-due': { zh: '一年没有评估过。', en: 'It was not reviewed for a year.' },
};

export const DECISION_WORDS: Record<Decision, Message> = {
  strengthen: { zh: '加强', en: 'strengthen' },
  'cut-links': { zh: '减环节', en: 'cut links' },
  merge: { zh: '合并', en: 'merge' },
  transfer: { zh: '转移', en: 'transfer' },
  cancel: { zh: '取消职权', en: 'end the power' },
  keep: { zh: '保留', en: 'keep' },
};

export const HANDOVER_WORDS: Record<'asked' | 'agreed' | 'refused' | 'lapsed', Message> = {
  asked: { zh: '等待答复', en: 'not answered yet' },
  agreed: { zh: '同意承接', en: 'agrees to take it over' },
  refused: { zh: '不同意承接', en: 'does not take it over' },
  lapsed: { zh: '不用再答复', en: 'no longer asked' },
};

export const NOTE_FORM_WORDS: Record<NoteForm, Message> = {
  meeting: { zh: '座谈', en: 'meeting' },
  workshop: { zh: '研讨', en: 'workshop' },
  expert: { zh: '论证', en: 'expert review' },
  opinion: { zh: '书面意见', en: 'written opinion' },
};
