import { formatDay, type LegalDay } from '#kernel';
import { PAUSE_GROUNDS } from '#modules/calendar';
import { formatPeriod } from '#platform/i18n';
import { TERMINATION_GROUNDS } from '../domain/lawful-endings.ts';
import { demandText, type NoticeItem } from '../domain/one-time-notice.ts';
import { remediesFor } from '../domain/remedies.ts';
import type { Case, CaseTerms } from '../engine/case.ts';
import type { Happening } from '../engine/happening.ts';
import { DOCUMENT_KINDS, type DocumentContent, type DocumentKind } from './document.ts';

export type DocumentInput = {
  readonly c: Case;
  readonly addressee: string;
  readonly on: LegalDay;
  readonly number: string;
};

/** Which document a happening calls for by law, if any. */
export function documentFor(happening: Happening, c: Case): DocumentKind | null {
  switch (happening.kind) {
    case 'correction-asked':
      return 'correction-notice';
    case 'accepted':
      // a deemed acceptance is on record at once; its paper follows when the clerk completes the step
      return happening.deemed ? null : 'acceptance-notice';
    case 'acceptance-confirmed':
      return 'acceptance-notice';
    case 'not-accepted':
      return 'non-acceptance';
    case 'suspended':
      return 'special-procedure-notice';
    case 'extended':
      return 'extension-notice';
    case 'decided':
      return decisionKind(c);
    case 'served':
      return 'service-record';
    case 'withdrawn':
    case 'lapsed':
      return 'withdrawal-record';
    case 'returned':
      return 'return-notice';
    case 'terminated':
      return 'termination-notice';
    default:
      return null;
  }
}

function decisionKind(c: Case): DocumentKind {
  switch (c.result) {
    case 'refused':
      return 'decision-refused';
    case 'filed':
      return 'filing-receipt';
    case 'answered':
      return 'reply';
    default:
      return 'decision-granted';
  }
}

const text = (line: string) => ({ kind: 'text' as const, text: line });
const facts = (...rows: [string, string][]) => ({ kind: 'facts' as const, rows });

/** The document in the words the law asks for. Pure: what it says comes from the case and the happening alone. */
export function composeDocument(
  happening: Happening,
  kind: DocumentKind,
  input: DocumentInput,
): DocumentContent {
  const { c, addressee, on, number } = input;
  const { blocks, remedies = null } = body(happening, kind, c);
  return {
    v: 1,
    title: DOCUMENT_KINDS[kind].zh,
    number,
    addressee,
    blocks,
    remedies,
    issuer: c.terms.agencyName,
    on,
  };
}

type Body = { readonly blocks: DocumentContent['blocks']; readonly remedies?: string };

function body(happening: Happening, kind: DocumentKind, c: Case): Body {
  const item = `“${c.terms.powerName}”`;
  const about = `您（单位）于${formatDay(c.completeOn, 'zh')}提交的${item}申请`;
  switch (happening.kind) {
    case 'correction-asked':
      return {
        blocks: [
          text(
            `${about}，材料不齐全或者不符合法定形式。依据《中华人民共和国行政许可法》第三十二条第一款第四项，现一次性告知需要补正的全部内容：`,
          ),
          { kind: 'list', items: happening.items.map((one) => noticeLine(one, c.terms.materials)) },
          ...lapseBlocks(c),
          text(
            '补正后办理期限自受理之日起计算。本机关不再提出本告知书以外的新要求，法律或者事实变化的除外。',
          ),
        ],
      };
    case 'accepted':
    case 'acceptance-confirmed':
      return { blocks: acceptanceBlocks(c, about) };
    case 'not-accepted':
      return {
        blocks: [
          text(`${about}，经审查，决定不予受理。`),
          text(`理由：${happening.reasons}`),
          ...(happening.competent === null ? [] : [text(`请向有权机关提出：${happening.competent}`)]),
        ],
        remedies: remedies(c.terms),
      };
    case 'suspended':
      return {
        blocks: [
          text(
            `${about}，办理中需要进行${PAUSE_GROUNDS[happening.ground]?.zh ?? happening.ground}。依据《中华人民共和国行政许可法》第四十五条，所需时间不计入办理期限。`,
          ),
          facts(['所需时间', formatPeriod('zh', happening.days, 'wd')], ['理由', happening.reason]),
        ],
      };
    case 'extended':
      return {
        blocks: [
          text(
            `${about}，不能在规定期限内作出决定。经本机关负责人批准，延长${formatPeriod('zh', happening.days, c.terms.statutory?.extension?.unit ?? 'wd')}。`,
          ),
          facts(['理由', happening.reason], ...dueRows(c)),
        ],
      };
    case 'decided':
      return decisionBody(c, about, kind);
    case 'served':
      return {
        blocks: [
          facts(
            ['送达文书', c.decision?.documentNumber ?? ''],
            ['送达方式', WAYS[happening.way] ?? happening.way],
            ['送达日期', formatDay(happening.on, 'zh')],
            ['收件人', happening.receivedBy],
          ),
        ],
      };
    case 'lapsed':
      return {
        blocks: [
          text(
            `${about}，在告知的期限内没有补正。依据${happening.basis}，视为放弃申请，不再办理。材料齐备后可以重新申请。`,
          ),
        ],
        remedies: remedies(c.terms),
      };
    case 'withdrawn':
      return {
        blocks: [text(`${about}，已按您（单位）的请求撤回，不再办理。`), facts(['说明', happening.reason])],
      };
    case 'returned':
      return {
        blocks: [text(`${about}，现予退回。`), text(`理由：${happening.reason}`)],
        remedies: remedies(c.terms),
      };
    case 'terminated': {
      const ground = Object.entries(TERMINATION_GROUNDS).find(([key]) => key === happening.ground)?.[1].zh;
      return {
        blocks: [
          text(`${about}，依法终止办理。`),
          facts(['情形', ground ?? happening.ground], ['理由', happening.reason]),
        ],
        remedies: remedies(c.terms),
      };
    }
    default:
      throw new Error(`${happening.kind} has no document`);
  }
}

function acceptanceBlocks(c: Case, about: string): DocumentContent['blocks'] {
  const first = c.deemed
    ? `${about}，本机关未在五个工作日内告知补正，依据《中华人民共和国行政许可法》第三十二条第一款第四项，自收到申请材料之日起即为受理。`
    : `${about}，材料齐全、符合法定形式，现予受理。`;
  return [
    text(first),
    facts(
      ['受理号', c.number ?? ''],
      ['受理日期', c.acceptedOn === null ? '' : formatDay(c.acceptedOn, 'zh')],
      ...dueRows(c),
    ),
  ];
}

function dueRows(c: Case): [string, string][] {
  const words = { committed: '承诺办结日期', statutory: '法定办结日期' } as const;
  return c.clocks.flatMap(({ kind, derivation }) =>
    (kind === 'committed' || kind === 'statutory') && derivation.lastDay !== null
      ? [
          [
            words[kind],
            `${formatDay(derivation.lastDay, 'zh')}${derivation.provisional ? '（暂定）' : ''}`,
          ] satisfies [string, string],
        ]
      : [],
  );
}

function decisionBody(c: Case, about: string, kind: DocumentKind): Body {
  const { decision } = c;
  if (decision === null) throw new Error('a decision was taken');
  const verb = {
    granted: '经审查，符合法定条件，决定准予',
    refused: '经审查，不符合法定条件，决定不予准许',
    filed: '材料齐全，予以备案',
    answered: '处理结果如下',
    'not-accepted': '决定不予受理',
  }[decision.result];
  return {
    blocks: [
      text(`${about}（受理号 ${c.number ?? ''}），${verb}。`),
      text(decision.content),
      ...(decision.reasons === '' ? [] : [text(`理由：${decision.reasons}`)]),
      ...(decision.basis.length === 0 ? [] : [text(`依据：${decision.basis.join('、')}`)]),
      ...(decision.validUntil === null ? [] : [facts(['有效期至', formatDay(decision.validUntil, 'zh')])]),
    ],
    ...(kind === 'decision-refused' || kind === 'reply' ? { remedies: remedies(c.terms) } : {}),
  };
}

/** Until when the party may answer, and what follows from silence; nothing where no law says so. */
function lapseBlocks({ clocks, terms }: Case): DocumentContent['blocks'] {
  const article = terms.correction?.source.article;
  const clock = clocks.findLast(
    ({ kind, stoppedOn, derivation }) =>
      kind === 'timer' && stoppedOn === null && derivation.period.source.article === article,
  );
  if (terms.correction === undefined || clock === undefined || clock.derivation.lastDay === null) return [];
  const { law } = terms.correction.source;
  return [
    facts(['补正期限', formatDay(clock.derivation.lastDay, 'zh')]),
    text(`逾期不补正的，依据《${law}》${article ?? ''}，视为放弃申请。`),
  ];
}

function remedies({ reviewFirst, reviewFirstBasis, reviewBody, court }: CaseTerms): string {
  return remediesFor({ reviewFirst, reviewFirstBasis, reviewBody, court }).text;
}

function noticeLine(item: NoticeItem, materials: CaseTerms['materials']): string {
  const { basis, changed } = item;
  const why =
    changed === undefined
      ? ''
      : `（${changed.of === 'law' ? '法律变化' : '事实变化'}：${changed.explanation}）`;
  return `${demandText(item, materials)}（依据：${basis}）${why}`;
}

const WAYS: Readonly<Record<string, string>> = {
  'in-person': '直接送达',
  post: '邮寄送达',
  electronic: '电子送达',
  left: '留置送达',
  'public-notice': '公告送达',
};
