import { messages, type Message } from '#platform/i18n';
import type { RuleKind } from '../domain/content.ts';

export const RULE_KIND_WORDS = messages({
  management: { zh: '管理制度', en: 'management' },
  procedure: { zh: '工作规程', en: 'procedure' },
  duty: { zh: '岗位责任制度', en: 'duties of posts' },
  service: { zh: '服务制度', en: 'service' },
  supervision: { zh: '监督问责制度', en: 'supervision and accountability' },
  other: { zh: '其他制度', en: 'other' },
}) satisfies Record<RuleKind, Message>;
