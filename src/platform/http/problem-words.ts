import type { z } from 'zod';
import { messages, t, type Message } from '#platform/i18n';

/** Sentences of the refusals that are nobody's in particular; a title of the caller's own comes before them. */
const TITLES = messages({
  'http/invalid': { zh: '请检查所填内容。', en: 'Please check what you entered.' },
  'http/too-large': { zh: '内容太大，没有收下。', en: 'Too large: it was not taken.' },
  'http/not-found': { zh: '没有这个地址。', en: 'There is nothing at this address.' },
  'http/bad-request': {
    zh: '这个请求读不懂，没有写入。',
    en: 'The request cannot be read; nothing was written.',
  },
  'http/internal': {
    zh: '服务出错，没有写入。请稍后再试；仍不行时，把请求编号告诉运维人员。',
    en: 'The service failed and nothing was written. Try again later, or give the operator the request number.',
  },
});

export function titleOf(code: string): Message | string {
  return code in TITLES ? TITLES[code as keyof typeof TITLES] : code;
}

const ISSUES = messages({
  missing: { zh: '请填写这一项。', en: 'This is needed.' },
  type: { zh: '这一项的类型不对。', en: 'This is of the wrong type.' },
  long: { zh: '最多 {n} 个字符。', en: 'At most {n} characters.' },
  short: { zh: '至少 {n} 个字符。', en: 'At least {n} characters.' },
  many: { zh: '最多 {n} 项。', en: 'At most {n} entries.' },
  few: { zh: '至少 {n} 项。', en: 'At least {n} entries.' },
  big: { zh: '不能大于 {n}。', en: 'Not above {n}.' },
  small: { zh: '不能小于 {n}。', en: 'Not below {n}.' },
  value: { zh: '不是可选的值。', en: 'Not one of the values there are.' },
  keys: { zh: '没有这个字段：{keys}。', en: 'There is no such field: {keys}.' },
  format: { zh: '格式不对。', en: 'Not in the right form.' },
  other: { zh: '内容不合要求。', en: 'Not acceptable here.' },
});

/** What is wrong with a field, for people; zod's own sentences are for programmers and in English only. */
export function issueText(issue: z.core.$ZodIssue): Message {
  switch (issue.code) {
    case 'invalid_type':
      return issue.message.endsWith('received undefined') ? ISSUES.missing : ISSUES.type;
    case 'too_big':
      return fill(
        issue.origin === 'string' ? ISSUES.long : issue.origin === 'array' ? ISSUES.many : ISSUES.big,
        {
          n: String(issue.maximum),
        },
      );
    case 'too_small':
      if (issue.origin === 'string')
        return issue.minimum === 1 ? ISSUES.missing : fill(ISSUES.short, { n: String(issue.minimum) });
      return fill(issue.origin === 'array' ? ISSUES.few : ISSUES.small, { n: String(issue.minimum) });
    case 'invalid_value':
      return ISSUES.value;
    case 'unrecognized_keys':
      return fill(ISSUES.keys, { keys: issue.keys.join(', ') });
    case 'invalid_format':
      return ISSUES.format;
    default:
      return ISSUES.other;
  }
}

function fill(message: Message, params: Readonly<Record<string, string>>): Message {
  return { zh: t('zh', message, params), en: t('en', message, params) };
}
