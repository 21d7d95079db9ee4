import { Withheld } from '../components/withheld.tsx';
import type { CasePageProps } from '../views/case-page.tsx';
import type { HomePageProps } from '../views/home-page.tsx';
import type { LateListPageProps } from '../views/late-list-page.tsx';
import type { PowerPageProps } from '../views/power-page.tsx';
import { at, clock, day, flow, proof, site } from './samples.tsx';

/** Lifelike view models of the pages: an invented office, real shapes. */

export const home: HomePageProps = {
  owner: site.owner,
  figures: { running: 63, dueToday: 4, late: 2 },
  types: [
    { href: '/powers?type=01', label: '行政许可', count: 8 },
    { href: '/powers?type=02', label: '行政处罚', count: 8 },
    { href: '/powers?type=06', label: '行政检查', count: 2 },
    { href: '/powers?type=07', label: '行政确认', count: 1 },
    { href: '/powers?type=08', label: '行政奖励', count: 1 },
    { href: '/powers?type=10', label: '其他行政权力', count: 6 },
    { href: '/powers?type=99', label: '内部管理权', count: 8 },
  ],
  agencies: [
    { href: '/agencies/sp', label: '行政审批处（驻市政务服务中心）', count: 9 },
    { href: '/agencies/zx', label: '市场秩序处（商务行政执法）', count: 10 },
    { href: '/agencies/xf', label: '消费促进处（市场运行）', count: 4 },
    { href: '/agencies/wj', label: '对外经济合作处', count: 3 },
    { href: '/agencies/wz', label: '外商投资管理处', count: 2 },
    { href: '/agencies/cw', label: '财务处', count: 4 },
  ],
  common: [
    { href: '/powers/130121901001', label: '成品油零售经营资格许可（核发）' },
    { href: '/powers/130121903000', label: '从事拍卖业务许可' },
    { href: '/powers/131021902000', label: '单用途商业预付卡备案' },
  ],
  recent: [
    {
      key: '1',
      at: at('2026-11-23T09:41'),
      title: '成品油零售经营资格许可（核发）',
      href: '/cases/TS-2026-000218',
      status: 'granted',
      what: { zh: 'TS-2026-000218 号办件作出决定', en: 'case TS-2026-000218 decided' },
    },
    {
      key: '2',
      at: at('2026-11-23T09:12'),
      title: '单用途商业预付卡规模发卡企业备案',
      href: '/powers/131021902000',
      status: 'published',
      what: { zh: '第 2 版，自 12 月 1 日起施行', en: 'version 2, in force from 1 Dec' },
    },
    {
      key: '3',
      at: at('2026-11-20T17:05'),
      title: '从事拍卖业务许可（受委托实施）',
      href: '/cases/TS-2026-000207',
      status: 'published-late',
      what: { zh: 'TS-2026-000207 号办件的结果', en: 'result of case TS-2026-000207' },
    },
    {
      key: '4',
      at: at('2026-11-20T15:30'),
      title: '对外劳务合作经营资格核准（变更）',
      href: '/cases/TS-2026-000211',
      status: 'refused',
      what: { zh: 'TS-2026-000211 号办件作出决定', en: 'case TS-2026-000211 decided' },
    },
    {
      key: '5',
      at: at('2026-11-20T11:18'),
      title: '成品油零售经营资格许可（延续）',
      href: '/cases/TS-2026-000199',
      status: 'corrected',
      what: { zh: '更正了公开内容中的日期', en: 'a date was corrected' },
    },
  ],
  ledger: { entries: 48_214, at: at('2026-11-23T10:02'), witnesses: { have: 2, of: 2 } },
};

const SAMPLE_FORMS = [
  { kind: 'blank', href: '/records/x/files/a', type: 'application/pdf', size: 35_400 },
  { kind: 'sample', href: '/records/x/files/b', type: 'image/png', size: 1_240_000 },
] as const;

export const power: PowerPageProps = {
  name: '成品油零售经营资格许可（核发）',
  code: '11130200DEM00001493130121901001',
  type: { label: '行政许可', href: '/powers?type=01' },
  agency: { label: '唐山市商务局', href: '/agencies/tssswj' },
  status: 'in-force',
  summary:
    '在唐山市开加油站、加油船，先要取得这项资格。市商务局按公布的条件审查，符合条件的发给批准证书，一站一证。',
  version: {
    n: 3,
    from: day('2026-07-01'),
    count: 3,
    allHref: '/powers/130121901001/versions',
    diffHref: '/powers/130121901001/diff/2/3',
  },
  basis: [
    {
      law: '成品油流通管理办法',
      article: '第三条',
      version: '商务部令2025年第4号（2025-09-01施行）',
      level: '部门规章',
      summary: '零售经营资格实行许可；批发和仓储改为备案',
      verified: true,
    },
    {
      law: '成品油流通管理办法',
      article: '第十条',
      version: '商务部令2025年第4号（2025-09-01施行）',
      level: '部门规章',
      summary: '规定零售经营资格的许可条件',
      verified: false,
    },
    {
      law: '中华人民共和国行政许可法',
      article: '第三十二条',
      version: '2019-04-23修正',
      level: '法律',
      summary: '当场或者五日内一次告知需要补正的全部内容，逾期不告知即为受理',
      verified: true,
    },
  ],
  objects: ['法人', '其他组织'],
  conditions: [
    '零售网点已取得设区的市以上商务主管部门的规划确认',
    '零售网点建设和设施设备符合国家标准、技术规范并通过有关部门验收',
    '依法取得危险化学品经营许可等相关证照',
    '有油品质量、计量、安全、进销存台账等管理制度',
  ],
  conditionsVerified: false,
  questions: ['网点类型', '拟开业日期'],
  materials: [
    {
      name: '成品油零售经营资格申请书',
      form: '原件',
      count: 1,
      source: '申请人自备',
      need: 'must',
      forms: SAMPLE_FORMS,
    },
    {
      name: '营业执照',
      form: '复印件',
      count: 1,
      source: '政府部门核发（可共享调取）',
      need: 'not-asked',
      forms: [],
      note: '共享核验，不再提交',
    },
    {
      name: '危险化学品经营许可证',
      form: '复印件',
      count: 1,
      source: '政府部门核发（可共享调取）',
      need: 'not-asked',
      forms: [],
    },
    {
      name: '场地使用权证明或者租赁、特许经营合同',
      form: '复印件',
      count: 1,
      source: '申请人自备',
      need: 'may',
      forms: [],
    },
  ],
  committed: { n: 10, unit: 'wd' },
  statutory: { n: 20, unit: 'wd', basis: '行政许可法第四十二条；可延长一次10个工作日' },
  acceptance: { n: 5, unit: 'wd', basis: '行政许可法第三十二条第一款第四项；逾期不告知视为受理' },
  delivery: { n: 10, unit: 'wd', basis: '行政许可法第四十四条' },
  fee: '不收费',
  result: '成品油零售经营批准证书',
  resultForms: [],
  contact: [
    { term: '办理地点', value: '市政务服务中心商务窗口' },
    { term: '咨询电话', value: '0315-0000000（演示）' },
  ],
  what: [
    { term: '行使主体', value: '唐山市商务局' },
    { term: '行使层级', value: '市级' },
  ],
  handling: [{ term: '办件类型', value: '承诺件（在承诺时限内办结）' }],
  oversight: [{ term: '监督方式', value: '接受社会监督' }],
  rules: ['两名以上工作人员核查'],
  partyDuties: ['如实提交材料'],
  applyHref: '/powers/130121901001/apply',
  flow,
  rights: [
    '知道步骤、时限、进度和结果',
    '一次性被告知要补的全部材料',
    '陈述、申辩',
    '申请有利害关系的人回避',
    '不予许可的，要求书面说明理由',
  ],
  relief: [
    { term: '行政复议', value: '向唐山市人民政府申请，自知道决定之日起60个自然日内（行政复议法第二十条）' },
    { term: '行政诉讼', value: '向有管辖权的人民法院起诉，6个月内（行政诉讼法第四十六条）' },
  ],
  duties: [
    {
      stage: '受理',
      content:
        '公示事项、依据、条件、材料目录和示范文本；当场或者5个工作日内一次告知补正；受理或者不予受理均出具书面凭证。',
      post: '窗口受理岗',
    },
    { stage: '审查', content: '书面审查材料；需要核实实质内容的指派两名以上人员核查。', post: '材料审查岗' },
    {
      stage: '决定',
      content: '符合条件的作出准予决定；不予许可的说明理由并告知复议诉讼权利。',
      post: '分管领导',
    },
  ],
  accountability: [
    {
      situation: '符合条件不受理、不一次告知、不说明理由',
      who: '窗口受理岗、材料审查岗',
      basis: '行政许可法第七十二条',
    },
    {
      situation: '违法准予许可，或者符合条件不许可、超过法定期限决定',
      who: '审查、审核、决定各岗及分管领导',
      basis: '行政许可法第七十四条',
    },
  ],
  persons: [
    {
      role: '处室',
      office: '行政审批处',
      post: '处长岗',
      phone: '0315-0000000',
      complaint: { text: '机关纪委', phone: '0315-0000000' },
    },
    { role: '分管领导', post: '分管审批的副局长岗' },
  ],
  experience: [
    {
      label: '近12个月办结',
      value: 46,
      href: '/cases?power=130121901001&state=closed',
      note: '准予 41，不予 5',
    },
    { label: '平均用时', value: 7, href: '/cases?power=130121901001', note: '工作日，从受理到决定' },
    {
      label: '超期',
      value: 1,
      href: '/cases?power=130121901001&late=1',
      tone: 'late',
      shape: 'triangle',
      note: '超过承诺时限',
    },
  ],
  proofs: [proof],
};

const handled: CasePageProps = {
  power: { name: '成品油零售经营资格许可（核发）', href: '/powers/130121901001', version: 3 },
  number: 'TS-2026-000231',
  status: 'reviewing',
  clock,
  persons: [
    {
      role: '承办',
      office: '行政审批处',
      post: '现场核查岗',
      staffNo: '0412',
      phone: '0315-0000000',
      complaint: { text: '机关纪委', phone: '0315-0000000' },
    },
  ],
  flow,
  register: [
    { term: '行政相对人', value: '唐山某某石油有限公司' },
    { term: '统一社会信用代码', value: '91130200DEMO00012X' },
    { term: '法定代表人', value: <Withheld kind="masked" value="张某" ground="个人信息保护法第二十八条" /> },
    { term: '核查记录', value: <Withheld ground="政府信息公开条例第十六条" until={day('2027-01-31')} /> },
    { term: '受理时间', value: '2026年11月18日（周三）' },
  ],
  timeline: [
    {
      key: '1',
      title: '收件',
      at: at('2026-11-17T15:02'),
      post: '窗口受理岗',
      staffNo: '0408',
      documents: [{ name: '收件凭证' }],
      tone: 'done',
      shape: 'tick',
    },
    {
      key: '2',
      title: '受理',
      at: at('2026-11-18T09:30'),
      post: '窗口受理岗',
      staffNo: '0408',
      body: <p>材料齐全，符合法定形式。</p>,
      documents: [{ name: '受理通知书', href: '/records/q1Zc0nB3TnqQxF6uYk2p9A/files/accept.pdf' }],
      proof: { index: 48_102, href: '/verify?rid=q1Zc0nB3TnqQxF6uYk2p9A&rev=1' },
      tone: 'done',
      shape: 'tick',
    },
    {
      key: '3',
      title: '特别程序：专家评审',
      at: '2026年11月25日至26日',
      post: '材料审查岗',
      body: <p>不计入办理期限，已书面告知所需时间。</p>,
      tone: 'plain',
      shape: 'pause',
    },
    {
      key: '4',
      title: '现场核查',
      at: at('2026-11-27T09:20'),
      post: '现场核查岗',
      staffNo: '0412',
      body: <p>正在办理。</p>,
      tone: 'now',
      shape: 'dot',
    },
  ],
  proofs: [{ ...proof, what: { zh: '受理', en: 'acceptance' } }],
};

export const caseFile: CasePageProps = {
  ...handled,
  now: { step: '现场核查', since: at('2026-11-27T09:20'), next: '审核' },
};

export const decided: CasePageProps = {
  ...handled,
  status: 'refused',
  clock: { ...clock, state: 'done', days: 0, derivation: [] },
  decision: {
    result: 'refused',
    summary: '不予许可：零售网点没有取得规划确认',
    at: at('2026-12-02T16:10'),
    ground: '《成品油流通管理办法》第十条',
    reasons: <p>申请人提交的规划确认文件已于2025年失效，一次性告知后未能补正。</p>,
    document: { name: '不予行政许可决定书', href: '/records/q1Zc0nB3TnqQxF6uYk2p9A/files/decision.pdf' },
    remedies: [
      { term: '行政复议', value: '2027年1月31日（周日）前，向唐山市人民政府申请' },
      { term: '行政诉讼', value: '2027年6月2日（周三）前，向有管辖权的人民法院起诉' },
    ],
  },
  proofs: [
    { ...proof, state: 'awaiting-witness', witnesses: { have: 1, of: 2 } },
    { state: 'awaiting-entry', rid: 'q1Zc0nB3TnqQxF6uYk2p9A' },
  ],
};

export const lateList: LateListPageProps = {
  tab: 'late',
  counts: { late: 2, today: 4, due: 57, was: 9 },
  worst: 6,
  byAgency: [
    { href: '/obligations?agency=lt', label: '流通业发展处', count: 1 },
    { href: '/obligations?agency=zx', label: '市场秩序处（商务行政执法）', count: 1 },
  ],
  rows: [
    {
      key: '1',
      what: '从事拍卖业务许可（受委托实施）',
      kind: { zh: '许可决定', en: 'decision' },
      href: '/cases/TS-2026-000193',
      agency: '流通业发展处',
      post: '流通业管理岗',
      due: day('2026-11-17'),
      daysLate: 6,
      basis: '决定作出之日起7个工作日',
      status: 'late-unpublished',
    },
    {
      key: '2',
      what: '零售商促销活动备案',
      kind: { zh: '动态运行登记表', en: 'register entry' },
      agency: '市场秩序处（商务行政执法）',
      due: day('2026-11-20'),
      daysLate: 3,
      basis: '办结之日起一周',
      status: 'late-unpublished',
    },
  ],
  next: '/obligations?state=late&after=abc',
};
