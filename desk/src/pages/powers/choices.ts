import type { Message } from '#platform/i18n';

type Choice = { readonly value: string | number; readonly label: Message };
const choice = (value: string | number, zh: string, en: string): Choice => ({ value, label: { zh, en } });

export const CHOICES = {
  unit: [
    choice('wd', '工作日', 'working days'),
    choice('cd', '自然日', 'calendar days'),
    choice('month', '月', 'months'),
    choice('year', '年', 'years'),
  ],
  type: [
    choice('01', '行政许可', 'Licence'),
    choice('02', '行政处罚', 'Penalty'),
    choice('03', '行政强制', 'Compulsion'),
    choice('04', '行政征收', 'Levy'),
    choice('05', '行政给付', 'Benefit'),
    choice('06', '行政检查', 'Inspection'),
    choice('07', '行政确认', 'Confirmation'),
    choice('08', '行政奖励', 'Reward'),
    choice('09', '行政裁决', 'Adjudication'),
    choice('10', '其他行政权力', 'Other'),
    choice('20', '公共服务', 'Public service'),
    choice('98', '党组织权力', 'Of a party organ'),
    choice('99', '内部管理权', 'Internal'),
  ],
  level: [
    choice('1', '国家级', 'National'),
    choice('2', '省级', 'Province'),
    choice('3', '市级', 'City'),
    choice('4', '县级', 'County'),
    choice('5', '乡镇级', 'Township'),
    choice('6', '村居', 'Village'),
  ],
  form: [
    choice('original', '原件', 'original'),
    choice('copy', '复印件', 'copy'),
    choice('original-and-copy', '原件和复印件', 'both'),
    choice('electronic', '电子', 'electronic'),
  ],
  formKind: [
    choice('line', '一行文字', 'a line of text'),
    choice('text', '一段文字', 'a paragraph'),
    choice('number', '数字', 'a number'),
    choice('day', '日期', 'a day'),
    choice('choice', '单选', 'one of several'),
    choice('choices', '多选', 'any of several'),
    choice('check', '是或否', 'yes or no'),
  ],
  ease: [
    choice('none', '无', 'none'),
    choice('may-follow', '可容缺', 'may follow'),
    choice('may-promise', '可承诺', 'may be promised'),
    choice('not-asked', '免提交', 'not asked for'),
  ],
  handling: [choice('instant', '即办件', 'instant'), choice('committed', '承诺件', 'committed')],
  channel: [
    choice('online', '网上', 'online'),
    choice('window', '窗口', 'window'),
    choice('post', '邮寄', 'by post'),
    choice('agent', '代办', 'agent'),
  ],
  scope: [
    choice('society', '全社会', 'society'),
    choice('concerned', '当事人', 'the parties'),
    choice('on-application', '依申请', 'on application'),
    choice('unit', '单位内部', 'the unit'),
    choice('leadership', '领导班子', 'leadership'),
  ],
  treatment: [
    choice('open', '公开', 'open'),
    choice('mask', '隐去部分内容', 'masked'),
    choice('withhold', '不公开', 'withheld'),
  ],
  class: [
    choice('OPEN', '公开账本（OPEN）：依申请、应向社会公开', 'OPEN: on application, owed to society'),
    choice(
      'SEALED',
      '封存（SEALED）：处罚、强制、检查等，公开前只入日志',
      'SEALED: in the journal until it is published',
    ),
    choice('NONE', '不入公开账本（NONE）：举报、信访、未成年人等', 'NONE: never in the public log'),
  ],
  reviewFirst: [
    choice('on-the-spot-penalty', '对当场作出的行政处罚决定不服', 'a penalty decided on the spot'),
    choice('natural-resource-title', '对侵犯自然资源所有权或使用权的决定不服', 'title to natural resources'),
    choice('duty-not-performed', '认为行政机关未履行法定职责', 'a duty not performed'),
    choice('information-refused', '申请政府信息公开，不予公开', 'information refused'),
    choice('set-by-law', '法律、行政法规规定先申请复议的其他情形', 'set by a law or regulation'),
  ],
  clockFrom: [
    choice('acceptance', '自受理之日起', 'acceptance'),
    choice('receipt', '自收件之日起', 'receipt'),
  ],
  risk: [
    choice(1, '一级（高）', 'level 1 (high)'),
    choice(2, '二级（中）', 'level 2'),
    choice(3, '三级（低）', 'level 3 (low)'),
  ],
  role: [choice('hearing', '听证', 'hearing')],
  review: [choice('auto', '自动', 'automatic'), choice('person', '人工审查', 'by a person')],
} as const satisfies Readonly<Record<string, readonly Choice[]>>;
