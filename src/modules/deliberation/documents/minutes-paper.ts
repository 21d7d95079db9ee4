import { formatDay, formatInstant, legalDayOf, toNumeral } from '#kernel';
import type { MinutesView, SignatureView } from '../contract/minutes.ts';
import type { ItemMinutes, Minutes } from '../domain/minutes.ts';

/** What stands on a paper, from top to bottom; lines of one block stand close together. */
export type Block =
  | { readonly kind: 'heading' | 'text' | 'note'; readonly text: string }
  | { readonly kind: 'right'; readonly lines: readonly string[] };

/** The minutes on paper, or what they say of one item. */
export type MinutesPaper = {
  /** 局长办公会纪要 */
  readonly title: string;
  /** 〔2026〕3号 */
  readonly number: string;
  readonly agency: string;
  /** Day of the signature, in words. */
  readonly on: string;
  readonly signedAt: Date;
  readonly blocks: readonly Block[];
};

const BALLOTS = { oral: '口头表决', hands: '举手表决', secret: '无记名投票' } as const;
const STANCES = { for: '赞成', against: '反对', abstain: '弃权' } as const;
const OUTCOMES = {
  tabled: '待审议',
  adopted: '审议通过',
  rejected: '未通过',
  deferred: '缓议',
  void: '作废',
  returned: '退回',
} as const;
const QUORUMS = { 'more-than-half': '过半数到会', 'two-thirds': '三分之二以上到会' } as const;
const DECIDERS = {
  head: '集体讨论后由首长决定',
  'majority-of-members': '全体成员过半数',
  'majority-of-present': '到会成员过半数',
} as const;

export type SignedView = MinutesView & {
  readonly number: string;
  readonly signature: SignatureView;
};

/**
 * Lays signed minutes out as a 纪要 after GB/T 9704; with `itemId` the extract 节录 of that item alone, for its file. Undefined
 * when there is no such item.
 */
export function minutesPaper(view: SignedView, itemId?: string): MinutesPaper | undefined {
  const { minutes, number, signature, digest, addenda } = view;
  const items = minutes.items.filter(({ id }) => itemId === undefined || id === itemId);
  if (itemId !== undefined && items.length === 0) return undefined;
  const extract = itemId !== undefined;
  const title = `${minutes.body}纪要`;
  const signedAt = new Date(signature.at);
  return {
    title: extract ? `${title}（节录）` : title,
    number,
    agency: minutes.agency,
    on: formatDay(legalDayOf(signedAt), 'zh'),
    signedAt,
    blocks: [
      { kind: 'text', text: opening(minutes) },
      ...items.flatMap((item) => itemBlocks(item, minutes.attendanceChanges.length > 0)),
      ...(extract || minutes.closing === '' ? [] : paragraphs(minutes.closing)),
      ...attendance(minutes),
      { kind: 'right', lines: signLines('签发', signature) },
      { kind: 'note', text: `纪要全文摘要（SHA-256）：${digest}` },
      ...(extract
        ? [
            {
              kind: 'note' as const,
              text: `本件节录自${title}${number}，只含上列议题。${addenda.length === 0 ? '' : `该纪要签发后另有补正${addenda.length}份，见全文。`}`,
            },
          ]
        : addenda.flatMap((one) => addendumBlocks(one))),
    ],
  };
}

function opening({ heldOn, place, body, present, absent }: Minutes): string {
  const chair = present.find((one) => one.chair);
  const day = formatDay(heldOn, 'zh');
  const missed = absent.find((one) => one.chair);
  return chair === undefined
    ? `${day}，${body}在${place}召开，主持人${missed?.name ?? ''}${missed?.leave === true ? '请假' : '缺席'}。会议情况如下：`
    : `${day}，${chair.name}在${place}主持召开${body}。会议情况如下：`;
}

/** Who took part in a decision is said where not everybody present was there for all of it. */
function itemBlocks(item: ItemMinutes, saysVoters: boolean): readonly Block[] {
  const lines: string[] = [
    ...paragraphs(item.text).map(({ text }) => text),
    `表决方式：${BALLOTS[item.ballot]}。结果：${OUTCOMES[item.state]}${item.counts === null ? '' : `（赞成${item.counts.for}票，反对${item.counts.against}票，弃权${item.counts.abstain}票）`}。`,
    ...(item.recused.length === 0
      ? []
      : [
          `回避：${item.recused.map((one) => (one.reason === '' ? nameOf(one) : `${nameOf(one)}（${one.reason}）`)).join('、')}。`,
        ]),
    ...item.takenBack.map(
      ({ name, reason, at }) => `撤回回避登记：${name}（${formatInstant(new Date(at))}；${reason}）。`,
    ),
    ...(saysVoters && item.voters.length > 0 ? [`参加表决：${item.voters.join('、')}。`] : []),
    ...(item.speakers.length === 0 ? [] : [`发言次序：${item.speakers.join('、')}。`]),
    ...saidLines(item),
    ...(item.headReason === null ? [] : [`首长的决定与多数人意见不一致的理由：${item.headReason}`]),
    ...(item.number === null ? [] : [`决议（${item.number}）：${item.resolution ?? ''}`]),
  ];
  return [
    { kind: 'heading', text: `${toNumeral(item.position)}、${item.title}` },
    ...lines.map((text) => ({ kind: 'text' as const, text })),
    {
      kind: 'note',
      text: `${item.subjectType === 'matter' ? '' : `提请审议的版本：${item.subjectId}；`}提请审议内容的摘要（SHA-256）：${item.subjectDigest}`,
    },
  ];
}

function saidLines({ ballot, opinions }: ItemMinutes): readonly string[] {
  if (opinions === null) return ['（查阅人已回避本议题，讨论情况不在本件中。）'];
  if (opinions.length === 0) return [];
  if (ballot === 'secret') return ['意见（无记名，不具姓名）：', ...opinions.map(({ text }) => `——${text}`)];
  return opinions.map(
    ({ name, stance, text }) => `${name ?? ''}${stance === null ? '' : `（${STANCES[stance]}）`}：${text}`,
  );
}

function attendance(minutes: Minutes): readonly Block[] {
  const { present, absent, attendanceChanges, quorum, decides } = minutes;
  return [
    { kind: 'text', text: `出席：${present.map(nameOf).join('、')}。` },
    ...away(
      '请假',
      absent.filter(({ leave }) => leave),
    ),
    ...away(
      '缺席',
      absent.filter(({ leave }) => !leave),
    ),
    ...attendanceChanges.map((one) => ({ kind: 'text' as const, text: changeLine(one) })),
    { kind: 'note', text: `法定人数：${QUORUMS[quorum]}；决定方式：${DECIDERS[decides]}` },
  ];
}

function changeLine({
  name,
  kind,
  present,
  leave,
  reason,
  at,
}: Minutes['attendanceChanges'][number]): string {
  const when = formatInstant(new Date(at));
  switch (kind) {
    case 'arrived':
      return `迟到：${name}于${when}到会（${reason}）。`;
    case 'left':
      return `早退：${name}于${when}离会（${reason}）。`;
    case 'corrected':
      return `更正：${name}的到会情况于${when}更正为${present ? '到会' : leave ? '请假' : '缺席'}（${reason}）。`;
  }
}

function away(what: string, people: Minutes['absent']): readonly Block[] {
  const list = people.map((one) => `${nameOf(one)}（${one.reason}）`).join('、');
  return people.length === 0 ? [] : [{ kind: 'text', text: `${what}：${list}。` }];
}

function nameOf(one: { readonly name: string; readonly chair: boolean }): string {
  return one.chair ? `${one.name}（主持人）` : one.name;
}

function addendumBlocks(one: MinutesView['addenda'][number]): readonly Block[] {
  return [
    { kind: 'heading', text: `补正（${toNumeral(one.seq)}）` },
    ...(one.text === null
      ? [{ kind: 'text' as const, text: '（查阅人在本次会议中有回避，补正内容不在本件中。）' }]
      : paragraphs(one.text)),
    { kind: 'right', lines: signLines('签发补正', one) },
    { kind: 'note', text: `补正摘要（SHA-256）：${one.digest}` },
  ];
}

function signLines(what: string, { post, name, at }: SignatureView): readonly string[] {
  return [`${what}：${post} ${name}`, formatInstant(new Date(at))];
}

function paragraphs(text: string): readonly { readonly kind: 'text'; readonly text: string }[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => ({ kind: 'text', text: line }));
}
