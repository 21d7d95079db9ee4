import type { FlowIssue, FlowIssueCode } from '../domain/errors.ts';
import { parseLimit } from '../domain/limit.ts';
import { attributeWords } from './attribute-words.ts';
import { FLOW_KIND_WORDS, limitWords, ROLE_WORDS, type Lang, type Words } from './words.ts';

const TEXTS: Readonly<Record<FlowIssueCode, Words>> = {
  'flows/not-xml': {
    zh: '文件不是可读的 BPMN 2.0 文件（UTF-8）',
    en: 'The file is not readable BPMN 2.0 in UTF-8',
  },
  'flows/too-large': { zh: '文件过大，上限 {limit} 字节', en: 'The file is larger than {limit} bytes' },
  'flows/doctype': {
    zh: '文件不得含文档类型声明或者实体',
    en: 'The file may not declare a document type or entities',
  },
  'flows/parser-warning': {
    zh: '文件有读不懂的内容：{what}',
    en: 'The file contains what cannot be read: {what}',
  },
  'flows/element-not-allowed': {
    zh: '可执行流程不允许“{what}”',
    en: 'An executable flow may not contain “{what}”',
  },
  'flows/attribute-not-allowed': {
    zh: '不允许属性或者内容“{what}”',
    en: 'The attribute or content “{what}” is not allowed',
  },
  'flows/missing': { zh: '缺少“{what}”', en: '“{what}” is missing' },
  'flows/bad-value': { zh: '“{what}”的值不合规定', en: 'The value of “{what}” is not valid' },
  'flows/one-process': {
    zh: '文件须恰有一个流程，实有 {found} 个',
    en: 'The file must hold exactly one process, not {found}',
  },
  'flows/duplicate-id': { zh: '编号重复', en: 'The id is used twice' },
  'flows/timer-in-calendar-time': {
    zh: '时限须写在 gov:timer（工作日或者自然日），不用日历时长',
    en: 'Write the term in gov:timer, not as a calendar duration',
  },
  'flows/dangling-edge': { zh: '连线的一端没有环节', en: 'A way leads nowhere' },
  'flows/one-start': {
    zh: '须恰有一个开始，实有 {found} 个',
    en: 'There must be exactly one start, not {found}',
  },
  'flows/no-main-end': { zh: '没有标明办结的结束', en: 'No end is marked as concluding the case' },
  'flows/wrong-edges': { zh: '此处不能有这样的连线', en: 'Such a way is not possible here' },
  'flows/implicit-merge': {
    zh: '多条路汇到一处，须先设汇合网关',
    en: 'Several ways meet here: put a gateway in front',
  },
  'flows/implicit-split': {
    zh: '从此处分出的路须恰为一条，分支须设网关',
    en: 'Exactly one way may leave here: split by a gateway',
  },
  'flows/gateway-mixed': { zh: '网关不能又汇合又分支', en: 'A gateway may not both merge and split' },
  'flows/gateway-pointless': {
    zh: '网关没有可汇合或者可分的路',
    en: 'The gateway neither merges nor splits',
  },
  'flows/no-default': { zh: '分支须恰有一条默认路', en: 'Exactly one way must be the default' },
  'flows/default-with-condition': {
    zh: '默认路不能再带条件',
    en: 'The default way may not carry a condition',
  },
  'flows/condition-missing': { zh: '分支缺条件', en: 'The way has no condition' },
  'flows/condition-not-here': {
    zh: '只有分支网关出来的路可带条件',
    en: 'Only ways out of a splitting gateway carry conditions',
  },
  'flows/condition-syntax': { zh: '条件写法不对', en: 'The condition cannot be read' },
  'flows/condition-not-allowed': {
    zh: '条件只能比较名称与固定值：{what}',
    en: 'A condition may only compare a name with a fixed value: {what}',
  },
  'flows/condition-unknown-name': {
    zh: '条件用了未声明的名称：{what}',
    en: 'The condition names what is not declared: {what}',
  },
  'flows/condition-type': { zh: '条件的值与类型不符：{what}', en: 'The value does not fit the type: {what}' },
  'flows/condition-value': {
    zh: '条件的值不在允许范围：{what}',
    en: 'The value is not among those declared: {what}',
  },
  'flows/outcome-not-available': {
    zh: '到此处时没有办理结果可供判断',
    en: 'No outcome is available here to decide on',
  },
  'flows/no-outcomes': { zh: '环节没有声明办理结果', en: 'The step declares no outcome' },
  'flows/unknown-post': { zh: '岗位“{post}”没有泳道', en: 'The post “{post}” has no lane' },
  'flows/lane-mismatch': {
    zh: '所在泳道（{post}）与承办岗位不一致',
    en: 'The lane ({post}) is not that of its post',
  },
  'flows/cycle-without-return': {
    zh: '此处循环，但没有一条路标为退回',
    en: 'The flow runs in a circle, but no way is marked as a return',
  },
  'flows/return-not-back': { zh: '标为退回的路并不退回', en: 'A way marked as a return does not lead back' },
  'flows/side-branch-merges': {
    zh: '督办分支不得并回主流程',
    en: 'A side branch may not lead back into the case',
  },
  'flows/clock-ends-unknown': {
    zh: '办理时限的起止环节没有选，或者“{what}”不是环节',
    en: 'The clock begins or ends at “{what}”, which is no step',
  },
  'flows/called-flow-unknown': {
    zh: '所调用的流程“{flow}”第 {version} 版尚未公开',
    en: 'Version {version} of the called flow “{flow}” is not published',
  },
  'flows/called-flow-ended': {
    zh: '所调用的“{name}”自 {on} 起终止，不能再调用',
    en: 'The called flow “{name}” ends on {on} and cannot be called any more',
  },
  'flows/too-many-states': {
    zh: '流程过于复杂（超过 {limit} 种状态），无法逐一核验',
    en: 'The flow has more than {limit} states and cannot be verified',
  },
  'flows/deadlock': {
    zh: '会死锁：汇合等不到所有的路',
    en: 'Deadlock: the join waits for a way that never comes',
  },
  'flows/opened-twice': { zh: '可能被同时打开两次', en: 'May be opened twice at once' },
  'flows/no-way-out': { zh: '走到这里就无法办结', en: 'From here the case can never be concluded' },
  'flows/ends-with-open-steps': {
    zh: '办结时还有环节未完成',
    en: 'The case would end with steps still open',
  },
  'flows/dead-step': { zh: '永远走不到', en: 'Can never be reached' },
  'flows/endless-gateways': { zh: '网关之间循环不止', en: 'Gateways run in an endless circle' },
  'flows/marking-too-large': { zh: '同时打开的环节过多', en: 'Too many steps may be open at once' },
  'flows/kind-differs': {
    zh: '流程类别（{flow}）与权力类型（{power}）不符，在“泳道与总体”里改',
    en: 'The flow is of kind {flow}, the power needs {power}: change it under “Lanes and flow”',
  },
  'flows/step-required': { zh: '缺少法定环节：{roles}', en: 'A step the law requires is missing: {roles}' },
  'flows/step-forbidden': {
    zh: '此类事项不得设此环节（{role}）',
    en: 'Such a power may not have this step ({role})',
  },
  'flows/step-can-be-skipped': { zh: '不经 {roles} 也能走到这里', en: 'Can be reached without {roles}' },
  'flows/order-wrong': {
    zh: '法定次序不符：{from}之后须能到{to}',
    en: 'Not in the order the law requires: {from}, then {to}',
  },
  'flows/counted-wrongly': {
    zh: '所需时间依法不计入办理时限，计时不能选“计入办理时限”',
    en: 'Its time does not count by law: choose another clock',
  },
  'flows/two-officers-required': { zh: '须由两名以上人员办理', en: 'Needs two officers or more' },
  'flows/deemed-acceptance-required': {
    zh: '须设 {limit} 未告知即视为受理的定时',
    en: 'Needs a timer of at most {limit} that leads to deemed acceptance',
  },
  'flows/same-post': {
    zh: '与 {roles} 不得由同一岗位办理',
    en: 'May not be done by the post that does {roles}',
  },
  'flows/supervisor-handles': { zh: '监督岗位不得承办业务', en: 'A supervising post may not handle cases' },
  'flows/post-vacant': {
    zh: '这个岗位现在没有人：在“泳道与总体”里换成承办处室有人的岗位，或者先在“机构和人员”里安排人',
    en: 'Nobody holds this post: under “Lanes and flow” replace it by a post of the office that is filled, or assign somebody to it',
  },
  'flows/path-over-committed': {
    zh: '最长路径合计 {sum}，超过承诺时限 {total}（{steps}）',
    en: 'The longest way takes {sum}, over the committed {total} ({steps})',
  },
  'flows/committed-over-statutory': {
    zh: '承诺时限 {committed} 超过法定时限 {statutory}',
    en: 'The committed limit {committed} exceeds the statutory {statutory}',
  },
  'flows/step-over-statutory': {
    zh: '环节时限超过法定时限',
    en: 'The step takes longer than the law allows',
  },
  'flows/step-under-minimum': {
    zh: '环节时限短于法定最短期限',
    en: 'The step is shorter than the law requires',
  },
  'flows/english-missing': {
    zh: '没有英文，在英文的图和文字版里仍是中文',
    en: 'Has no English: it stays Chinese on the English chart and in its text',
  },
};

/** An issue for a person: what is wrong, with which element, and by which article. */
export function issueText({ code, element, name, article, data }: FlowIssue, lang: Lang): string {
  const where =
    element === null
      ? ''
      : lang === 'zh'
        ? `“${name ?? element}”（${element}）：`
        : `“${name ?? element}” (${element}): `;
  const source = article === null ? '' : lang === 'zh' ? `〔${article}〕` : ` [${article}]`;
  return `${where}${issueReason({ code, data }, lang)}${source}`;
}

/** What is wrong, without naming the element or the article: for whoever shows these beside. */
export function issueReason({ code, data }: Pick<FlowIssue, 'code' | 'data'>, lang: Lang): string {
  const say = (key: string): string => {
    const value = data[key];
    return value === undefined ? '' : valueText(key, value, lang);
  };
  return TEXTS[code][lang].replaceAll(/\{(\w+)\}/gu, (_, key: string) => say(key));
}

const LIST = { zh: '、', en: ', ' } as const;

/** Codes, kinds, limits and attributes that an issue names, in words. */
function valueText(key: string, value: string | number, lang: Lang): string {
  const text = String(value);
  const limit = parseLimit(text);
  if (limit !== null && typeof value === 'string') return limitWords(limit, lang);
  switch (key) {
    case 'roles':
    case 'role':
    case 'from':
    case 'to':
      return text
        .split(' ')
        .map((role) => ROLES[role]?.[lang] ?? role)
        .join(LIST[lang]);
    case 'flow':
    case 'power':
      return KINDS[text]?.[lang] ?? text;
    case 'what':
      return attributeWords(text, lang);
    default:
      return text;
  }
}

const ROLES: Readonly<Record<string, Words>> = ROLE_WORDS;
const KINDS: Readonly<Record<string, Words>> = FLOW_KIND_WORDS;
