import type { z } from 'zod';
import { powerTypeName } from '#modules/powers';
import { rowsAsCsv } from '#platform/csv';
import { messages, t, type Lang, type Message } from '#platform/i18n';
import {
  EXCUSE_WORDS,
  FINDING_WORDS,
  GROUND_WORDS,
  KIND_WORDS,
  TASK_STATE_WORDS,
  type CampaignReport,
  type ReportPart,
} from '../contract/index.ts';

const m = messages({
  office: { zh: '处室', en: 'Office' },
  state: { zh: '进度', en: 'State' },
  entries: { zh: '列出事项', en: 'Listed' },
  nil: { zh: '零报告', en: 'Nil return' },
  due: { zh: '截止日', en: 'Due' },
  handedInOn: { zh: '上报日', en: 'Handed in on' },
  daysLate: { zh: '迟报天数', en: 'Days late' },
  returned: { zh: '退回次数', en: 'Times returned' },
  excuses: { zh: '迟报、拒报理由', en: 'Reasons for lateness or refusal' },
  findings: { zh: '核对疑问', en: 'Findings' },
  explained: { zh: '已说明', en: 'Explained' },
  signed: { zh: '签字人', en: 'Signed by' },
  countersigned: { zh: '审签人', en: 'Countersigned by' },
  passed: { zh: '审核人', en: 'Passed by' },
  digest: { zh: '内容摘要（SHA-256）', en: 'Digest (SHA-256)' },
  yes: { zh: '是', en: 'yes' },
  no: { zh: '否', en: 'no' },
  name: { zh: '事项', en: 'Power' },
  type: { zh: '类型', en: 'Type' },
  kind: { zh: '处理', en: 'What becomes of it' },
  note: { zh: '说明', en: 'Note' },
  version: { zh: '事项版本', en: 'Version' },
  fingerprint: { zh: '版本摘要（SHA-256）', en: 'Digest of the version (SHA-256)' },
  what: { zh: '疑问', en: 'Finding' },
  subject: { zh: '事项或职责', en: 'Power or duty' },
  against: { zh: '对照', en: 'Compared with' },
  body: { zh: '全机关', en: 'the whole body' },
  ground: { zh: '情形', en: 'Ground' },
  text: { zh: '具体说明', en: 'Explanation' },
  by: { zh: '说明人', en: 'Explained by' },
  at: { zh: '说明时间', en: 'Explained at' },
});

/** One part of the report of a campaign as CSV, headings and words in the reader's language. */
export function reportCsv(report: CampaignReport, part: z.infer<typeof ReportPart>, lang: Lang): string {
  const say = (message: Message): string => t(lang, message);
  const head = (...keys: readonly (keyof typeof m)[]): readonly string[] => keys.map((key) => say(m[key]));
  switch (part) {
    case 'offices':
      return rowsAsCsv([
        head(
          'office',
          'state',
          'entries',
          'nil',
          'due',
          'handedInOn',
          'daysLate',
          'returned',
          'excuses',
        ).concat(head('findings', 'explained', 'signed', 'countersigned', 'passed', 'digest')),
        ...report.offices.map((one) => [
          one.office,
          say(TASK_STATE_WORDS[one.state]),
          String(one.entries),
          say(one.nil ? m.yes : m.no),
          one.due,
          one.handedInOn ?? '',
          String(one.daysLate),
          String(one.returned),
          one.excuses.map(({ kind, reason }) => `${say(EXCUSE_WORDS[kind])}：${reason}`).join('；'),
          String(one.findings),
          String(one.explained),
          ...[one.signed, one.countersigned, one.passed].map((by) =>
            by === null ? '' : `${by.post} ${by.person} ${by.at}`.trim(),
          ),
          one.digest,
        ]),
      ]);
    case 'items':
      return rowsAsCsv([
        head('office', 'name', 'type', 'kind', 'note', 'version', 'fingerprint'),
        ...report.items.map((one) => [
          one.office,
          one.name,
          say(powerTypeName(one.typeCode)),
          say(KIND_WORDS[one.kind]),
          one.note,
          one.versionId,
          one.fingerprint,
        ]),
      ]);
    case 'findings':
      return rowsAsCsv([
        head('what', 'subject', 'against', 'office', 'ground', 'text', 'by', 'at'),
        ...report.findings.map(({ explanation, ...one }) => [
          say(FINDING_WORDS[one.code]),
          one.subject,
          one.against,
          one.office ?? say(m.body),
          explanation === null ? '' : say(GROUND_WORDS[explanation.ground]),
          explanation?.text ?? '',
          explanation?.person ?? '',
          explanation?.at ?? '',
        ]),
      ]);
  }
}
